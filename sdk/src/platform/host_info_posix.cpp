#include "platform/host_info.h"

#include <pwd.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <climits>
#include <cstdlib>

#include "platform/files.h"

namespace docent::core {
namespace {

constexpr std::size_t max_os_release_bytes = 64 * 1024;
constexpr std::string_view zoneinfo = "/zoneinfo/";

std::string environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

// PRETTY_NAME="Debian GNU/Linux 12 (bookworm)" of os-release(5), unquoted.
std::string pretty_os_name() {
  for (const char* path : {"/etc/os-release", "/usr/lib/os-release"}) {
    const auto text = read_file(path, max_os_release_bytes);
    if (!text.ok()) continue;
    const std::string lines = "\n" + *text;
    constexpr std::string_view key = "\nPRETTY_NAME=";
    const std::size_t at = lines.find(key);
    if (at == std::string::npos) continue;
    std::string value = lines.substr(at + key.size(), lines.find('\n', at + 1) - at - key.size());
    std::erase_if(value, [](char c) { return c == '"' || c == '\'' || c == '\\'; });
    return value;
  }
  return {};
}

bool is_zone_name(std::string_view name) {
  if (name.empty() || name.size() > 64 || std::isalpha(static_cast<unsigned char>(name[0])) == 0) return false;
  return std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) != 0 || c == '/' || c == '_' || c == '-' || c == '+'; });
}

// The part of a path behind the zone database's folder.
std::string zone_from_path(std::string_view path) {
  const std::size_t at = path.rfind(zoneinfo);
  if (at == std::string_view::npos) return {};
  std::string_view name = path.substr(at + zoneinfo.size());
  for (const std::string_view variant : {"posix/", "right/"})
    if (name.substr(0, variant.size()) == variant) name.remove_prefix(variant.size());
  return is_zone_name(name) ? std::string(name) : std::string();
}

// Rules such as "CET-1CEST" are no IANA name; "UTC" and "Europe/Zurich" are.
bool is_iana_name(std::string_view name) {
  return is_zone_name(name) && (name.find('/') != std::string_view::npos || name == "UTC" || name == "GMT");
}

std::string timezone_name() {
  if (const char* const tz = std::getenv("TZ"); tz != nullptr) {
    std::string_view value = tz;
    if (value.substr(0, 1) == ":") value.remove_prefix(1);
    if (value.empty()) return "UTC";  // as the C library reads it
    if (value[0] == '/') return zone_from_path(value);
    return is_iana_name(value) ? std::string(value) : std::string();
  }
  char target[PATH_MAX];
  const ssize_t n = readlink("/etc/localtime", target, sizeof target);
  if (n > 0) {
    if (auto zone = zone_from_path({target, static_cast<std::size_t>(n)}); !zone.empty()) return zone;
  }
  if (const auto text = read_file("/etc/timezone", 256); text.ok()) {  // Debian, where localtime may be a copy
    const std::string name = text->substr(0, text->find_first_of(" \t\r\n"));
    if (is_iana_name(name)) return name == "Etc/UTC" ? "UTC" : name;
  }
  return access("/etc/localtime", F_OK) == 0 ? "" : "UTC";
}

std::string home_dir() {
  if (std::string home = environment("HOME"); !home.empty() && home[0] == '/') return home;
  passwd entry{};
  passwd* found = nullptr;
  char buffer[16 * 1024];
  if (getpwuid_r(geteuid(), &entry, buffer, sizeof buffer, &found) == 0 && found != nullptr && found->pw_dir != nullptr && found->pw_dir[0] == '/')
    return found->pw_dir;
  return {};
}

}  // namespace

std::string locale_from_posix(std::string_view name) {
  name = name.substr(0, name.find_first_of(".@"));
  const std::size_t cut = name.find_first_of("_-");
  const std::string_view language = name.substr(0, cut);
  const auto letters = [](std::string_view s) {
    return std::all_of(s.begin(), s.end(), [](unsigned char c) { return c < 128 && std::isalpha(c) != 0; });
  };
  if (language.size() < 2 || language.size() > 3 || !letters(language)) return {};
  std::string tag;
  for (const char c : language) tag += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (cut == std::string_view::npos) return tag;
  const std::string_view region = name.substr(cut + 1);
  const bool digits = region.size() == 3 && std::all_of(region.begin(), region.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
  if (!digits && !(region.size() == 2 && letters(region))) return tag;
  tag += '-';
  for (const char c : region) tag += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return tag;
}

HostInfo read_host_info() {
  HostInfo info;
  utsname kernel{};
  if (uname(&kernel) >= 0) {
    info.os_name = kernel.sysname;
    info.os_version = kernel.release;
  }
  if (std::string name = pretty_os_name(); !name.empty()) info.os_version = std::move(name);
  const bool graphical = !environment("DISPLAY").empty() || !environment("WAYLAND_DISPLAY").empty();
  info.device_type = graphical ? "desktop" : "server";
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {  // the first that is set decides, as in POSIX
    if (const std::string value = environment(variable); !value.empty()) {
      info.locale = locale_from_posix(value);
      break;
    }
  }
  info.timezone = timezone_name();
  return info;
}

Result<std::string> default_data_dir(std::string_view write_key) {
  std::string base = environment("XDG_DATA_HOME");
  if (base.empty() || base[0] != '/') {  // the specification ignores relative paths
    base = home_dir();
    if (base.empty()) return Status(Code::unavailable, "this user has no home directory; set a data directory");
    base += "/.local/share";
  }
  return base + "/docent/" + name_digest(write_key);  // a key may hold any character
}

std::vector<std::string> runtime_dirs() {
  std::vector<std::string> dirs;
  struct stat info {};  // under sudo the variable may still name the other user's directory
  const std::string xdg = environment("XDG_RUNTIME_DIR");
  if (!xdg.empty() && xdg[0] == '/' && stat(xdg.c_str(), &info) == 0 && info.st_uid == geteuid()) dirs.push_back(xdg + "/docent");
  dirs.push_back("/dev/shm/docent-" + std::to_string(geteuid()));
  return dirs;
}

}  // namespace docent::core
