#include "debug/verdict_words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>
#include <algorithm>
#include <iterator>

namespace docent::qt {

namespace {

struct Reason {
  const char* code;
  const char* meaning;
  const char* remedy;
  const char* state;
  const char* severity;
};

constexpr Reason reasons[] = {
    {"NOT_STARTED", "its schedule has not begun, or this is outside of its windows", "Wait, or change the schedule.", "scheduled", "info"},
    {"EXPIRED", "its schedule has ended", "Retire it, or move the end.", "over", "warning"},
    {"DISABLED", "it is switched off", "Enable it; look at the reason.", "off", "warning"},
    {"STAGE", "its feature is in another stage", "Look at lifecycle.", "other stage", "info"},
    {"HOLDOUT", "this installation is in the holdout", "Nothing; test with another installation, or with 0 %.", "held out", "info"},
    {"CONTROL", "this installation is in the control group", "Nothing.", "control group", "info"},
    {"TARGETING_MISMATCH", "the targeting rule does not hold", "Look at the values; a missing attribute is null.", "not targeted", "error"},
    {"TRIGGER_PENDING", "its trigger has not fired", "Do what triggers it.", "waits for its trigger", "info"},
    {"DELAYED", "a delay runs, or it was snoozed", "Wait.", "delayed", "info"},
    {"CANCELLED", "the last attempt was cancelled", "For information only.", "cancelled", "info"},
    {"LIMIT_REACHED", "it was shown as often as it may be", "As intended, or raise the limit.", "limit reached", "warning"},
    {"CAP", "a cap is used up", "Wait, or raise it. “user” is the user's own.", "capped", "warning"},
    {"COOLDOWN", "it is too soon after another campaign", "Wait.", "cooldown", "info"},
    {"RECONTACT", "it is too soon after its own last display", "Wait.", "too soon", "info"},
    {"QUIET_HOURS", "these are quiet hours", "Wait.", "quiet hours", "info"},
    {"EXCLUDED", "another one is there", "Report its outcome; check maxConcurrent.", "excluded", "info"},
    {"OUTRANKED", "another one was due at the same time and went first", "Check the priorities.", "outranked", "info"},
    {"SUPPRESSED", "it is suppressed: by a rule, do-not-disturb, its feature, or the host", "Look at what suppresses it.", "suppressed", "warning"},
    {"ANCHOR_MISSING", "its element was not there a moment ago", "Check the anchor's name on that screen; look at the tab Anchors.", "anchor missing",
     "error"},
    {"LOCALE_MISSING", "it has no text for the user's locale, nor in the default one", "Add the default text.", "no text", "error"},
    {"NO_CONSENT", "the user has not allowed guidance", "Ask for consent.", "no consent", "warning"},
    {"POLICY_VIOLATION", "it breaks a content policy", "Correct the text or the action.", "against policy", "error"},
    {"INVALIDATED", "it is over for this user", "As intended.", "over for this user", "warning"},
    {"SHOWN", "it is on its way to the screen, or there", "Report its outcome.", "on screen", "success"},
};

const Reason* find(const QString& code) {
  const auto* const found = std::find_if(std::begin(reasons), std::end(reasons), [&](const Reason& r) { return code == QLatin1String(r.code); });
  return found == std::end(reasons) ? nullptr : found;
}

QString shown(const QJsonValue& value) {
  if (value.isString()) return value.toString();
  const QByteArray json = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
  return QString::fromUtf8(json.mid(1, json.size() - 2));
}

}  // namespace

QString verdictText(const QJsonObject& verdict) {
  const QString code = verdict["code"].toString();
  const Reason* const reason = find(code);
  QStringList details;
  for (auto it = verdict.begin(); it != verdict.end(); ++it) {
    if (it.key() == "code" || it.key() == "until_ms") continue;
    details += it.key() + " " + shown(it.value());
  }
  QString text = code;
  if (reason != nullptr) text += QString(": ") + QString::fromUtf8(reason->meaning);
  if (!details.isEmpty()) text += " (" + details.join(", ") + ")";
  text += '.';
  if (reason != nullptr) text += ' ' + QString::fromUtf8(reason->remedy);
  return text;
}

CampaignState stateOf(const QJsonObject& explained) {
  if (explained["eligible"].toBool()) return {"may be shown", "success"};
  // The first reason that is more than information about the past decides, but what is on the screen is said first.
  const QJsonArray verdicts = explained["verdicts"].toArray();
  const Reason* first = nullptr;
  for (const QJsonValue& verdict : verdicts) {
    const Reason* const reason = find(verdict["code"].toString());
    if (reason == nullptr) continue;
    if (verdict["code"] == "SHOWN") return {reason->state, reason->severity};
    if (first == nullptr && verdict["code"] != "CANCELLED") first = reason;
  }
  if (first != nullptr) return {first->state, first->severity};
  return {verdicts.isEmpty() ? "ready" : "waits", "info"};
}

}  // namespace docent::qt
