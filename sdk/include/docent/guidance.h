/* docent/guidance.h: what helps now: presentations, recommendations, feature switches, and why.
 *
 * Part of the Docent C ABI (C99). See <docent/docent.h> for the conventions.
 */
#ifndef DOCENT_GUIDANCE_H
#define DOCENT_GUIDANCE_H

#include <docent/client.h>

DOCENT_BEGIN_DECLS

/** Something to show, or a change of what is shown. Immutable; may be read on any thread; owned by the caller of docent_poll(). */
typedef struct docent_presentation docent_presentation;
/** Candidates for a recommendation slot, best first. Immutable; owned by the caller of docent_recommend(). */
typedef struct docent_recommendations docent_recommendations;

/** Called when docent_poll() has something new. Runs on the worker without a lock held; it should only wake the host's own thread. */
typedef void (*docent_wakeup_fn)(void *user_data);
/** Replaces the wake-up; NULL removes it. When the call returns, the earlier function is no longer running, unless called from within it.
 * What waits already is announced to the new one, too. INVALID, CLOSED. */
DOCENT_API docent_status docent_set_wakeup(docent_client *client, docent_wakeup_fn fn, void *user_data);

/** The next presentation, or NULL when there is none, the client is closed, or memory is exhausted. Never blocks on the worker. Destroy it with
 * docent_presentation_destroy(). At most 64 wait; more are abandoned (`not_polled`). */
DOCENT_API docent_presentation *docent_poll(docent_client *client);
DOCENT_API void docent_presentation_destroy(docent_presentation *presentation);

/** What to do with a presentation that docent_poll() hands out. */
enum {
  DOCENT_CHANGE_SHOW = 0,    /**< Show it. */
  DOCENT_CHANGE_UPDATE = 1,  /**< Another step of a tour, an item of a checklist done: replaces what is on the screen under the same id. */
  DOCENT_CHANGE_WITHDRAW = 2 /**< Take the one with this id away: an emergency, a campaign that was pulled, another user. Nothing to report. */
};
/** A DOCENT_CHANGE_* value; SHOW for NULL. A host that ignores the others would show tours one step only, and never take anything back. */
DOCENT_API int docent_presentation_change(const docent_presentation *p);
/** 1 when it came from docent_preview(): outcomes and answers are accepted and count nothing. */
DOCENT_API int docent_presentation_is_preview(const docent_presentation *p);

/* Borrowed, NUL-terminated UTF-8, valid as long as the presentation; "" where absent and for NULL. */
DOCENT_API const char *docent_presentation_id(const docent_presentation *p);       /**< Unique to this decision (UUID). */
DOCENT_API const char *docent_presentation_campaign(const docent_presentation *p); /**< The campaign's id. */
DOCENT_API const char *docent_presentation_type(const docent_presentation *p);     /**< "tip", "banner", … */
/** Of a tour, title, body, anchor, placement, role and actions are those of its present step; of a survey without a title, the question's. */
DOCENT_API const char *docent_presentation_title(const docent_presentation *p);
DOCENT_API const char *docent_presentation_body(const docent_presentation *p);
DOCENT_API const char *docent_presentation_anchor(const docent_presentation *p);    /**< Name of the host element it belongs to. */
DOCENT_API const char *docent_presentation_placement(const docent_presentation *p); /**< Logical: "top", "bottom-start", … */
DOCENT_API const char *docent_presentation_role(const docent_presentation *p);      /**< `a11y.role`: "status", "dialog", "alert". */
DOCENT_API const char *docent_presentation_locale(const docent_presentation *p);    /**< BCP 47 tag of the texts. */
DOCENT_API const char *docent_presentation_step(const docent_presentation *p);      /**< Present step of a tour, first question of a survey. */
/** Why it is shown now, in one English sentence made from the decision. */
DOCENT_API const char *docent_presentation_reason(const docent_presentation *p);
/** Everything, resolved for the locale, as JSON (docs/cli/presentation.schema.json). */
DOCENT_API const char *docent_presentation_json(const docent_presentation *p);
DOCENT_API size_t docent_presentation_action_count(const docent_presentation *p);
/** Id, label and command ("focus:toolbar.format", "snooze:P7D", "dismiss", …) of action `index`; "" beyond the end. */
DOCENT_API const char *docent_presentation_action_id(const docent_presentation *p, size_t index);
DOCENT_API const char *docent_presentation_action_text(const docent_presentation *p, size_t index);
DOCENT_API const char *docent_presentation_action_command(const docent_presentation *p, size_t index);

/** What became of a presentation. */
enum {
  DOCENT_OUTCOME_SHOWN = 1,      /**< Visible for its minimum time (1 s by default). Counts as a display. */
  DOCENT_OUTCOME_INTERACTED = 2, /**< The user used it; `detail`: action id. */
  DOCENT_OUTCOME_DISMISSED = 3,  /**< Closed by the user; `detail`: "close", "escape", "never_again", … */
  DOCENT_OUTCOME_SNOOZED = 4,    /**< `detail`: ISO 8601 duration such as "P7D". */
  DOCENT_OUTCOME_TIMED_OUT = 5,
  DOCENT_OUTCOME_ABANDONED = 6, /**< Never became visible; `detail`: "anchor_missing", "suppressed", … */
  DOCENT_OUTCOME_COMPLETED = 7, /**< Tour finished. Surveys and checklists are completed by their last answer and item. */
  DOCENT_OUTCOME_ADVANCED = 8   /**< The user moves within a tour; `detail`: "next", "back" or a step's id. An update follows. */
};
/** Reports an outcome; non-blocking, journalled like an event. `detail` may be NULL and has at most 128 bytes (INVALID). An action's command is
 * carried out by the library when it is `snooze:`, `dismiss`, `complete`, `next`, `back` or `launch:`; report the action as INTERACTED and do the
 * rest
 * (`focus:`, `open:`, your own) yourself. For an item of a checklist `detail` is the item's id: the campaign it launches is started. NOT_FOUND is
 * never returned here: stale ids are ignored. */
DOCENT_API docent_status docent_presentation_report(docent_client *client, const docent_presentation *p, int outcome, const char *detail,
                                                    size_t detail_len);

/**
 * Records the answer to one question of a survey, and says which question is next. `answer` is JSON: a whole number of the scale, a choice's id (or
 * the user's own text, where there is room for it), a list of such, or a text; NULL or "null" skips an optional question. `*next`, when wanted, is
 * the id of the next question, borrowed from `p`, or "" at the end, which completes the survey. Non-blocking; at once in the journal, so that an
 * abandoned survey keeps what was answered. An answer may be given again after going back. Not two threads at a time for one `p`. INVALID: not a
 * survey, or no answer to this question; INVALID_JSON, INVALID_UTF8; NOT_FOUND: no such question; TOO_LARGE: beyond 24 KB; CLOSED, QUEUE_FULL,
 * DISABLED: not recorded.
 */
DOCENT_API docent_status docent_presentation_answer(docent_client *client, const docent_presentation *p, const char *question, size_t question_len,
                                                    const char *answer, size_t answer_len, const char **next);

/** The user asks for a campaign ("show me the tour"): neither trigger, targeting, frequency, quiet hours nor an earlier dismissal stand in the way.
 * What cannot be shown is logged. Non-blocking, journalled. INVALID: the id has 1 to 128 bytes; CLOSED, QUEUE_FULL, DISABLED. */
DOCENT_API docent_status docent_launch(docent_client *client, const char *campaign, size_t campaign_len);
/** Hands out any campaign as it would look, enabled or not, in one of its variants ("" or NULL: none), and touches no history. Asks the worker, at
 * most `timeout_ms` (TIMEOUT). NOT_FOUND: no such campaign or variant; INVALID: it has nothing to show in this locale, or is a recommendation. */
DOCENT_API docent_status docent_preview(docent_client *client, const char *campaign, size_t campaign_len, const char *variant, size_t variant_len,
                                        uint32_t timeout_ms, docent_error **error);

/** Tells what the application is doing: "modal", "presenting", "fullScreen" or another name of 1 to 64 bytes, `app.NAME` in rules; DOCENT_TYPE_NULL
 * removes. Belongs to the run. `name` and `version` are those of docent_options_set_app(). Non-blocking. INVALID, CLOSED, QUEUE_FULL, TOO_LARGE. */
DOCENT_API docent_status docent_set_app_state(docent_client *client, const docent_property *properties, size_t count);
/** The user wants no tips, tours, surveys and banners until `until_unix_ms` (0: from now on again). Emergencies, and what the user asks for, still
 * appear. Kept with the identity. Non-blocking. INVALID: before 1970; CLOSED, QUEUE_FULL. */
DOCENT_API docent_status docent_do_not_disturb(docent_client *client, int64_t until_unix_ms);
/** The user wants to see campaigns of `type` at most `limit` times (0 to 1,000) in `window_ms`; a window of 0 takes that back; "" or NULL: all types
 * that `policies.user.userMayLower` names. Kept with the identity. Waits up to `timeout_ms` (TIMEOUT). INVALID: the strategy does not let the user
 * lower this type; NOT_FOUND: there is no strategy yet. */
DOCENT_API docent_status docent_lower_frequency(docent_client *client, const char *type, size_t type_len, uint32_t limit, uint64_t window_ms,
                                                uint32_t timeout_ms, docent_error **error);

/** Ranks the candidates of the recommendation slot `slot` (1 to 128 bytes) for this user. Asks the worker, at most `timeout_ms` (TIMEOUT).
 * NOT_FOUND: no campaign serves the slot; NO_CONSENT: guidance was denied. On OK the list is never NULL, though it may be empty. */
DOCENT_API docent_status docent_recommend(docent_client *client, const char *slot, size_t slot_len, uint32_t timeout_ms,
                                          docent_recommendations **list, docent_error **error);
DOCENT_API size_t docent_recommendations_count(const docent_recommendations *list);
/* Borrowed, valid as long as the list; "" (0) beyond the end. */
DOCENT_API const char *docent_recommendations_feature(const docent_recommendations *list, size_t index);
DOCENT_API const char *docent_recommendations_title(const docent_recommendations *list, size_t index);
DOCENT_API const char *docent_recommendations_body(const docent_recommendations *list, size_t index);
DOCENT_API const char *docent_recommendations_reason(const docent_recommendations *list, size_t index);
DOCENT_API double docent_recommendations_score(const docent_recommendations *list, size_t index);
DOCENT_API const char *docent_recommendations_campaign(const docent_recommendations *list);
/** Reports that item `index` was shown or used (DOCENT_OUTCOME_SHOWN, _INTERACTED, _DISMISSED). Non-blocking. */
DOCENT_API docent_status docent_recommendations_report(docent_client *client, const docent_recommendations *list, size_t index, int outcome);
DOCENT_API void docent_recommendations_destroy(docent_recommendations *list);

/** 1 unless an active emergency plan switches the feature off; 1 for unknown features and bad handles. Lock-free. */
DOCENT_API int docent_feature_enabled(docent_client *client, const char *feature, size_t feature_len);

/** The verdicts for one campaign, or a list of those for all when `campaign` is NULL or empty, as JSON (docs/cli/explain.schema.json). Asks the
 * worker, at most `timeout_ms` (TIMEOUT); the answer takes into account everything that this thread recorded before. NOT_FOUND: no such campaign. */
DOCENT_API docent_status docent_explain(docent_client *client, const char *campaign, size_t campaign_len, uint32_t timeout_ms, docent_text **json,
                                        docent_error **error);

/** Installs a strategy document now, as if it had been fetched. Refused whole when it does not validate, or has a lower version than the present one
 * (INVALID, with rule, place and remedy), or more than 4 MiB (TOO_LARGE): the earlier one stays. Waits up to `timeout_ms` (TIMEOUT: it goes on). */
DOCENT_API docent_status docent_set_strategy(docent_client *client, const char *json, size_t len, uint32_t timeout_ms, docent_error **error);

DOCENT_END_DECLS

#endif
