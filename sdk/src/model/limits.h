// Every limit of the SDK, in one place, each with its unit in its name. docs/limits.md is generated from the comments of this file.
#pragma once

#include <cstddef>
#include <cstdint>

namespace docent::core::limits {

// Events
inline constexpr std::size_t max_event_bytes = 32 * 1024;  // one event as JSON (Segment's limit)
inline constexpr std::size_t envelope_bytes = 1'024;       // of an event's JSON, kept for ids, times and context; user ids come on top
inline constexpr std::size_t max_name_bytes = 128;         // event, screen, timer, metric, feature, slot and property names
inline constexpr std::size_t max_id_bytes = 256;           // user and group ids, write key
inline constexpr std::size_t max_message_id_bytes = 99;    // a host's own message id
inline constexpr std::size_t max_properties_count = 255;   // properties of one event
inline constexpr std::size_t max_context_count = 64;       // context attributes, and super properties
inline constexpr std::size_t max_timers_count = 64;        // timers running at once
inline constexpr std::size_t max_feedback_bytes = 10'000;  // text of one feedback
inline constexpr int max_property_depth = 64;              // nesting of a JSON property
inline constexpr int64_t feedback_wait_ms = 100;           // how long feedback waits for room in the journal

// Journal
inline constexpr uint64_t min_journal_bytes = 64 * 1024;
inline constexpr uint64_t default_journal_bytes = 2 * 1024 * 1024;
inline constexpr uint64_t max_journal_bytes = 64 * 1024 * 1024;
inline constexpr uint32_t max_record_bytes = 64 * 1024;   // payload of one record; half the journal at most
inline constexpr uint32_t max_turn_records = 256;         // records in one commit, unless the journal is deep
inline constexpr uint32_t crashes_before_quarantine = 2;  // crashes at one position before the record is set aside
inline constexpr uint32_t crashes_before_disable = 3;     // crashed starts in a row before the worker stays off
inline constexpr std::size_t max_quarantine_count = 100;  // records kept in quarantine, newest first

// Chunks and delivery
inline constexpr std::size_t max_chunk_events = 2'500;        // Segment's limit of a batch
inline constexpr std::size_t max_chunk_bytes = 450'000;       // raw JSON; a batch may have 500 KB with its prefix
inline constexpr std::size_t max_prefix_bytes = 32 * 1024;    // sentAt, context and ledger in front of a chunk
inline constexpr std::size_t max_context_bytes = 30 * 1024;   // the batch-level context in it
inline constexpr int64_t default_flush_interval_ms = 30'000;  // age at which an open segment is sealed and sent
inline constexpr int64_t max_durable_lag_ms = 1'000;          // an older event survives power loss
inline constexpr uint32_t max_requests_in_flight = 4;
inline constexpr uint32_t ack_group_count = 16;  // acknowledged chunks deleted in one transaction
inline constexpr int64_t ack_group_ms = 100;     // … or after this time
inline constexpr int64_t retry_base_ms = 1'000;
inline constexpr int64_t retry_cap_ms = 300'000;
inline constexpr int64_t max_retry_after_ms = 3'600'000;
inline constexpr int64_t probe_interval_ms = 3'600'000;  // a delivery that is paused (401, 403, wrong endpoint) is tried again so often
inline constexpr int64_t first_probe_ms = 60'000;        // … on a wrong endpoint first after this time, then doubling
inline constexpr int64_t connect_timeout_ms = 10'000;
inline constexpr int64_t request_timeout_ms = 60'000;
inline constexpr std::size_t max_reply_bytes = 1024 * 1024;       // of an upload's reply
inline constexpr std::size_t max_reply_header_bytes = 64 * 1024;  // of any reply's header
inline constexpr int max_redirects = 3;                           // followed within one host
inline constexpr int64_t stalled_transfer_ms = 30'000;            // a transfer that moves nothing for so long is given up
inline constexpr std::size_t max_idle_connections = 4;            // kept open for the next request
inline constexpr int64_t min_retry_wait_ms = 100;                 // the least that full jitter may draw
inline constexpr uint32_t free_refusals = 3;                      // of a batch and its parts in a row; then back-off paces further dividing
inline constexpr uint32_t max_refusals_in_row = 16;               // … and before delivery pauses as on a wrong endpoint
inline constexpr int64_t confirm_refusal_ms = 5'000;              // a second refusal of one event counts without a success between, after this time
inline constexpr uint32_t failures_before_passing = 3;            // a chunk that failed so often in a row lets others go first
inline constexpr uint32_t strikes_before_waiting = 2;             // … and one that failed so often while others got through waits for retry_cap_ms
inline constexpr std::size_t max_rejected_event_bytes = 2'048;    // of a rejected event kept for inspection; longer ones are cut
inline constexpr std::size_t max_erasure_requests = 1'000;        // not yet confirmed by the backend
inline constexpr uint32_t max_bad_leaves = 8;                     // rejected events found by halving one chunk
inline constexpr uint32_t max_bisect_requests = 64;               // requests spent on halving one chunk

// Storage
inline constexpr uint64_t min_disk_bytes = 1024 * 1024;
inline constexpr uint64_t default_disk_bytes = 64 * 1024 * 1024;
inline constexpr uint64_t max_disk_bytes = uint64_t{16} * 1024 * 1024 * 1024;
inline constexpr std::size_t max_sent_bytes = 1024 * 1024;  // delivered chunks kept for docent_recorded
inline constexpr int64_t max_sent_age_ms = int64_t{30} * 86'400'000;
inline constexpr std::size_t max_recorded_count = 1'000;            // events in the answer of docent_recorded
inline constexpr std::size_t max_recorded_bytes = 4 * 1024 * 1024;  // … and their texts together
inline constexpr std::size_t min_direct_chunk_bytes = 225'000;      // a turn with more goes into a chunk without passing the open segment
inline constexpr int compression_level = 5;                         // of libdeflate, chosen by measurement
inline constexpr std::size_t database_page_bytes = 4'096;
inline constexpr std::size_t storage_cache_bytes = 1024 * 1024;     // SQLite's page cache
inline constexpr int storage_busy_ms = 250;                         // waited for a lock that a tool holds on the database
inline constexpr uint64_t max_quarantined_bytes = 8 * 1024 * 1024;  // a larger damaged database is deleted rather than kept aside
inline constexpr uint64_t max_wal_bytes = 4 * 1024 * 1024;  // beyond this the WAL is moved into the database without waiting for an idle moment

// Sessions
inline constexpr int64_t default_session_timeout_ms = 1'800'000;

inline constexpr uint32_t min_interval_ms = 1'000;  // of the flush interval and the session timeout
inline constexpr uint32_t max_interval_ms = 86'400'000;

// Guidance
inline constexpr std::size_t max_strategy_bytes = 4 * 1024 * 1024;
inline constexpr std::size_t max_history_occurrences = 1'000;    // exact up to here, saturated beyond
inline constexpr std::size_t max_history_names = 1'024;          // event names remembered per identity
inline constexpr std::size_t max_unreferenced_occurrences = 64;  // … of a name that the strategy does not refer to
inline constexpr std::size_t max_history_slots = 1'024;          // filtered or measured series per identity
inline constexpr std::size_t max_history_days = 400;             // distinct local days remembered a series
inline constexpr int max_rule_depth = 64;
inline constexpr std::size_t max_rule_nodes = 4'096;
inline constexpr uint32_t max_rule_steps = 100'000;              // of one evaluation
inline constexpr std::size_t sequence_rule_steps = 50;           // … that event_seq takes for each event it names
inline constexpr std::size_t window_rule_steps = 10;             // … that event_days, event_sum, event_max and dwell take
inline constexpr std::size_t max_rule_bytes = 1024 * 1024;       // made by one evaluation
inline constexpr std::size_t max_rule_slots = 1'024;             // distinct operands of history operators in a strategy
inline constexpr std::size_t max_sequence_steps = 16;            // events of one event_seq, and of those that must not come between
inline constexpr std::size_t max_eval_line_bytes = 1024 * 1024;  // one line of `docent eval`
inline constexpr std::size_t max_campaigns = 1'024;              // in a strategy, and campaigns remembered per identity
inline constexpr std::size_t max_campaign_triggers = 32;         // triggers of one campaign
inline constexpr std::size_t max_campaign_milestones = 256;      // displays (and each other outcome) of one campaign whose time is kept
inline constexpr std::size_t max_campaign_presentations = 8;     // presentations of one campaign whose outcome can still be reported
inline constexpr int64_t clock_jump_ms = 60'000;                 // a clock that goes back further was wrong before, and what it dated is corrected
inline constexpr int64_t offer_timeout_ms = 600'000;             // a presentation without any outcome counts as abandoned after this time
inline constexpr int64_t display_timeout_ms = 3'600'000;         // a shown presentation that nobody closed makes room for others after this time
inline constexpr int64_t abandon_hold_ms = 30'000;               // after a presentation could not be shown, its campaign waits this long
inline constexpr int64_t default_snooze_ms = 86'400'000;         // a snooze without a duration
inline constexpr int64_t default_stand_down_ms = 1'800'000;      // an emergency plan without standDownAfter
inline constexpr std::size_t max_recommendations = 100;          // items in one answer
inline constexpr std::size_t max_placeholder_chars = 200;        // of a value that a text inserts
inline constexpr std::size_t max_tour_steps = 50;                // in one tour
inline constexpr std::size_t max_survey_questions = 50;          // in one survey
inline constexpr std::size_t max_question_choices = 100;         // of one question
inline constexpr std::size_t max_checklist_items = 50;           // in one checklist
inline constexpr std::size_t max_answer_chars = 5'000;           // of an open answer, when the question does not say
inline constexpr std::size_t max_answer_bytes = 24 * 1024;       // of one answer as JSON
inline constexpr std::size_t max_reason_facts = 3;               // figures in the sentence that gives the reason of a decision
inline constexpr int64_t default_refresh_interval_ms = 300'000;
inline constexpr int64_t min_refresh_interval_ms = 30'000;
inline constexpr std::size_t max_pending_presentations = 64;  // handed over and not yet polled

// Behaviour signals
inline constexpr std::size_t max_signal_count = 32;             // clicks, visits or undos that a threshold may ask for
inline constexpr int64_t max_signal_threshold_ms = 86'400'000;  // the longest window, wait or idle time that a threshold may ask for
inline constexpr int64_t max_signal_box_px = 10'000;            // the largest box of a rage click
inline constexpr std::size_t max_silent_clicks = 16;            // clicked elements without a response yet; the oldest is forgotten first
inline constexpr std::size_t max_signal_visits = 64;            // screens remembered for u-turns and loops
inline constexpr std::size_t max_watched_forms = 16;            // forms begun and not committed; the least recently used is forgotten first
inline constexpr int64_t dwell_report_ms = 60'000;              // active time in a screen is announced whenever so much has run
inline constexpr int64_t signal_reorder_ms = 1'000;             // a report that is older than the newest by no more came in late
inline constexpr int64_t max_signal_gap_ms = 3'600'000;         // time between two reports counts as no more; also the furthest timer

// Worker
inline constexpr int64_t hole_retry_ms = 1;           // a record that is reserved and not yet written is looked at again
inline constexpr int64_t checkpoint_idle_ms = 2'000;  // without a commit, before the WAL is moved into the database
inline constexpr int64_t storage_retry_ms = 1'000;    // after the disk refused a commit
inline constexpr int64_t farewell_ms = 200;           // of close()'s time, kept for the last commit and checkpoint
inline constexpr int64_t close_grace_ms = 40;         // after its deadline, close() waits this long before it leaves the worker behind
inline constexpr int64_t exit_close_ms = 500;         // given to each open client when the process exits
inline constexpr int64_t linger_ms = 10'000;          // after the last event the worker stays on its timer, then parks
inline constexpr int64_t linger_tick_ms = 500;

}  // namespace docent::core::limits
