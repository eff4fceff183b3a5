#include "defects.h"

#include <QStringList>
#include <optional>

namespace notes {

namespace {

struct Setting {
  QString operation;
  double value;
};

std::optional<Setting> settingOf(const QString& text, double highest) {
  static const QStringList operations = {"open", "save", "export", "cloud"};
  const QStringList sides = text.split(':');
  bool number = false;
  const double value = sides.size() == 2 ? sides[1].toDouble(&number) : 0;
  if (!number || !operations.contains(sides[0]) || !(value >= 0 && value <= highest)) return std::nullopt;
  return Setting{sides[0], value};
}

}  // namespace

bool Defects::addFailure(const QString& text) {
  const auto setting = settingOf(text, 1);
  if (!setting) return false;
  quint32 seeds[] = {seed_, 0};
  for (const QChar letter : setting->operation) seeds[1] = seeds[1] * 31 + letter.unicode();
  failures_.insert(setting->operation, {setting->value, QRandomGenerator(seeds, 2)});
  return true;
}

bool Defects::addDelay(const QString& text) {
  const auto setting = settingOf(text, 600);
  if (!setting) return false;
  delays_.insert(setting->operation, std::chrono::milliseconds(qRound64(setting->value * 1000)));
  return true;
}

bool Defects::failsNow(const QString& operation) {
  const auto failure = failures_.find(operation);
  return failure != failures_.end() && failure->random.generateDouble() < failure->probability;
}

}  // namespace notes
