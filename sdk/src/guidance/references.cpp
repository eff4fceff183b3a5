#include "guidance/references.h"

#include <algorithm>
#include <array>

#include "model/builtin.h"

namespace docent::core {
namespace {

constexpr std::array<std::string_view, 12> builtin_attributes = {"app.name",       "app.version", "app.modal",  "app.presenting",
                                                                 "app.fullScreen", "os.name",     "os.version", "device.type",
                                                                 "locale",         "timezone",    "installId",  "context.screen"};

}  // namespace

std::string_view name_kind_text(NameKind kind) noexcept {
  switch (kind) {
    case NameKind::event: return "event";
    case NameKind::attribute: return "attribute";
    case NameKind::anchor: return "anchor";
    case NameKind::feature: return "feature";
    case NameKind::segment: return "segment";
    case NameKind::metric: return "metric";
    case NameKind::campaign: return "campaign";
  }
  return "name";
}

bool is_builtin_attribute(std::string_view path) noexcept {
  return std::find(builtin_attributes.begin(), builtin_attributes.end(), path) != builtin_attributes.end();
}

bool References::declare(NameKind kind, std::string_view name) { return declared_[index(kind)].emplace(std::string(name), std::string()).second; }

void References::use(NameKind kind, std::string_view name, std::string_view pointer) {
  auto& names = used_[index(kind)];
  if (names.find(name) == names.end()) names.emplace(std::string(name), std::string(pointer));
}

bool References::declared(NameKind kind, std::string_view name) const { return declared_[index(kind)].contains(name); }

void References::report_undeclared(Findings& findings) const {
  for (std::size_t k = 0; k < name_kind_count; k++) {
    const auto kind = static_cast<NameKind>(k);
    for (const auto& [name, pointer] : used_[index(kind)]) {
      if (declared(kind, name)) continue;
      if (kind == NameKind::event && builtin::is_reserved(name)) continue;
      if (kind == NameKind::attribute && is_builtin_attribute(name)) continue;
      const std::string what(name_kind_text(kind));
      const bool in_catalogue = kind == NameKind::event || kind == NameKind::attribute || kind == NameKind::anchor;
      findings.warning("undeclared", pointer, "the " + what + " \"" + name + "\" is used here and declared nowhere",
                       "declare it in " + (in_catalogue ? "/catalogue/" + what + "s" : "the document's " + what + "s") + ", or check the spelling");
    }
  }
}

}  // namespace docent::core
