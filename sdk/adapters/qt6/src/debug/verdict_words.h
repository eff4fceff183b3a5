// debug/verdict_words.h: docent_explain in English sentences: what stands against a campaign, and what to do about it (docs/strategy.md#reasons).
// Values only; any thread.
#pragma once

#include <QJsonObject>
#include <QString>

namespace docent::qt {

/// A verdict's code, what it means, its details, and the remedy: "TARGETING_MISMATCH: the rule does not hold: == at / found [null, "b"]. …".
QString verdictText(const QJsonObject& verdict);
/// The state of a campaign in one or two words.
struct CampaignState {
  QString words;
  QString severity;  ///< Theme::tone()'s names: "success", "info", "warning", "error"
};
CampaignState stateOf(const QJsonObject& explained);

}  // namespace docent::qt
