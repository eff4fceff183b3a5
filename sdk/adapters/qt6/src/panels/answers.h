// panels/answers.h: what the panels ask Docent, as values. Each waits for the worker: call them within ask(), never in the GUI thread. Any thread;
// the client may be closed, the answer is DOCENT_CLOSED then.
#pragma once

#include <docent/docent.hpp>

#include <QByteArray>
#include <QString>

namespace docent::qt {

struct Answer {
  docent_status code = DOCENT_OK;
  QByteArray json;
  QString message;  ///< of a failure, in English

  bool ok() const { return code == DOCENT_OK; }
};

Answer askRecorded(docent_client* client);
Answer askExplain(docent_client* client);
Answer askLedger(docent_client* client);

/// False once the client was closed. Does not wait: for the GUI thread too.
bool isOpen(docent_client* client);
/// Counters without waiting; all 0 when the client is closed.
docent_stats statsOf(docent_client* client);

}  // namespace docent::qt
