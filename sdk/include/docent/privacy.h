/* docent/privacy.h: consent, what was recorded, and erasing it.
 *
 * Part of the Docent C ABI (C99). See <docent/docent.h> for the conventions.
 */
#ifndef DOCENT_PRIVACY_H
#define DOCENT_PRIVACY_H

#include <docent/client.h>

DOCENT_BEGIN_DECLS

/**
 * The user's decision: purposes in `granted` are allowed, the others denied; DOCENT_CONSENT_UNKNOWN forgets the decision.
 * Takes effect before the call returns: with both denied, docent_track() refuses from then on. Denying analytics erases what was
 * queued, in flight included; denying guidance erases the history kept on this device. Belongs to the current identity.
 * Non-blocking; the erasure is complete when docent_flush(DOCENT_FLUSH_DURABLE) returns. INVALID: bits without a meaning, or UNKNOWN beside a
 * purpose; CLOSED, QUEUE_FULL, DISABLED: the earlier decision stays in force.
 */
DOCENT_API docent_status docent_set_consent(docent_client *client, uint32_t granted);
/** The current mask, or DOCENT_CONSENT_UNKNOWN; that also for a bad or closed handle. Lock-free. */
DOCENT_API uint32_t docent_consent(docent_client *client);

/** What this device holds, or sent in the last 30 days (the newest 1,000 events), as a JSON array, newest first. Waits up to `timeout_ms`
 * (TIMEOUT). Also INVALID, CLOSED, IO, NO_MEMORY. */
DOCENT_API docent_status docent_recorded(docent_client *client, uint32_t timeout_ms, docent_text **json, docent_error **error);

/** Where docent_erase() erases. */
enum {
  DOCENT_ERASE_HERE = 1,      /**< Journal, queue, history and identity on this device. */
  DOCENT_ERASE_EVERYWHERE = 2 /**< Also asks the backend, again at every start until it confirms. */
};
/** Erases the current identity's data and starts a new anonymous one. Waits up to `timeout_ms` (TIMEOUT: it goes on; with
 * _EVERYWHERE that long for the backend's confirmation too). Consent stays as it is. INVALID, CLOSED, IO. */
DOCENT_API docent_status docent_erase(docent_client *client, int scope, uint32_t timeout_ms, docent_error **error);

DOCENT_END_DECLS

#endif
