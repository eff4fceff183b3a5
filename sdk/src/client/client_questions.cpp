// The part of Client that asks the worker and waits for its answer: compiled for size, beside the hot path of client.cpp.
#include <chrono>
#include <memory>
#include <utility>

#include "client/client.h"
#include "client/runtime.h"
#include "client/worker.h"

namespace docent::core {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// Posts a question that fills an Answer on the worker and waits for it.
template <class T, class Question>
Result<T> Client::ask(int64_t timeout_ms, Question question) {
  const Use use(*this);
  if (!use) return Status(Code::closed, "the client is closed");
  const auto deadline = steady_clock::now() + milliseconds(timeout_ms);
  const auto answer = std::make_shared<Answer<Result<T>>>();
  Worker* const worker = use->worker.get();
  const bool posted = use->commands.post([=, question = std::move(question)](bool stopped) mutable {
    if (stopped) answer->set(Status(Code::closed, "the client was closed meanwhile"));
    else question(*worker, answer, deadline);
  });
  if (!posted) return Status(Code::closed, "the client is closed");
  use->waker.signal();
  const auto got = answer->wait_until(deadline);
  return got ? *got : Result<T>(Status(Code::timeout, "the worker did not answer in time"));
}

Status Client::flush(bool delivered, int64_t timeout_ms) {
  return ask<bool>(timeout_ms, [delivered](Worker& w, auto answer, auto deadline) { w.flush(delivered, deadline, std::move(answer)); }).status();
}

Result<std::string> Client::ledger_json(int64_t timeout_ms) {
  return ask<std::string>(timeout_ms, [](Worker& w, auto answer, auto) { answer->set(w.ledger_json()); });
}

Result<RecommendationList> Client::recommend(std::string slot, int64_t timeout_ms) {
  return ask<RecommendationList>(timeout_ms, [slot = std::move(slot)](Worker& w, auto answer, auto) { answer->set(w.recommend(slot)); });
}

Result<std::string> Client::explain(std::string campaign, int64_t timeout_ms) {
  return ask<std::string>(timeout_ms, [campaign = std::move(campaign)](Worker& w, auto answer, auto) { answer->set(w.explain(campaign)); });
}

Result<std::string> Client::recorded_json(int64_t timeout_ms) {
  return ask<std::string>(timeout_ms, [](Worker& w, auto answer, auto) { answer->set(w.recorded_json()); });
}

Status Client::erase(bool everywhere, int64_t timeout_ms) {
  return ask<bool>(timeout_ms, [everywhere](Worker& w, auto answer, auto deadline) { w.erase(everywhere, deadline, std::move(answer)); }).status();
}

// A question whose answer is whether it worked.
template <class Question>
Status Client::ask_status(int64_t timeout_ms, Question question) {
  return ask<bool>(timeout_ms,
                   [question = std::move(question)](Worker& w, auto answer, auto) {
                     const Status s = question(w);
                     answer->set(s.ok() ? Result<bool>(true) : Result<bool>(s));
                   })
      .status();
}

Status Client::set_strategy(std::string json, int64_t timeout_ms) {
  return ask_status(timeout_ms, [json = std::move(json)](Worker& w) { return w.set_strategy(json); });
}

Status Client::preview(std::string campaign, std::string variant, int64_t timeout_ms) {
  return ask_status(timeout_ms, [campaign = std::move(campaign), variant = std::move(variant)](Worker& w) { return w.preview(campaign, variant); });
}

Status Client::lower_frequency(std::string type, uint64_t limit, int64_t window_ms, int64_t timeout_ms) {
  return ask_status(timeout_ms, [type = std::move(type), limit, window_ms](Worker& w) { return w.lower_frequency(type, limit, window_ms); });
}

}  // namespace docent::core
