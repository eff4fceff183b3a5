// One line of `docent send`: a JSON object in Segment's shape becomes a call of the C API. Reused from line to line; not thread safe.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <simdjson.h>

#include "docent/docent.h"

namespace docent::cli {

class EventLine {
 public:
  // Reads a line; false with the reason when it is no event. The views live until the next read().
  bool read(std::string_view line, std::string& reason);
  // Calls docent_capture, docent_identify, docent_group or docent_alias. May be repeated after DOCENT_QUEUE_FULL.
  docent_status record(docent_client* client) const;

 private:
  enum class Kind { event, identify, group, alias };
  bool read_properties(simdjson::dom::element object, const char* member, std::string& reason);
  bool add_property(std::string_view key, simdjson::dom::element value, std::string& reason);

  simdjson::dom::parser parser_;
  Kind kind_ = Kind::event;
  docent_event event_{};
  std::string_view id_;  // user or group
  std::vector<docent_property> properties_;
  std::vector<std::unique_ptr<std::string>> nested_;  // JSON texts of arrays and objects
};

}  // namespace docent::cli
