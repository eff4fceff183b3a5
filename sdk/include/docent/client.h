/* docent/client.h: options, opening and closing a client, waiting for delivery, statistics.
 *
 * Part of the Docent C ABI (C99). See <docent/docent.h> for the conventions.
 */
#ifndef DOCENT_CLIENT_H
#define DOCENT_CLIENT_H

#include <docent/types.h>

DOCENT_BEGIN_DECLS

/**
 * Settings for docent_client_open(). Not thread safe; use it on one thread, then destroy it. Texts are copied.
 * Setters answer INVALID for a NULL handle and a value out of range, TOO_LARGE for a text that is too long, INVALID_UTF8 for one that is not UTF-8;
 * the earlier value stays then. What needs a sentence (endpoint, strategy) is checked by docent_client_open().
 */
typedef struct docent_options docent_options;
/** A running client. Every call that takes it may be made from any thread unless it says otherwise. */
typedef struct docent_client docent_client;

/** Purposes a user can consent to (a bit mask). */
enum {
  DOCENT_CONSENT_NONE = 0,            /**< Both purposes denied. */
  DOCENT_CONSENT_ANALYTICS = 1,       /**< Events may be uploaded. */
  DOCENT_CONSENT_GUIDANCE = 2,        /**< A history of use may be kept on this device to decide what helps. */
  DOCENT_CONSENT_UNKNOWN = 1073741824 /**< Not asked yet: events are held, not uploaded; guidance works. */
};

/** Level of a log line. */
enum { DOCENT_LOG_ERROR = 0, DOCENT_LOG_WARNING = 1, DOCENT_LOG_INFO = 2, DOCENT_LOG_DEBUG = 3 };

/**
 * Receives log lines, of every level. Runs on the worker or on the calling thread, without a lock held; must not call back into the
 * client. `message` is borrowed UTF-8, without a newline. Without such a function nothing is logged anywhere.
 */
typedef void (*docent_log_fn)(void *user_data, int level, const char *message, size_t len);

/**
 * Sees each event before it is stored, on the worker, at least once an event, so it must be idempotent.
 * `json` is the event as it would be uploaded, borrowed. Return 1 to keep it, 0 to drop it (counted as
 * `before_send`), or call docent_replacement_set() first to replace it and return 1. It must not call back into the client; a C++ exception that
 * escapes it drops the event. Guidance has seen the event already, as it was.
 */
typedef struct docent_replacement docent_replacement;
typedef int (*docent_before_send_fn)(void *user_data, const char *json, size_t len, docent_replacement *replacement);
/** Replaces the event by `json`, one JSON object that keeps `type` and `messageId`. Copied; the last one counts. Only inside docent_before_send_fn.
 * TOO_LARGE beyond 32 KB, INVALID_UTF8, INVALID_JSON: no such object. */
DOCENT_API docent_status docent_replacement_set(docent_replacement *replacement, const char *json, size_t len);

/**
 * Sees each decision about a campaign, for debugging: refused, delayed, made to wait, offered, cancelled, would have been shown. `json` is one object
 * (docs/cli/decision.schema.json), borrowed. Runs on the worker, at least once a decision; must not call back into the client.
 */
typedef void (*docent_decision_fn)(void *user_data, const char *json, size_t len);

/** New options with defaults. `write_key` is 1 to 256 printable ASCII characters without a colon. NULL when memory is exhausted or the key is bad;
 * docent_client_open() refuses NULL options with that reason. */
DOCENT_API docent_options *docent_options_create(const char *write_key, size_t len);
DOCENT_API void docent_options_destroy(docent_options *options);

/** Backend address such as "https://docent.example.com". Without one, nothing is uploaded. `http://` needs loopback or
 * docent_options_set_allow_insecure(). */
DOCENT_API docent_status docent_options_set_endpoint(docent_options *options, const char *url, size_t len);
/** Directory for the database, created with mode 0700. Default: `$XDG_DATA_HOME/docent/<hash of the write key>` (`~/.local/share`). */
DOCENT_API docent_status docent_options_set_data_dir(docent_options *options, const char *path, size_t len);
/** Purposes granted (a DOCENT_CONSENT_* mask); purposes not in the mask are denied. Default: what was stored last, else unknown. */
DOCENT_API docent_status docent_options_set_consent(docent_options *options, uint32_t granted);
/** Name and version (semantic) of the host application; `app.name`, `app.version` in rules. */
DOCENT_API docent_status docent_options_set_app(docent_options *options, const char *name, size_t name_len, const char *version, size_t version_len);
/** BCP 47 language tag for texts; default: from the environment, else "en". */
DOCENT_API docent_status docent_options_set_locale(docent_options *options, const char *tag, size_t len);
/** A strategy document (JSON) that is used until a newer one is fetched. Copied. Validated by docent_client_open(). */
DOCENT_API docent_status docent_options_set_strategy(docent_options *options, const char *json, size_t len);
/** Allows `http://` to other hosts than loopback. For test rigs only. */
DOCENT_API docent_status docent_options_set_allow_insecure(docent_options *options, int allow);
/** PEM file with the certificate authorities to trust in place of the system's. */
DOCENT_API docent_status docent_options_set_ca_file(docent_options *options, const char *path, size_t len);
/** Proxy URL such as "http://proxy:3128"; default: the usual environment variables. "" for none. */
DOCENT_API docent_status docent_options_set_proxy(docent_options *options, const char *url, size_t len);
/** Journal size in bytes, a power of two from 64 KiB to 64 MiB. Default 2 MiB. */
DOCENT_API docent_status docent_options_set_journal_bytes(docent_options *options, uint64_t bytes);
/** Cap on all bytes on disk and in the journal, 1 MiB to 16 GiB. Default 64 MiB. Beyond it the least important events are evicted. */
DOCENT_API docent_status docent_options_set_max_disk_bytes(docent_options *options, uint64_t bytes);
/** Longest time an event waits before it is uploaded, 1 s to 24 h in milliseconds. Default 30,000. */
DOCENT_API docent_status docent_options_set_flush_interval_ms(docent_options *options, uint32_t interval_ms);
/** Idle time after which a session ends, 1 s to 24 h in milliseconds. Default 1,800,000. */
DOCENT_API docent_status docent_options_set_session_timeout_ms(docent_options *options, uint32_t timeout_ms);
/** Whether sessions are tracked and `session_start` and `session_end` recorded. Default 1; importers and servers set 0. */
DOCENT_API docent_status docent_options_set_sessions(docent_options *options, int enabled);
/** Property keys whose values are replaced by "[redacted]" before storing; case-sensitive; may be called many times. */
DOCENT_API docent_status docent_options_add_redaction(docent_options *options, const char *key, size_t len);
DOCENT_API docent_status docent_options_set_before_send(docent_options *options, docent_before_send_fn fn, void *user_data);
/** Without it (the default) nothing is computed for a trace. NULL removes it. */
DOCENT_API docent_status docent_options_set_decision_trace(docent_options *options, docent_decision_fn fn, void *user_data);
DOCENT_API docent_status docent_options_set_log(docent_options *options, docent_log_fn fn, void *user_data);

/**
 * Opens the data directory, recovers what an earlier process left, starts the worker.
 * On success `*client` is owned by the caller; close it with docent_client_close(). May touch the disk; does not wait for the network.
 * Errors: INVALID, IO, BUSY, CORRUPT, TOO_NEW, NO_MEMORY; a bad strategy is INVALID with rule, place and remedy in the message.
 */
DOCENT_API docent_status docent_client_open(const docent_options *options, docent_client **client, docent_error **error);

/**
 * Stops accepting, makes durable what was accepted, uploads what it can until `timeout_ms` has passed, stops the worker and frees the client.
 * Returns by the deadline (+ 50 ms). OK, or TIMEOUT when events stay for the next start; nothing accepted is lost either way. CLOSED: it was closed
 * before, or this is a forked child. NULL is a no-op. Calls on a closed handle answer CLOSED.
 * After TIMEOUT the worker may run on until it notices, and callbacks and their `user_data` must stay valid; otherwise none is called any more.
 */
DOCENT_API docent_status docent_client_close(docent_client *client, uint32_t timeout_ms);

/** What docent_flush() waits for. */
enum {
  DOCENT_FLUSH_DURABLE = 1,  /**< Every event accepted so far survives power loss. */
  DOCENT_FLUSH_DELIVERED = 2 /**< Every event accepted so far was acknowledged by the backend (or refused by it for good). */
};
/** Blocks until done or `timeout_ms` has passed (TIMEOUT; what was begun goes on). UNAVAILABLE: no endpoint, or delivery is paused;
 * NO_CONSENT: uploads are not permitted. */
DOCENT_API docent_status docent_flush(docent_client *client, int what, uint32_t timeout_ms);

/** Counters and gauges as of the worker's last turn: what the journal holds beyond it (`journal_used_bytes`) is counted with the next one, at most
 * half a second later. Events unless said otherwise. Set `struct_size = sizeof(docent_stats)` first; newer fields are appended. */
typedef struct docent_stats {
  uint32_t struct_size;
  uint32_t journal_on_tmpfs; /**< 1: survives a kill (P2); 0: a memory ring, P2 is off. */
  uint64_t accepted;         /**< Since installation. accepted = delivered + pending + dropped. */
  uint64_t delivered;        /**< Acknowledged by the backend. */
  uint64_t pending;          /**< In the open segment or a chunk. */
  uint64_t dropped;          /**< For any reason; docent_ledger() lists them. */
  uint64_t refused;          /**< Calls refused since the journal was made; never part of `accepted`. */
  uint64_t held_for_consent; /**< Part of `pending` that waits for consent. */
  uint64_t pending_bytes;    /**< Bytes of chunks and open segment. */
  uint64_t disk_bytes;       /**< All bytes that count against the cap. */
  uint64_t journal_used_bytes;
  uint64_t durable_lag_ms; /**< Age of the oldest accepted event that would not survive power loss; 0: none. */
  uint64_t requests;       /**< HTTP requests started by this client. */
  uint64_t request_failures;
  uint64_t bytes_sent;       /**< Request bodies. */
  uint32_t delivery_state;   /**< A DOCENT_DELIVERY_* value. */
  uint32_t strategy_version; /**< 0: none. */
  uint64_t next_attempt_ms;  /**< Milliseconds until the next upload attempt when backing off. */
} docent_stats;

enum {
  DOCENT_DELIVERY_IDLE = 0,
  DOCENT_DELIVERY_ACTIVE = 1,
  DOCENT_DELIVERY_BACKOFF = 2,
  DOCENT_DELIVERY_UNAUTHORIZED = 3,   /**< The backend refuses the write key (401, 403). */
  DOCENT_DELIVERY_WRONG_ENDPOINT = 4, /**< Paused: two chunks were refused as a whole without a success. */
  DOCENT_DELIVERY_HELD = 5,           /**< Waiting for consent. */
  DOCENT_DELIVERY_OFF = 6,            /**< No endpoint. */
  DOCENT_DELIVERY_STORAGE_FAILED = 7  /**< The disk refuses writes; the durability promise is suspended. */
};
DOCENT_API docent_status docent_stats_get(docent_client *client, docent_stats *stats);

/** The ledger as JSON, as in docs/cli/ledger.schema.json: accepted, delivered, pending, dropped by reason. Waits for the worker up to `timeout_ms`
 * (TIMEOUT). INVALID, CLOSED, NO_MEMORY. */
DOCENT_API docent_status docent_ledger(docent_client *client, uint32_t timeout_ms, docent_text **json);

DOCENT_END_DECLS

#endif
