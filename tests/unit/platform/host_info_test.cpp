#include "platform/host_info.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "platform/files.h"
#include "surroundings.h"

namespace docent::core {
namespace {

using ::testing::ElementsAre;

TEST(HostInfo, TranslatesLocales) {
  const std::pair<const char*, const char*> cases[] = {{"de_CH.UTF-8", "de-CH"},
                                                       {"de_CH.UTF-8@euro", "de-CH"},
                                                       {"en", "en"},
                                                       {"zh_cn", "zh-CN"},
                                                       {"fil_PH", "fil-PH"},
                                                       {"es_419", "es-419"},
                                                       {"pt-br", "pt-BR"},
                                                       {"sr_RS@latin", "sr-RS"},
                                                       {"en_XYZ", "en"},
                                                       {"C", ""},
                                                       {"C.UTF-8", ""},
                                                       {"POSIX", ""},
                                                       {"", ""},
                                                       {"_DE", ""},
                                                       {"1x_DE", ""},
                                                       {"DE_at", "de-AT"},
                                                       {"en_", "en"}};
  for (const auto& [posix, tag] : cases) EXPECT_EQ(locale_from_posix(posix), tag) << posix;
}

TEST(HostInfo, TakesTheFirstLocaleThatIsSet) {
  Variable all("LC_ALL", "");
  Variable messages("LC_MESSAGES", "fr_FR.UTF-8");
  const Variable lang("LANG", "de_DE.UTF-8");
  EXPECT_EQ(read_host_info().locale, "fr-FR");
  messages.set(nullptr);
  EXPECT_EQ(read_host_info().locale, "de-DE");
  all.set("C");
  EXPECT_EQ(read_host_info().locale, "") << "the one that is set decides";
}

TEST(HostInfo, NamesTheSystemAndTheDevice) {
  Variable display("DISPLAY", nullptr);
  const Variable wayland("WAYLAND_DISPLAY", nullptr);
  const HostInfo server = read_host_info();
  EXPECT_EQ(server.os_name, "Linux");
  EXPECT_FALSE(server.os_version.empty());
  EXPECT_EQ(server.os_version.find('"'), std::string::npos);
  EXPECT_EQ(server.device_type, "server");
  display.set(":0");
  EXPECT_EQ(read_host_info().device_type, "desktop");
}

TEST(HostInfo, NamesTheTimeZone) {
  Variable tz("TZ", "Europe/Zurich");
  const std::pair<const char*, const char*> cases[] = {{"Europe/Zurich", "Europe/Zurich"},
                                                       {":America/New_York", "America/New_York"},
                                                       {"UTC", "UTC"},
                                                       {"", "UTC"},
                                                       {"CET-1CEST", ""},
                                                       {"EST5EDT,M3.2.0,M11.1.0", ""},
                                                       {"/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"},
                                                       {":/usr/share/zoneinfo/posix/Asia/Tokyo", "Asia/Tokyo"},
                                                       {"/etc/somewhere", ""},
                                                       {"../../etc/passwd", ""}};
  for (const auto& [value, name] : cases) {
    tz.set(value);
    EXPECT_EQ(read_host_info().timezone, name) << value;
  }
  tz.set(nullptr);
  const std::string system = read_host_info().timezone;
  EXPECT_EQ(system.find(".."), std::string::npos) << "from the link, without its path";
}

TEST(HostInfo, FindsThePlaceForData) {
  Variable xdg("XDG_DATA_HOME", "/data/home");
  Variable home("HOME", "/home/someone");
  const auto dir = default_data_dir("KEY");
  EXPECT_EQ(*dir, "/data/home/docent/" + name_digest("KEY"));
  EXPECT_NE(*dir, *default_data_dir("OTHER KEY"));
  EXPECT_EQ(*dir, *default_data_dir("KEY"));
  xdg.set("relative");
  EXPECT_EQ(*default_data_dir("KEY"), "/home/someone/.local/share/docent/" + name_digest("KEY"));
  xdg.set(nullptr);
  home.set("not/absolute");
  const auto from_account = default_data_dir("KEY");
  if (from_account.ok()) EXPECT_EQ((*from_account)[0], '/');
  else EXPECT_EQ(from_account.status().code(), Code::unavailable);
}

TEST(HostInfo, FindsThePlacesForTheJournal) {
  const TempDir dir;
  const std::string shm = "/dev/shm/docent-" + std::to_string(geteuid());
  Variable xdg("XDG_RUNTIME_DIR", dir.path().c_str());
  EXPECT_THAT(runtime_dirs(), ElementsAre(dir / "docent", shm));
  for (const char* unusable : {"", "relative", "/proc/none"}) {
    xdg.set(unusable);
    EXPECT_THAT(runtime_dirs(), ElementsAre(shm)) << unusable;
  }
  std::string foreign = "/usr";
  if (geteuid() == 0) {
    foreign = dir / "foreign";
    std::filesystem::create_directory(foreign);
    ASSERT_EQ(chown(foreign.c_str(), 12345, 12345), 0);
  }
  xdg.set(foreign.c_str());
  EXPECT_THAT(runtime_dirs(), ElementsAre(shm)) << "another user's";
}

}  // namespace
}  // namespace docent::core
