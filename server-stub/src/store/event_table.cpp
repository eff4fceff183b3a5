#include "store/event_table.h"

namespace docent::server {

uint32_t TextPool::intern(std::string_view text) {
  if (text.empty()) return 0;
  const auto [at, is_new] = ids_.try_emplace(keyed_hash(key_, text), static_cast<uint32_t>(texts_.size()));
  if (is_new) texts_.emplace_back(text);
  return at->second;
}

uint32_t TextPool::find(std::string_view text) const {
  const auto at = text.empty() ? ids_.end() : ids_.find(keyed_hash(key_, text));
  return at == ids_.end() ? 0 : at->second;
}

void EventTable::add_kind(uint32_t id, EventType type, std::string_view name) {
  if (id >= kinds_.size()) kinds_.resize(id + 1);
  kinds_[id] = {type, std::string(name)};
}

void EventTable::add_context(uint32_t id, const Origin& origin) {
  if (id >= origins_.size()) origins_.resize(id + 1);
  origins_[id] = origin;
}

uint32_t EventTable::node_of(bool is_user, std::string_view name) {
  auto& nodes = is_user ? users_ : anonymous_;
  const auto [at, is_new] = nodes.try_emplace(keyed_hash(key_, name), static_cast<uint32_t>(persons_.size()));
  if (is_new) {
    persons_.push_back(static_cast<uint32_t>(is_user_.size()));
    is_user_.push_back(is_user);
  }
  return at->second;
}

void EventTable::add_subject(uint32_t id, std::string_view anonymous, std::string_view user) {
  if (id >= node_of_subject_.size()) node_of_subject_.resize(id + 1);
  if (user.empty()) {
    node_of_subject_[id] = node_of(false, anonymous);
    return;
  }
  const uint32_t of_user = node_of(true, user);
  node_of_subject_[id] = of_user;
  if (anonymous.empty()) return;
  const uint32_t of_anonymous = node_of(false, anonymous);
  if (!is_user_[persons_[of_anonymous]]) persons_[of_anonymous] = persons_[of_user];
}

void EventTable::add(const Row& row) {
  if (blocks_.empty() || blocks_.back()->rows == block_rows) blocks_.push_back(std::make_unique_for_overwrite<Block>());
  Block& block = *blocks_.back();
  block.at_ms[block.rows] = row.at_ms;
  block.kind[block.rows] = row.kind;
  block.subject[block.rows] = row.subject;
  block.context[block.rows] = row.context;
  block.rows++;
  block.first_ms = std::min(block.first_ms, row.at_ms);
  block.last_ms = std::max(block.last_ms, row.at_ms);
  first_ms_ = std::min(first_ms_, row.at_ms);
  last_ms_ = std::max(last_ms_, row.at_ms);
  rows_++;
}

}  // namespace docent::server
