/* docent/types.h: status codes, errors, texts and property values shared by every docent header.
 *
 * Part of the Docent C ABI (C99). Include <docent/docent.h>; it states the conventions for threads and ownership.
 */
#ifndef DOCENT_TYPES_H
#define DOCENT_TYPES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(_WIN32)
#  if defined(DOCENT_BUILDING)
#    define DOCENT_API __declspec(dllexport)
#  elif defined(DOCENT_STATIC)
#    define DOCENT_API
#  else
#    define DOCENT_API __declspec(dllimport)
#  endif
#elif defined(__GNUC__)
#  define DOCENT_API __attribute__((visibility("default")))
#else
#  define DOCENT_API
#endif

#ifdef __cplusplus
#  define DOCENT_BEGIN_DECLS extern "C" {
#  define DOCENT_END_DECLS }
#else
#  define DOCENT_BEGIN_DECLS
#  define DOCENT_END_DECLS
#endif

/** Pass as a length to let the library call strlen. */
#define DOCENT_AUTO_LEN ((size_t)-1)

DOCENT_BEGIN_DECLS

/** Outcome of a call. 0 is success. Values are never renumbered; new ones are appended. */
typedef int32_t docent_status;
enum {
  DOCENT_OK = 0,
  DOCENT_INVALID = 1,        /**< A NULL or unknown handle, or an argument out of range. */
  DOCENT_CLOSED = 2,         /**< The client was closed, or the caller is a forked child. */
  DOCENT_QUEUE_FULL = 3,     /**< The journal has no room; try again once the worker has caught up. */
  DOCENT_TOO_LARGE = 4,      /**< The event would exceed 32 KB as JSON, or a text or list its limit. */
  DOCENT_INVALID_UTF8 = 5,   /**< A string is not UTF-8, or an option contains NUL. Nothing was recorded. */
  DOCENT_INVALID_NUMBER = 6, /**< NaN or infinity, which JSON cannot carry. */
  DOCENT_INVALID_JSON = 7,   /**< A DOCENT_JSON property is not one JSON value, or nests deeper than 64. */
  DOCENT_RESERVED_NAME = 8,  /**< The event name belongs to a built-in event. */
  DOCENT_NO_CONSENT = 9,     /**< Every purpose was denied, so nothing may be recorded. */
  DOCENT_TIMEOUT = 10,       /**< The deadline passed. The work may still complete. */
  DOCENT_IO = 11,            /**< A file or directory could not be read or written. */
  DOCENT_BUSY = 12,          /**< Another process owns the data directory. */
  DOCENT_CORRUPT = 13,       /**< Stored data is damaged and could not be repaired. */
  DOCENT_TOO_NEW = 14,       /**< Stored data was written by a newer version of Docent. */
  DOCENT_NOT_FOUND = 15,     /**< No such campaign, slot, timer or feature. */
  DOCENT_UNAVAILABLE = 16,   /**< The backend could not be reached or refused. */
  DOCENT_DISABLED = 17,      /**< The worker is off for this run after repeated crashes. */
  DOCENT_NO_MEMORY = 18,     /**< An allocation failed. */
  DOCENT_INTERNAL = 19       /**< A defect in Docent, contained. Please report it. */
};

/** Static English name of a status such as "DOCENT_QUEUE_FULL"; never NULL, also for unknown values. Any thread. */
DOCENT_API const char *docent_status_name(docent_status status);

/** Detail of a failed call. Owned by the caller that received it; destroy with docent_error_destroy(). */
typedef struct docent_error docent_error;
/** DOCENT_OK for NULL. */
DOCENT_API docent_status docent_error_status(const docent_error *error);
/** One sentence in English that says what failed and what to do. Borrowed from `error`; "" for NULL. */
DOCENT_API const char *docent_error_message(const docent_error *error);
DOCENT_API void docent_error_destroy(docent_error *error);

/** A UTF-8 text made by the library (JSON mostly). Owned by the caller; destroy with docent_text_destroy(). */
typedef struct docent_text docent_text;
/** Borrowed, NUL-terminated; valid until the text is destroyed; "" for NULL. */
DOCENT_API const char *docent_text_data(const docent_text *text);
/** Size in bytes without the terminator; 0 for NULL. */
DOCENT_API size_t docent_text_size(const docent_text *text);
DOCENT_API void docent_text_destroy(docent_text *text);

/** Kind of a property value. */
enum {
  DOCENT_TYPE_NULL = 0,
  DOCENT_TYPE_STRING = 1, /**< UTF-8 text. */
  DOCENT_TYPE_INT = 2,    /**< Signed 64-bit integer. */
  DOCENT_TYPE_DOUBLE = 3, /**< Finite IEEE 754 double. */
  DOCENT_TYPE_BOOL = 4,
  DOCENT_TYPE_TIME = 5, /**< Milliseconds since 1970-01-01T00:00:00Z; becomes an RFC 3339 text on the wire. */
  DOCENT_TYPE_JSON = 6  /**< One JSON value as text, for arrays and objects. */
};

/** One key and value. Borrowed by the call it is passed to; make one with docent_string(), docent_int() and so on. */
typedef struct docent_property {
  const char *key;
  size_t key_len; /**< Bytes, or DOCENT_AUTO_LEN. 1 to 128. */
  uint32_t type;  /**< A DOCENT_TYPE_* value. */
  uint32_t reserved;
  union {
    struct {
      const char *data;
      size_t len;    /**< Bytes, or DOCENT_AUTO_LEN. */
    } text;          /**< DOCENT_TYPE_STRING, DOCENT_TYPE_JSON. */
    int64_t integer; /**< DOCENT_TYPE_INT, DOCENT_TYPE_BOOL (0 or 1), DOCENT_TYPE_TIME. */
    double number;   /**< DOCENT_TYPE_DOUBLE. */
  } value;
} docent_property;

static inline docent_property docent_property_of(const char *key, uint32_t type) {
  docent_property p;
  memset(&p, 0, sizeof p);
  p.key = key;
  p.key_len = DOCENT_AUTO_LEN;
  p.type = type;
  return p;
}
static inline docent_property docent_null(const char *key) { return docent_property_of(key, DOCENT_TYPE_NULL); }
static inline docent_property docent_string_n(const char *key, const char *data, size_t len) {
  docent_property p = docent_property_of(key, DOCENT_TYPE_STRING);
  p.value.text.data = data;
  p.value.text.len = len;
  return p;
}
static inline docent_property docent_string(const char *key, const char *value) { return docent_string_n(key, value, DOCENT_AUTO_LEN); }
static inline docent_property docent_int(const char *key, int64_t value) {
  docent_property p = docent_property_of(key, DOCENT_TYPE_INT);
  p.value.integer = value;
  return p;
}
static inline docent_property docent_double(const char *key, double value) {
  docent_property p = docent_property_of(key, DOCENT_TYPE_DOUBLE);
  p.value.number = value;
  return p;
}
static inline docent_property docent_bool(const char *key, int value) {
  docent_property p = docent_property_of(key, DOCENT_TYPE_BOOL);
  p.value.integer = value ? 1 : 0;
  return p;
}
static inline docent_property docent_time(const char *key, int64_t unix_ms) {
  docent_property p = docent_property_of(key, DOCENT_TYPE_TIME);
  p.value.integer = unix_ms;
  return p;
}
static inline docent_property docent_json(const char *key, const char *json) {
  docent_property p = docent_property_of(key, DOCENT_TYPE_JSON);
  p.value.text.data = json;
  p.value.text.len = DOCENT_AUTO_LEN;
  return p;
}

DOCENT_END_DECLS

#endif
