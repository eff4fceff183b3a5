/* docent/feedback.h: what users say.
 *
 * Part of the Docent C ABI (C99). See <docent/docent.h> for the conventions.
 */
#ifndef DOCENT_FEEDBACK_H
#define DOCENT_FEEDBACK_H

#include <docent/client.h>

DOCENT_BEGIN_DECLS

enum { DOCENT_NO_RATING = INT32_MIN };

/**
 * Records feedback in the user's own words: event `feedback_submitted`, uploaded first and evicted last.
 * `rating` is 1 to 5 or DOCENT_NO_RATING; `text` has 1 to 10,000 bytes; `category` (may be NULL, at most 128 bytes) is the host's own, such as "bug".
 * When the journal is full it waits up to 100 ms for room. Errors as in <docent/event.h>; a rating without words is INVALID.
 */
DOCENT_API docent_status docent_feedback(docent_client *client, int32_t rating, const char *text, size_t text_len, const char *category,
                                         size_t category_len);

DOCENT_END_DECLS

#endif
