#include "guidance/decision.h"

#include "base/rfc3339.h"

namespace docent::core {
namespace {

Value without(const Value& object, std::string_view key) {
  Value::Object rest;
  for (const auto& member : object.as_object()) {
    if (member.first != key) rest.push_back(member);
  }
  return Value(std::move(rest));
}

}  // namespace

std::string decision_json(const Decision& decision, std::string_view user) {
  Value::Array verdicts;
  for (const Value& v : decision.verdicts.as_array()) verdicts.push_back(without(v, "presentation"));
  Value::Object o{{"t", Value(format_rfc3339(decision.at.wall_ms))},
                  {"user", Value(user)},
                  {"campaign", Value(decision.campaign)},
                  {"verdicts", Value(std::move(verdicts))}};
  if (decision.presentation != nullptr) {
    const auto parsed = parse_json(decision.presentation->json);
    if (parsed.ok()) o.emplace_back("presentation", without(*parsed, "id"));
  }
  return to_json(Value(std::move(o)));
}

}  // namespace docent::core
