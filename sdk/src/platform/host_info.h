// Facts about the machine and the user's surroundings, and the places where the SDK may keep files. Read at open; any thread that may read the
// environment.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"

namespace docent::core {

struct HostInfo {
  std::string os_name;      // "Linux"
  std::string os_version;   // "Debian GNU/Linux 12 (bookworm)"; the kernel's release without os-release
  std::string device_type;  // "desktop" with a graphical session, else "server"
  std::string locale;       // BCP 47 ("de-CH"), "" when the environment says none
  std::string timezone;     // IANA ("Europe/Zurich"), "" when unknown
};

HostInfo read_host_info();

// "de_CH.UTF-8@euro" → "de-CH"; "" for "C", "POSIX" and what is no locale.
std::string locale_from_posix(std::string_view name);

// $XDG_DATA_HOME/docent/NAME, else ~/.local/share/docent/NAME, where NAME is a stable name made from the write key. Not created here. unavailable: no
// home.
Result<std::string> default_data_dir(std::string_view write_key);

// Where the journal may live, best first: $XDG_RUNTIME_DIR/docent when that is the user's own, /dev/shm/docent-UID. Not created here.
std::vector<std::string> runtime_dirs();

}  // namespace docent::core
