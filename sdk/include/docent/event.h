/* docent/event.h: capturing what happens.
 *
 * Part of the Docent C ABI (C99). See <docent/docent.h> for the conventions.
 * The calls in this file never block, allocate or do I/O: they validate, copy into the journal and return. An event for which OK was
 * returned survives a kill of the process at the next instruction, and power loss once it is a second old.
 * Errors of all of them: INVALID, CLOSED, QUEUE_FULL, TOO_LARGE, INVALID_UTF8, INVALID_NUMBER, INVALID_JSON, NO_CONSENT, DISABLED.
 * NO_CONSENT comes only from calls that record events of the user: identify, alias, reset, context, super properties and foreground are followed
 * also while every purpose is denied, so that who consents later is known.
 */
#ifndef DOCENT_EVENT_H
#define DOCENT_EVENT_H

#include <docent/client.h>

DOCENT_BEGIN_DECLS

/** Records that the user did `name` (1 to 128 bytes). `properties` may be NULL when `count` is 0; at most 255. Also RESERVED_NAME. */
DOCENT_API docent_status docent_track(docent_client *client, const char *name, size_t name_len, const docent_property *properties, size_t count);
/** Records that the screen `name` came to the front. Sets `context.screen`. */
DOCENT_API docent_status docent_screen(docent_client *client, const char *name, size_t name_len, const docent_property *properties, size_t count);
/** The user is `user_id` (1 to 256 bytes). A different one switches history, caps and consent to that user's. `traits` describe the user (`user.*` in
 * rules). */
DOCENT_API docent_status docent_identify(docent_client *client, const char *user_id, size_t user_id_len, const docent_property *traits, size_t count);
/** The user belongs to `group_id`, for example an organisation. */
DOCENT_API docent_status docent_group(docent_client *client, const char *group_id, size_t group_id_len, const docent_property *traits, size_t count);
/** `user_id` is the same person as the current identity; the histories are merged. */
DOCENT_API docent_status docent_alias(docent_client *client, const char *user_id, size_t user_id_len);
/** Logout: starts a new anonymous identity and session. Super properties and context are cleared. */
DOCENT_API docent_status docent_reset(docent_client *client);

/** Records an error that the user met: `code` groups it (1 to 128 bytes), `message` (may be NULL) explains it. Event `error_reported`, whose
 * properties `code` and `message` count among the 255. */
DOCENT_API docent_status docent_report_error(docent_client *client, const char *code, size_t code_len, const char *message, size_t message_len,
                                             const docent_property *properties, size_t count);
/** Records a measurement of `name` (1 to 128 bytes) in `unit` (UCUM, such as "ms" or "By"; may be NULL). Event `metric_recorded`, whose properties
 * `name`, `value` and `unit` count among the 255. */
DOCENT_API docent_status docent_metric(docent_client *client, const char *name, size_t name_len, double value, const char *unit, size_t unit_len,
                                       const docent_property *properties, size_t count);

/** Starts (or restarts) the timer `name` (1 to 128 bytes). At most 64 timers at once, more are TOO_LARGE. Also RESERVED_NAME. Takes a short lock and
 * allocates. */
DOCENT_API docent_status docent_timer_start(docent_client *client, const char *name, size_t name_len);
/** Stops the timer and records event `name` with the property `durationMs` (monotonic). NOT_FOUND when it was not started.
 * When the event is refused after that, the timer is gone all the same. */
DOCENT_API docent_status docent_timer_stop(docent_client *client, const char *name, size_t name_len, const docent_property *properties, size_t count);
/** Forgets the timer. NOT_FOUND when it was not started. */
DOCENT_API docent_status docent_timer_cancel(docent_client *client, const char *name, size_t name_len);

/** Sets scenario attributes (`context.<key>` in rules), for example editing=text; others stay. DOCENT_TYPE_NULL removes one. At most 64 a call
 * (TOO_LARGE). They belong to the run: the next start begins without. */
DOCENT_API docent_status docent_set_context(docent_client *client, const docent_property *attributes, size_t count);
/** Sets properties that are added to every later event (super properties) unless it has them itself; others stay. DOCENT_TYPE_NULL removes one.
 * At most 64 a call (TOO_LARGE) and together; what would exceed that together is left out. */
DOCENT_API docent_status docent_set_super_properties(docent_client *client, const docent_property *properties, size_t count);
/** The application went to the background (0) or came to the front (1). Time in the background counts as idle. */
DOCENT_API docent_status docent_set_foreground(docent_client *client, int foreground);

/** Kind of docent_event. */
enum { DOCENT_EVENT_TRACK = 0, DOCENT_EVENT_SCREEN = 1, DOCENT_EVENT_PAGE = 2 };

/** The long form of docent_track() for importers and servers. Zero it and set `struct_size = sizeof(docent_event)`. All borrowed. */
typedef struct docent_event {
  uint32_t struct_size;
  uint32_t kind; /**< A DOCENT_EVENT_* value. */
  const char *name;
  size_t name_len;
  const docent_property *properties;
  size_t count;
  const char *message_id; /**< NULL: made by the library. 1 to 99 printable ASCII characters, unique. */
  size_t message_id_len;
  const char *user_id; /**< NULL: the current identity. Another user's event is uploaded, and ignored by guidance. */
  size_t user_id_len;
  int64_t timestamp_ms; /**< 0: now. Milliseconds since 1970-01-01T00:00:00Z; goes on the wire, guidance uses now. */
  uint32_t critical;    /**< 1: uploaded first, evicted last. */
} docent_event;
DOCENT_API docent_status docent_capture(docent_client *client, const docent_event *event);

/**
 * Records that the user did something to an element of the screen: the built-in event `interaction`, from which the behaviour signals are made (rage
 * clicks, dead clicks, abandoned forms, …; docs/signals.md). `kind` is "click", "edit", "commit", "undo", "redo", "focus", "execute", "repaint",
 * "open", "close", "key" or "scroll"; `target` the element's stable name, never its content. Properties that are understood: `role`, `form`, `x`,
 * `y`. Also INVALID: `kind` or `target` is not 1 to 128 bytes.
 */
DOCENT_API docent_status docent_interact(docent_client *client, const char *kind, size_t kind_len, const char *target, size_t target_len,
                                         const docent_property *properties, size_t count);

DOCENT_END_DECLS

#endif
