// The automatic context of a run: what the batch envelope says once for all its events, and what rules can ask as attributes. Pure; the facts come
// from the platform layer through the caller.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "json/value.h"

namespace docent::core {

struct RunContext {
  std::string library_version;
  std::string app_name;
  std::string app_version;
  std::string os_name;
  std::string os_version;
  std::string device_type;  // "desktop", "server"
  std::string locale;       // BCP 47
  std::string timezone;     // IANA
  std::string install_id;
};

// {"library":{…},"app":{…},"os":{…},"device":{…},"locale":…,"timezone":…,"installId":…} without empty fields.
std::string context_json(const RunContext& context);
// ("app.version", …) for the guidance engine.
std::vector<std::pair<std::string, Value>> context_attributes(const RunContext& context);

}  // namespace docent::core
