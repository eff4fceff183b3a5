// Why a campaign is not shown (or is): one verdict per reason, in the order and with the names of docs/strategy.md. Pure data.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "json/value.h"

namespace docent::core {

enum class VerdictCode : uint8_t {
  not_started,
  expired,
  disabled,
  stage,
  holdout,
  control,
  targeting_mismatch,
  trigger_pending,
  delayed,
  cancelled,
  limit_reached,
  cap,
  cooldown,
  recontact,
  quiet_hours,
  excluded,
  outranked,
  suppressed,
  anchor_missing,
  locale_missing,
  no_consent,
  policy_violation,
  invalidated,
  shown,
};
// "NOT_STARTED" and so on. Static.
std::string_view verdict_name(VerdictCode code) noexcept;

struct CampaignVerdict {
  VerdictCode code = VerdictCode::disabled;
  // When this reason alone would be gone; empty: not by the passing of time. INT64_MIN: it does not stand in the way (for information).
  std::optional<int64_t> until_ms;
  Value::Object detail;

  static constexpr int64_t no_obstacle = INT64_MIN;
};

}  // namespace docent::core
