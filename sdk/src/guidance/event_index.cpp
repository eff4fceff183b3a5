#include "guidance/event_index.h"

#include <set>

namespace docent::core {

EventIndex::EventIndex(const Strategy& strategy, const RuleRuntime& rules, History& history) {
  std::set<std::string_view> deciding;  // of the strategy's own texts
  const auto decides = [&](const std::string& event) {
    if (deciding.insert(event).second) deciding_names_.push_back(event);
  };
  const auto add = [&](const std::string& event, std::vector<EventWatch::Place> EventWatch::*list, std::size_t campaign, std::size_t item) {
    if (EventWatch* w = watch(event, history)) ((*w).*list).push_back({static_cast<uint32_t>(campaign), static_cast<uint32_t>(item)});
  };
  for (std::size_t c = 0; c < strategy.campaigns.size(); c++) {
    const Campaign& campaign = strategy.campaigns[c];
    if (!campaign.disabled.empty()) continue;
    const auto once = [&](const std::string& event, std::vector<uint32_t> EventWatch::*list) {
      EventWatch* w = watch(event, history);
      if (w != nullptr && ((w->*list).empty() || (w->*list).back() != c)) (w->*list).push_back(static_cast<uint32_t>(c));
    };
    if (campaign.experiment && campaign.experiment->goal) once(campaign.experiment->goal->event, &EventWatch::goals);
    const auto watch_steps = [&](const CampaignBody& body) {
      for (const TourStep& step : body.steps) {
        if (!step.advance_on) continue;
        once(step.advance_on->event, &EventWatch::tours);
        decides(step.advance_on->event);
      }
    };
    watch_steps(campaign.body);
    for (std::size_t v = 0; campaign.experiment && v < campaign.experiment->variants.size(); v++) watch_steps(campaign.experiment->variants[v].body);
    for (std::size_t i = 0; i < campaign.invalidate_on.size(); i++) add(campaign.invalidate_on[i].event, &EventWatch::invalidations, c, i);
    if (!campaign.enabled) continue;
    for (const std::string& event : campaign.depends_on) {
      (void)watch(event, history);
      decides(event);
    }
    for (std::size_t i = 0; i < campaign.triggers.size(); i++) {
      add(campaign.triggers[i].event, &EventWatch::triggers, c, i);
      decides(campaign.triggers[i].event);
    }
    for (std::size_t i = 0; i < campaign.cancel_triggers.size(); i++) {
      add(campaign.cancel_triggers[i].event, &EventWatch::cancels, c, i);
      decides(campaign.cancel_triggers[i].event);
    }
  }
  const auto& plans = strategy.policies.emergency;
  for (std::size_t p = 0; p < plans.size(); p++) {
    for (const std::string& event : plans[p].events) {
      if (EventWatch* w = watch(event, history)) w->plans.push_back(static_cast<uint32_t>(p));
      decides(event);
    }
  }
  for (const auto& [event, feed] : rules.feeds()) {
    if (EventWatch* w = watch(event, history)) w->feeds.push_back(feed);
  }
}

EventWatch* EventIndex::watch(std::string_view event, History& history) {
  const History::Id id = history.pin_name(event);
  if (id == History::none) return nullptr;
  if (id >= index_.size()) index_.resize(id + 1, 0);
  if (index_[id] == 0) {
    watches_.emplace_back();
    index_[id] = static_cast<uint32_t>(watches_.size());
  }
  return &watches_[index_[id] - 1];
}

}  // namespace docent::core
