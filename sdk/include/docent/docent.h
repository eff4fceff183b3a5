/* docent/docent.h: the umbrella header of the Docent C ABI, and its conventions.
 *
 * Threads    Every function that takes a docent_client may be called from any thread, unless its comment says otherwise. Other handles are
 *            immutable (presentations, recommendations, texts, errors) or belong to one thread at a time (options).
 * Ownership  `_create`, `_open`, docent_poll() and every out-parameter of a pointer to a pointer give ownership to the caller, who calls the
 *            matching `_destroy` (or `_close`). All other pointers returned are borrowed and live as long as the object they came from.
 *            Arguments are borrowed for the duration of the call. Destroying NULL is a no-op.
 * Strings    A pointer and a length in bytes, or DOCENT_AUTO_LEN for NUL-terminated text. UTF-8; validated once; bad ones are refused.
 * Errors     A docent_status; 0 is success. Calls that can say more take a trailing `docent_error **`, which may be NULL; it is set only on
 *            failure. NULL handles give DOCENT_INVALID, in release builds too. No call throws, aborts, raises a signal or prints.
 * Callbacks  Run on the worker (a log function on calling threads too) without a lock held, carry your `user_data`, and must only do little: wake
 *            your thread, or answer. An exception that escapes one is caught. They may be called until docent_client_close() returns without
 *            TIMEOUT.
 * fork       In a forked child every call on an inherited client returns DOCENT_CLOSED; open a new one there.
 * Stability  docent_abi_version() / 10000 is the major version; functions and values are only ever added within it. docs/abi.md has the rules.
 */
#ifndef DOCENT_H
#define DOCENT_H

#include <docent/client.h>
#include <docent/event.h>
#include <docent/feedback.h>
#include <docent/guidance.h>
#include <docent/privacy.h>
#include <docent/types.h>

/** Version of this header: major * 10000 + minor * 100 + patch. */
#define DOCENT_ABI_VERSION 100

DOCENT_BEGIN_DECLS

/** Version of the library at run time, in the same form. */
DOCENT_API uint32_t docent_abi_version(void);
/** The same as text, such as "0.1.0". Static. */
DOCENT_API const char *docent_version(void);

DOCENT_END_DECLS

#endif
