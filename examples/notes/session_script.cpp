#include "session_script.h"

#include <QHash>

namespace notes {

namespace {

enum class Shape { nothing, word, rest, wordAndRest, wordAndSeconds };

const QHash<QString, Shape>& shapes() {
  static const QHash<QString, Shape> all = {
      {"@say", Shape::rest},           {"type", Shape::rest},           {"key", Shape::word},
      {"click", Shape::word},          {"choose", Shape::wordAndRest},  {"see", Shape::wordAndRest},
      {"wait", Shape::wordAndSeconds}, {"gone", Shape::wordAndSeconds}, {"press", Shape::rest},
      {"answer", Shape::rest},         {"launch", Shape::word},         {"preview", Shape::word},
      {"fail", Shape::word},           {"picture", Shape::word},        {"quit", Shape::nothing},
  };
  return all;
}

// Nothing when `rest` has another shape.
bool split(const QString& rest, Shape shape, QStringList& arguments) {
  const qsizetype space = rest.indexOf(' ');
  switch (shape) {
    case Shape::nothing: return rest.isEmpty();
    case Shape::word: arguments = {rest}; return !rest.isEmpty() && space < 0;
    case Shape::rest: arguments = {rest}; return !rest.isEmpty();
    case Shape::wordAndRest:
    case Shape::wordAndSeconds: break;
  }
  if (space < 1) return false;
  arguments = {rest.left(space), rest.mid(space + 1).trimmed()};
  bool number = true;
  const double seconds = shape == Shape::wordAndSeconds ? arguments[1].toDouble(&number) : 1;
  return number && seconds > 0 && seconds <= 3600 && !arguments[1].isEmpty();
}

}  // namespace

QList<SessionStep> readSession(const QString& text, QString& error) {
  QList<SessionStep> steps;
  error.clear();
  int number = 0;
  for (const QString& raw : text.split('\n')) {
    number++;
    const QString line = raw.trimmed();
    if (line.isEmpty() || line.startsWith('#')) continue;
    SessionStep step;
    step.line = number;
    step.command = line.section(' ', 0, 0);
    const auto shape = shapes().find(step.command);
    if (shape == shapes().end()) {
      error = QString("line %1: there is no command %2").arg(number).arg(step.command);
      return {};
    }
    if (!split(line.mid(step.command.size()).trimmed(), *shape, step.arguments)) {
      error = QString("line %1: %2 has other arguments").arg(number).arg(step.command);
      return {};
    }
    if (step.command == "type") step.arguments[0].replace("\\n", "\n");
    steps.append(step);
  }
  return steps;
}

}  // namespace notes
