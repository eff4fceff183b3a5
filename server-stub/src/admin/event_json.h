// A stored event as JSON on one line: the event as it was sent, the batch's context merged into its own (the event's keys win), and one member
// `docent` with what the backend knows. Pure; thread safe.
#pragma once

#include <string>

#include "store/event_store.h"

namespace docent::server {

void append_event_json(std::string& out, const StoredEvent& event);
// {"messageId","at","receivedAt","userId","anonymousId","rating","text","category"} of a feedback_submitted event.
void append_feedback_json(std::string& out, const StoredEvent& event);

}  // namespace docent::server
