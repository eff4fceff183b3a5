#include "panels/answers.h"

namespace docent::qt {

namespace {

Answer taken(docent_status code, docent_text* text, docent_error* error) {
  Answer answer;
  answer.code = code;
  answer.json = QByteArray(docent_text_data(text), static_cast<qsizetype>(docent_text_size(text)));
  answer.message = QString::fromUtf8(docent_error_message(error));
  docent_text_destroy(text);
  docent_error_destroy(error);
  return answer;
}

}  // namespace

Answer askRecorded(docent_client* client) {
  docent_text* text = nullptr;
  docent_error* error = nullptr;
  const docent_status code = docent_recorded(client, 5000, &text, &error);
  return taken(code, text, error);
}

Answer askExplain(docent_client* client) {
  docent_text* text = nullptr;
  docent_error* error = nullptr;
  const docent_status code = docent_explain(client, nullptr, 0, 1000, &text, &error);
  return taken(code, text, error);
}

Answer askLedger(docent_client* client) {
  docent_text* text = nullptr;
  const docent_status code = docent_ledger(client, 1000, &text);
  return taken(code, text, nullptr);
}

bool isOpen(docent_client* client) {
  docent_stats stats{};
  stats.struct_size = sizeof stats;
  const docent_status code = docent_stats_get(client, &stats);
  return code != DOCENT_CLOSED && code != DOCENT_INVALID;
}

docent_stats statsOf(docent_client* client) {
  docent_stats stats{};
  stats.struct_size = sizeof stats;
  if (docent_stats_get(client, &stats) != DOCENT_OK) stats = {};
  return stats;
}

}  // namespace docent::qt
