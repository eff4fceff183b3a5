// What an answer to a batch changes. docs/wire.md has the table that this file implements.
#include "pipeline/uploader.h"

#include <algorithm>
#include <utility>

#include "model/limits.h"
#include "pipeline/batch_request.h"
#include "pipeline/uploader_impl.h"
#include "storage/chunk_text.h"

namespace docent::core {

Trial::Trial(const Chunk& c, std::string t, uint64_t successes, int64_t now_ms)
    : chunk(c), text(std::move(t)), events(split_events(text)), bisection(c.events, successes, now_ms) {}

void Uploader::Impl::on_reply(const Transfer& transfer, const HttpReply& reply) {
  if (transfer.part && (!trial || trial->chunk.id != transfer.chunk.id)) return;  // its chunk is gone
  const uint32_t events = transfer.part ? transfer.part->count : transfer.chunk.events;
  BatchReply answer = read_batch_reply(reply, events, clock.wall_ms());
  stats.last_status = static_cast<uint64_t>(reply.status);
  if (answer.verdict == Verdict::delivered) return on_delivered(transfer, answer);
  stats.failures++;
  stats.last_error = answer.reason;
  if (answer.verdict == Verdict::retry) return on_retry(transfer, answer);
  const bool probe = pause != Pause::none && transfer.epoch == failure_epoch;
  acknowledgements.attempt_failed(transfer.chunk.id, false);
  switch (answer.verdict) {
    case Verdict::unauthorized: pause_delivery(Pause::unauthorized); break;
    case Verdict::refused: on_refused(transfer, answer, reply.status); break;
    default: on_wrong(transfer);
  }
  if (probe) prolong_pause();
}

void Uploader::Impl::on_delivered(const Transfer& transfer, BatchReply& answer) {
  successes++;
  if (answer.strategy_version != 0) announced_version = answer.strategy_version;
  refused_chunks.clear();
  if (pause != Pause::none) log.write(LogLevel::info, "the backend takes events again");
  pause = Pause::none;
  if (transfer.epoch == failure_epoch) {
    retry.succeeded();
    acknowledgements.remember_retry({});
  }
  note_delivery(transfer.chunk.id);
  if (!transfer.part) return acknowledge(transfer.chunk, answer);

  if (!trial->bisection.any_accepted()) acknowledgements.attempt_failed(transfer.chunk.id, true);  // from now on it is partly delivered
  for (auto& r : answer.rejected)
    trial->rejected.push_back({std::move(r.code), std::move(r.message), std::string(trial->events[transfer.part->first + r.index])});
  trial->bisection.accepted(*transfer.part);
  end_trial_if_done();
}

void Uploader::Impl::acknowledge(const Chunk& chunk, const BatchReply& answer) {
  Acknowledgement done{chunk.id, chunk.events, {}, false};
  if (!answer.rejected.empty()) {
    const auto text = chunk_text(chunk);
    const auto events = text.ok() ? split_events(*text) : std::vector<std::string_view>();
    for (const auto& r : answer.rejected)
      done.rejected.push_back({r.code, r.message, r.index < events.size() ? std::string(events[r.index]) : std::string()});
    log.write(LogLevel::warning, "the backend rejected " + std::to_string(answer.rejected.size()) + " events, the first as " +
                                     answer.rejected.front().code + ": " + answer.rejected.front().message);
  }
  acknowledgements.finished(std::move(done));
}

Result<std::string> Uploader::Impl::chunk_text(const Chunk& chunk) {
  const auto body = outbox.chunk_body(chunk.id);
  if (!body.ok()) return body.status();
  std::string text;
  DOCENT_TRY(inflate_chunk(*body, chunk.raw_bytes, chunk.crc, text));
  return text;
}

// --- outages ---

void Uploader::Impl::on_retry(const Transfer& transfer, const BatchReply& answer) {
  acknowledgements.attempt_failed(transfer.chunk.id, answer.maybe_delivered);
  note_failure(transfer.chunk.id);
  if (transfer.epoch == failure_epoch) {
    if (retry.failures() == 0) log.write(LogLevel::info, "delivery backs off: " + answer.reason);
    back_off(answer.retry_after_ms);
  } else if (answer.retry_after_ms) {
    retry.postpone(*answer.retry_after_ms);
    acknowledgements.remember_retry(retry.save());
  }
}

void Uploader::Impl::back_off(std::optional<int64_t> retry_after_ms) {
  retry.failed(retry_after_ms);
  failure_epoch++;
  acknowledgements.remember_retry(retry.save());
}

void Uploader::Impl::note_failure(int64_t id) {
  auto at = std::find_if(failing.begin(), failing.end(), [&](const Failing& f) { return f.chunk_id == id; });
  if (at == failing.end()) at = failing.insert(failing.end(), Failing{id});
  at->failures++;
  if (std::exchange(at->passed, false)) at->strikes++;
  if (at->strikes >= limits::strikes_before_waiting) at->until_ms = clock.boot_ms() + limits::retry_cap_ms;
}

void Uploader::Impl::note_delivery(int64_t id) {
  std::erase_if(failing, [&](const Failing& f) { return f.chunk_id == id || !outbox.find_chunk(f.chunk_id); });
  for (auto& f : failing) {
    f.failures = 0;
    f.passed = true;
  }
}

bool Uploader::Impl::goes_later(const Failing& f) const { return f.strikes > 0 || f.failures >= limits::failures_before_passing; }

// --- refusals ---

// The trial begins with the first refused chunk; others that are refused meanwhile come after it. A second opinion of the same kind, without any
// success, means that the endpoint is wrong; but 413 says nothing about it, because the other chunk may just be as large.
void Uploader::Impl::on_refused(const Transfer& transfer, const BatchReply& answer, int status) {
  note_refused_chunk(transfer.chunk.id);
  if (transfer.part) {
    trial->reason = answer.reason;
    trial->bisection.refused(*transfer.part, successes, clock.boot_ms());
    on_part_refused(transfer, status);
  } else if (!trial) {
    begin_trial(transfer.chunk, answer, status);
    if (trial && !trial->bisection.next(successes, clock.boot_ms(), false)) back_off(answer.retry_after_ms);  // a single event
  } else if (transfer.second_opinion) {
    if (status != 413 && !trial->bisection.any_accepted()) pause_delivery(Pause::wrong_endpoint);
    else back_off(answer.retry_after_ms);
  }
}

void Uploader::Impl::on_part_refused(const Transfer& transfer, int status) {
  const Bisection& bisection = trial->bisection;
  const bool doubtful = !bisection.any_accepted() && bisection.refusals_in_row() >= limits::free_refusals;
  if (doubtful && ((status != 413 && others_refused(transfer.chunk.id)) || bisection.refusals_in_row() >= limits::max_refusals_in_row))
    return pause_delivery(Pause::wrong_endpoint);
  if (doubtful) back_off(std::nullopt);
  end_trial_if_done();
}

void Uploader::Impl::begin_trial(const Chunk& chunk, const BatchReply& answer, int status) {
  auto text = chunk_text(chunk);
  if (!text.ok() && text.status().code() != Code::corrupt && text.status().code() != Code::not_found) return storage_failed(text.status());
  if (text.ok()) {
    trial = std::make_unique<Trial>(chunk, std::move(*text), successes, clock.boot_ms());
    trial->code = "http_" + std::to_string(status);
    trial->reason = answer.reason;
    if (trial->events.size() == chunk.events) return;
  }
  log.write(LogLevel::error, "a refused chunk of " + std::to_string(chunk.events) + " events cannot be read and is given up");
  acknowledgements.finished({chunk.id, chunk.events, {}, true});
  trial.reset();
}

void Uploader::Impl::end_trial_if_done() {
  if (!trial->bisection.done()) return;
  Acknowledgement done{trial->chunk.id, trial->chunk.events, std::move(trial->rejected), false};
  for (const uint32_t index : trial->bisection.bad()) done.rejected.push_back({trial->code, trial->reason, std::string(trial->events[index])});
  if (!done.rejected.empty())
    log.write(LogLevel::warning,
              "the backend refuses " + std::to_string(done.rejected.size()) + " of " + std::to_string(done.events) + " events: " + trial->reason);
  acknowledgements.finished(std::move(done));
  trial.reset();
}

// Not the fault of events: no backend of batches answers like this. Two chunks, or one chunk twice, without a success between.
void Uploader::Impl::on_wrong(const Transfer& transfer) {
  const bool again = !refused_chunks.empty();
  note_refused_chunk(transfer.chunk.id);
  if (again) pause_delivery(Pause::wrong_endpoint);
  else back_off(std::nullopt);
}

void Uploader::Impl::note_refused_chunk(int64_t id) {
  if (std::find(refused_chunks.begin(), refused_chunks.end(), id) == refused_chunks.end()) refused_chunks.push_back(id);
}

bool Uploader::Impl::others_refused(int64_t id) const {
  return std::any_of(refused_chunks.begin(), refused_chunks.end(), [&](int64_t other) { return other != id; });
}

void Uploader::Impl::pause_delivery(Pause why) {
  if (pause == why) return;
  log.write(LogLevel::warning, std::string(why == Pause::unauthorized ? "delivery stops, the write key is refused: "
                                                                      : "delivery pauses, the endpoint seems to be wrong: ") +
                                   stats.last_error);
  pause = why;
  pause_ms = why == Pause::unauthorized ? limits::probe_interval_ms : limits::first_probe_ms;
  pause_until_ms = clock.boot_ms() + pause_ms;
  failure_epoch++;
}

// A wrong key stays wrong; a wrong endpoint may be a backend in the middle of its deployment, so it is asked soon and then less and less often.
void Uploader::Impl::prolong_pause() {
  pause_ms = std::min(2 * pause_ms, limits::probe_interval_ms);
  pause_until_ms = clock.boot_ms() + pause_ms;
}

}  // namespace docent::core
