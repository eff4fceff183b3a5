// defects.h: planted defects, so that what Docent does about trouble can be seen and tested: operations that fail with a probability, or take longer.
// Deterministic for a seed: each operation has its own sequence, so that one does not disturb another. GUI thread.
#pragma once

#include <QHash>
#include <QRandomGenerator>
#include <QString>
#include <chrono>

namespace notes {

class Defects {
 public:
  explicit Defects(quint32 seed = 1) : seed_(seed) {}

  /// "export:0.2": operation and probability, 0 to 1. False for anything else.
  bool addFailure(const QString& text);
  /// "export:3": operation and seconds that it takes longer, 0 to 600.
  bool addDelay(const QString& text);

  /// Whether this run of `operation` ("open", "save", "export", "cloud") fails.
  bool failsNow(const QString& operation);
  std::chrono::milliseconds delayOf(const QString& operation) const { return delays_.value(operation); }

 private:
  struct Failure {
    double probability = 0;
    QRandomGenerator random;
  };
  quint32 seed_;
  QHash<QString, Failure> failures_;
  QHash<QString, std::chrono::milliseconds> delays_;
};

}  // namespace notes
