// Recommendation slots: the candidates that the user may want now, best first, each with its reason. Asked by the host, so nothing is decided or
// counted here.
#include <algorithm>

#include "guidance/engine_impl.h"
#include "guidance/locale.h"
#include "guidance/placeholders.h"
#include "guidance/presentation.h"
#include "guidance/reason.h"

namespace docent::core {
namespace {

struct Scored {
  const Candidate* candidate;
  double score;
};

}  // namespace

std::string Engine::Impl::dismissal_key(std::string_view campaign, std::string_view feature) {
  return to_json(Value(Value::Array{Value("recommendation_dismissed"), Value(campaign), Value(feature)}));
}

bool Engine::Impl::used_within(const Feature& feature, int64_t window_ms, Instant now) const {
  return std::any_of(feature.used_by.begin(), feature.used_by.end(), [&](const FeatureUse& use) {
    if (use.slot.empty()) {
      const History::Id name = history.find(use.event);
      return name != History::none && history.series(name).count(now.wall_ms, window_ms) > 0;
    }
    const History::Id slot = history.find_slot(use.slot);
    return slot != History::none && history.slot(slot).count(now.wall_ms, window_ms) > 0;
  });
}

std::optional<RecommendationList> Engine::Impl::recommend(std::string_view slot, Instant now) {
  Subject* best = nullptr;  // several campaigns may serve a slot: the first that is eligible, by priority, then id
  bool served = false;
  for (Subject& s : subjects) {
    const Campaign& c = *s.campaign;
    if (c.type != CampaignType::recommendation || c.slot != slot || off(s)) continue;
    served = true;
    const Schedule& schedule = c.schedule;
    if (!permitted || !c.violation.empty() || !s.state->invalidated.empty()) continue;
    if (schedule.expired(now) || schedule.ms_to_open(now) > 0 || wrong_stage(s, now) || !targeted(s, now) || held_out(c)) continue;
    const bool better =
        best == nullptr || c.priority > best->campaign->priority || (c.priority == best->campaign->priority && c.id < best->campaign->id);
    if (better) best = &s;
  }
  if (!served) return std::nullopt;
  RecommendationList list;
  counter++;
  counter_dirty = true;
  list.id = presentation_id(config.seed, counter, slot, now.wall_ms);
  if (best == nullptr) return list;
  const Campaign& campaign = *best->campaign;
  list.campaign = campaign.id;

  std::vector<Scored> scored;
  std::vector<std::string_view> features;
  std::vector<double> scores;
  for (const Candidate& candidate : campaign.candidates) {
    const Feature* feature = loaded->strategy.feature(candidate.feature);
    if (feature == nullptr || !feature_usable(candidate.feature, now)) continue;
    if (campaign.exclude_used_ms > 0 && used_within(*feature, campaign.exclude_used_ms, now)) continue;
    const History::Id dismissed = history.find_slot(dismissal_key(campaign.id, candidate.feature));
    if (dismissed != History::none && !history.slot(dismissed).empty() && !campaign.frequency.redisplay_after_dismiss) continue;
    if (!rules->holds(candidate.condition, now) || resolve_text(candidate.text, locales).text == nullptr) continue;
    scored.push_back({&candidate, candidate.score_rule == no_rule ? candidate.score : rules->number(candidate.score_rule, now)});
    features.push_back(candidate.feature);
    scores.push_back(scored.back().score);
  }
  if (rank && !scores.empty()) {
    rank(slot, features, scores);
    for (std::size_t i = 0; i < scored.size(); i++) scored[i].score = scores[i];
  }
  std::stable_sort(scored.begin(), scored.end(), [](const Scored& a, const Scored& b) { return a.score > b.score; });
  if (scored.size() > campaign.limit) scored.resize(campaign.limit);
  const PlaceholderSource values = [&](std::string_view name) { return value_of_placeholder(name, {}); };
  for (const Scored& item : scored) {
    const Value text = fill_texts(*resolve_text(item.candidate->text, locales).text, TextFormat::plain, values);
    Recommendation r;
    r.feature = item.candidate->feature;
    r.title = text.is_string() ? text.as_string() : text["title"].as_string();
    r.body = text["body"].as_string();
    r.reason = reason_sentence("", item.candidate->evidence, *rules, now);
    if (r.reason.empty()) r.reason = "suggested to everyone who has not used it";
    r.score = item.score;
    list.items.push_back(std::move(r));
  }
  return list;
}

}  // namespace docent::core
