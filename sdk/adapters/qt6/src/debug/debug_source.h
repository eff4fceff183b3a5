// debug/debug_source.h: what the debug overlay's views look at: the client, and of the presenter what they need, so that each view stands without
// one. The debug overlay is for developers and speaks English, as do Docent's reasons. Values only; GUI thread.
#pragma once

#include <docent/docent.hpp>

#include <QList>
#include <QStringList>
#include <functional>
#include <utility>

namespace docent::qt {

struct DebugSource {
  docent_client* client = nullptr;
  std::function<void(const QString& campaign, const QString& variant)> preview;
  std::function<void(const QString& campaign)> launch;
  std::function<QList<std::pair<QString, bool>>()> anchors;  ///< asked for in this run, and whether they were found
  std::function<QStringList()> unnamed;                      ///< elements without a stable name
};

}  // namespace docent::qt
