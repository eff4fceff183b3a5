#include "model/context.h"

#include <string_view>

#include "json/writer.h"

namespace docent::core {
namespace {

class ObjectWriter {
 public:
  explicit ObjectWriter(std::string& out) : out_(out) { out_.push_back('{'); }
  void text(std::string_view key, std::string_view value) {
    if (value.empty()) return;
    comma();
    append_json_key(out_, key);
    append_json_string(out_, value);
  }
  void pair(std::string_view key, std::string_view a, std::string_view a_value, std::string_view b, std::string_view b_value) {
    if (a_value.empty() && b_value.empty()) return;
    comma();
    append_json_key(out_, key);
    ObjectWriter inner(out_);
    inner.text(a, a_value);
    inner.text(b, b_value);
    inner.end();
  }
  void end() { out_.push_back('}'); }

 private:
  void comma() {
    if (!first_) out_.push_back(',');
    first_ = false;
  }
  std::string& out_;
  bool first_ = true;
};

}  // namespace

std::string context_json(const RunContext& c) {
  std::string out;
  ObjectWriter w(out);
  w.pair("library", "name", "docent", "version", c.library_version);
  w.pair("app", "name", c.app_name, "version", c.app_version);
  w.pair("os", "name", c.os_name, "version", c.os_version);
  w.pair("device", "type", c.device_type, "", "");
  w.text("locale", c.locale);
  w.text("timezone", c.timezone);
  w.text("installId", c.install_id);
  w.end();
  return out;
}

std::vector<std::pair<std::string, Value>> context_attributes(const RunContext& c) {
  std::vector<std::pair<std::string, Value>> list;
  const auto add = [&](const char* path, const std::string& value) {
    if (!value.empty()) list.emplace_back(path, Value(value));
  };
  add("app.name", c.app_name);
  add("app.version", c.app_version);
  add("os.name", c.os_name);
  add("os.version", c.os_version);
  add("device.type", c.device_type);
  add("locale", c.locale);
  add("timezone", c.timezone);
  add("installId", c.install_id);
  return list;
}

}  // namespace docent::core
