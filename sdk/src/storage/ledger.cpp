#include "storage/ledger.h"

#include <numeric>

namespace docent::core {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(DropReason::count_)> reason_names = {"sampled",
                                                                                                     "before_send",
                                                                                                     "invalid",
                                                                                                     "quarantined",
                                                                                                     "rejected",
                                                                                                     "evicted",
                                                                                                     "evicted_maybe_delivered",
                                                                                                     "consent",
                                                                                                     "consent_maybe_delivered",
                                                                                                     "erased",
                                                                                                     "erased_maybe_delivered",
                                                                                                     "lost"};

}  // namespace

std::string_view drop_reason_name(DropReason reason) noexcept {
  const auto i = static_cast<std::size_t>(reason);
  return i < reason_names.size() ? reason_names[i] : "unknown";
}

Ledger::Ledger(Database& database) : database_(database) { database_.add_listener(this); }
Ledger::~Ledger() { database_.remove_listener(this); }

std::string_view Ledger::row_name(std::size_t index) noexcept {
  if (index == accepted_) return "accepted";
  if (index == delivered_) return "delivered";
  return reason_names[index - first_reason_];
}

Status Ledger::load() {
  if (database_.in_transaction()) return {Code::internal, "the ledger can't be loaded inside a transaction"};
  Counts counts{};
  auto query = database_.statement("SELECT name,events FROM ledger");
  for (;;) {
    const auto row = query.step();
    if (!row.ok()) return row.status();
    if (!*row) break;
    for (std::size_t i = 0; i < counts.size(); i++)
      if (query.column_text(0) == row_name(i)) counts[i] = static_cast<uint64_t>(query.column_int(1));
  }
  committed_counts_ = written_ = now_ = counts;
  return {};
}

Status Ledger::save() {
  if (!database_.in_transaction()) return {Code::internal, "the ledger is saved inside a transaction only"};
  for (std::size_t i = 0; i < now_.size(); i++) {
    if (now_[i] == written_[i]) continue;
    DOCENT_TRY(database_.statement("INSERT INTO ledger(name,events) VALUES(?,?) ON CONFLICT(name) DO UPDATE SET events=excluded.events")
                   .bind_text(1, row_name(i))
                   .bind(2, static_cast<int64_t>(now_[i]))
                   .run());
    written_[i] = now_[i];
  }
  return {};
}

uint64_t Ledger::dropped() const noexcept { return std::accumulate(now_.begin() + first_reason_, now_.end(), uint64_t{0}); }

uint64_t Ledger::pending() const noexcept {
  const uint64_t settled = delivered() + dropped();
  return accepted() > settled ? accepted() - settled : 0;
}

std::string Ledger::to_json(uint64_t extra_pending) const {
  std::string json = "{\"accepted\":" + std::to_string(accepted() + extra_pending) + ",\"delivered\":" + std::to_string(delivered()) +
                     ",\"pending\":" + std::to_string(pending() + extra_pending) + ",\"dropped\":{";
  bool first = true;
  for (std::size_t i = first_reason_; i < now_.size(); i++) {
    if (now_[i] == 0) continue;
    json.append(first ? "\"" : ",\"").append(row_name(i)).append("\":").append(std::to_string(now_[i]));
    first = false;
  }
  return json.append("}}");
}

}  // namespace docent::core
