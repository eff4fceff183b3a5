// docent/docent.hpp: the C++17 API, header-only over docent.h. Nothing here allocates on the way to docent_track; a docent::Property is a
// docent_property.
//
// Errors are values: calls return Status, or Result<T> where there is something to return; nothing throws. Objects own their handles and are
// move-only; texts are std::string_views into them. Threads: as in docent.h; a Client may be used from any thread, and moved only while no other
// thread uses it.
#ifndef DOCENT_DOCENT_HPP
#define DOCENT_DOCENT_HPP

#include <docent/docent.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace docent {

using Milliseconds = std::chrono::milliseconds;

// A status code and, for calls that can say more, one sentence.
class Status {
 public:
  Status() = default;
  Status(docent_status code) : code_(code) {}  // NOLINT: implicit by design
  Status(docent_status code, std::string message) : code_(code), message_(std::move(message)) {}
  bool ok() const noexcept { return code_ == DOCENT_OK; }
  explicit operator bool() const noexcept { return ok(); }
  docent_status code() const noexcept { return code_; }
  // The library's sentence, or the name of the code.
  std::string message() const { return message_.empty() ? std::string(docent_status_name(code_)) : message_; }
  // Takes ownership of `error`, which may be null.
  static Status take(docent_status code, docent_error *error) {
    Status status(code, docent_error_message(error));
    docent_error_destroy(error);
    return status;
  }

 private:
  docent_status code_ = DOCENT_OK;
  std::string message_;
};

template <class T>
class Result {
 public:
  Result(T value) : value_(std::move(value)) {}          // NOLINT: implicit by design
  Result(Status status) : status_(std::move(status)) {}  // NOLINT: implicit by design
  explicit operator bool() const noexcept { return value_.has_value(); }
  const Status &status() const noexcept { return status_; }
  T &operator*() noexcept { return *value_; }
  const T &operator*() const noexcept { return *value_; }
  T *operator->() noexcept { return &*value_; }
  const T *operator->() const noexcept { return &*value_; }

 private:
  std::optional<T> value_;
  Status status_;
};

// A key and a value, borrowed: {"rows", 3}. Layout-identical to docent_property.
struct Property : docent_property {
  Property(std::string_view name, std::nullptr_t) noexcept : Property(name, uint32_t{DOCENT_TYPE_NULL}, 0) {}
  Property(std::string_view name, std::string_view text) noexcept : Property(name, uint32_t{DOCENT_TYPE_STRING}, 0) {
    value.text = {text.data(), text.size()};
  }
  Property(std::string_view name, const char *text) noexcept : Property(name, std::string_view(text)) {}
  Property(std::string_view name, const std::string &text) noexcept : Property(name, std::string_view(text)) {}
  Property(std::string_view name, bool flag) noexcept : Property(name, uint32_t{DOCENT_TYPE_BOOL}, 0) { value.integer = flag ? 1 : 0; }
  template <class Number, std::enable_if_t<std::is_integral_v<Number> && !std::is_same_v<Number, bool>, int> = 0>
  Property(std::string_view name, Number number) noexcept : Property(name, uint32_t{DOCENT_TYPE_INT}, 0) {
    value.integer = static_cast<int64_t>(number);
  }
  template <class Number, std::enable_if_t<std::is_floating_point_v<Number>, int> = 0>
  Property(std::string_view name, Number number) noexcept : Property(name, uint32_t{DOCENT_TYPE_DOUBLE}, 0) {
    value.number = static_cast<double>(number);
  }
  Property(std::string_view name, std::chrono::system_clock::time_point time) noexcept : Property(name, uint32_t{DOCENT_TYPE_TIME}, 0) {
    value.integer = std::chrono::duration_cast<Milliseconds>(time.time_since_epoch()).count();
  }
  // An array or object as JSON text.
  static Property json(std::string_view name, std::string_view text) noexcept {
    Property p(name, text);
    p.type = DOCENT_TYPE_JSON;
    return p;
  }

 private:
  Property(std::string_view name, uint32_t value_type, int) noexcept : docent_property{} {
    key = name.data();
    key_len = name.size();
    type = value_type;
  }
};
static_assert(sizeof(Property) == sizeof(docent_property), "an array of properties is an array of docent_property");

// Borrowed list of properties: an initializer list, a vector, an array.
class Properties {
 public:
  Properties() noexcept = default;
  Properties(std::initializer_list<Property> list) noexcept : size_(list.size()) { data_ = list.begin(); }  // lives as long as the full expression
  Properties(const Property *data, std::size_t size) noexcept : data_(data), size_(size) {}
  template <class Container, class = decltype(std::declval<const Container &>().data())>
  Properties(const Container &c) noexcept : data_(c.data()), size_(c.size()) {}  // NOLINT: implicit by design
  const docent_property *data() const noexcept { return data_; }
  std::size_t size() const noexcept { return size_; }

 private:
  const Property *data_ = nullptr;
  std::size_t size_ = 0;
};

// Purposes that were granted; what is not in it is denied.
class Consent {
 public:
  constexpr explicit Consent(uint32_t bits) : bits_(bits) {}
  static constexpr Consent all() { return Consent(DOCENT_CONSENT_ANALYTICS | DOCENT_CONSENT_GUIDANCE); }
  static constexpr Consent analytics() { return Consent(DOCENT_CONSENT_ANALYTICS); }
  static constexpr Consent guidance() { return Consent(DOCENT_CONSENT_GUIDANCE); }
  static constexpr Consent none() { return Consent(DOCENT_CONSENT_NONE); }
  static constexpr Consent unknown() { return Consent(DOCENT_CONSENT_UNKNOWN); }
  constexpr uint32_t bits() const { return bits_; }
  friend constexpr bool operator==(Consent a, Consent b) { return a.bits_ == b.bits_; }
  friend constexpr bool operator!=(Consent a, Consent b) { return a.bits_ != b.bits_; }

 private:
  uint32_t bits_;
};

enum class Outcome : int {
  shown = DOCENT_OUTCOME_SHOWN,
  interacted = DOCENT_OUTCOME_INTERACTED,
  dismissed = DOCENT_OUTCOME_DISMISSED,
  snoozed = DOCENT_OUTCOME_SNOOZED,
  timed_out = DOCENT_OUTCOME_TIMED_OUT,
  abandoned = DOCENT_OUTCOME_ABANDONED,
  completed = DOCENT_OUTCOME_COMPLETED,
  advanced = DOCENT_OUTCOME_ADVANCED
};
enum class Change : int { show = DOCENT_CHANGE_SHOW, update = DOCENT_CHANGE_UPDATE, withdraw = DOCENT_CHANGE_WITHDRAW };
enum class Flush : int { durable = DOCENT_FLUSH_DURABLE, delivered = DOCENT_FLUSH_DELIVERED };
enum class EraseScope : int { here = DOCENT_ERASE_HERE, everywhere = DOCENT_ERASE_EVERYWHERE };

namespace detail {
struct Destroy {
  void operator()(docent_options *p) const noexcept { docent_options_destroy(p); }
  void operator()(docent_presentation *p) const noexcept { docent_presentation_destroy(p); }
  void operator()(docent_recommendations *p) const noexcept { docent_recommendations_destroy(p); }
};
inline uint32_t to_ms(Milliseconds time) noexcept {
  return time.count() < 0 ? 0 : time.count() > UINT32_MAX ? UINT32_MAX : static_cast<uint32_t>(time.count());
}
}  // namespace detail

// Settings, chained: Options("KEY").endpoint("https://…").consent(Consent::all()). The first refused one is reported by Client::open.
class Options {
 public:
  explicit Options(std::string_view write_key) : handle_(docent_options_create(write_key.data(), write_key.size())) {
    if (!handle_) status_ = Status(DOCENT_INVALID, "the write key must be 1 to 256 printable ASCII characters without a colon");
  }
  Options &endpoint(std::string_view url) { return set("endpoint", docent_options_set_endpoint(get(), url.data(), url.size())); }
  Options &data_dir(std::string_view path) { return set("data_dir", docent_options_set_data_dir(get(), path.data(), path.size())); }
  Options &consent(Consent granted) { return set("consent", docent_options_set_consent(get(), granted.bits())); }
  Options &app(std::string_view name, std::string_view version) {
    return set("app", docent_options_set_app(get(), name.data(), name.size(), version.data(), version.size()));
  }
  Options &locale(std::string_view tag) { return set("locale", docent_options_set_locale(get(), tag.data(), tag.size())); }
  Options &strategy(std::string_view json) { return set("strategy", docent_options_set_strategy(get(), json.data(), json.size())); }
  Options &allow_insecure(bool allow) { return set("allow_insecure", docent_options_set_allow_insecure(get(), allow ? 1 : 0)); }
  Options &ca_file(std::string_view path) { return set("ca_file", docent_options_set_ca_file(get(), path.data(), path.size())); }
  Options &proxy(std::string_view url) { return set("proxy", docent_options_set_proxy(get(), url.data(), url.size())); }
  Options &journal_bytes(uint64_t bytes) { return set("journal_bytes", docent_options_set_journal_bytes(get(), bytes)); }
  Options &max_disk_bytes(uint64_t bytes) { return set("max_disk_bytes", docent_options_set_max_disk_bytes(get(), bytes)); }
  Options &flush_interval(Milliseconds interval) {
    return set("flush_interval", docent_options_set_flush_interval_ms(get(), detail::to_ms(interval)));
  }
  Options &session_timeout(Milliseconds timeout) {
    return set("session_timeout", docent_options_set_session_timeout_ms(get(), detail::to_ms(timeout)));
  }
  Options &sessions(bool enabled) { return set("sessions", docent_options_set_sessions(get(), enabled ? 1 : 0)); }
  Options &redact(std::string_view key) { return set("redact", docent_options_add_redaction(get(), key.data(), key.size())); }
  Options &before_send(docent_before_send_fn fn, void *user_data) { return set("before_send", docent_options_set_before_send(get(), fn, user_data)); }
  Options &decision_trace(docent_decision_fn fn, void *user_data) {
    return set("decision_trace", docent_options_set_decision_trace(get(), fn, user_data));
  }
  Options &log(docent_log_fn fn, void *user_data) { return set("log", docent_options_set_log(get(), fn, user_data)); }

  docent_options *get() const noexcept { return handle_.get(); }
  const Status &status() const noexcept { return status_; }

 private:
  Options &set(const char *what, docent_status code) {
    if (status_.ok() && code != DOCENT_OK) status_ = Status(code, std::string("option ") + what + ": " + docent_status_name(code));
    return *this;
  }
  std::unique_ptr<docent_options, detail::Destroy> handle_;
  Status status_;
};

struct Action {
  std::string_view id;
  std::string_view text;
  std::string_view command;
};

// Something to show, or a change of what is shown. Immutable; its texts live as long as it does.
class Presentation {
 public:
  explicit Presentation(docent_presentation *handle) : handle_(handle) {}
  Change change() const { return static_cast<Change>(docent_presentation_change(get())); }
  bool is_preview() const { return docent_presentation_is_preview(get()) != 0; }
  std::string_view id() const { return docent_presentation_id(get()); }
  std::string_view campaign() const { return docent_presentation_campaign(get()); }
  std::string_view type() const { return docent_presentation_type(get()); }
  std::string_view title() const { return docent_presentation_title(get()); }
  std::string_view body() const { return docent_presentation_body(get()); }
  std::string_view anchor() const { return docent_presentation_anchor(get()); }
  std::string_view placement() const { return docent_presentation_placement(get()); }
  std::string_view role() const { return docent_presentation_role(get()); }
  std::string_view locale() const { return docent_presentation_locale(get()); }
  std::string_view step() const { return docent_presentation_step(get()); }
  std::string_view reason() const { return docent_presentation_reason(get()); }
  std::string_view json() const { return docent_presentation_json(get()); }
  std::size_t action_count() const { return docent_presentation_action_count(get()); }
  Action action(std::size_t i) const {
    return {docent_presentation_action_id(get(), i), docent_presentation_action_text(get(), i), docent_presentation_action_command(get(), i)};
  }
  const docent_presentation *get() const noexcept { return handle_.get(); }

 private:
  std::unique_ptr<docent_presentation, detail::Destroy> handle_;
};

struct Recommendation {
  std::string_view feature;
  std::string_view title;
  std::string_view body;
  std::string_view reason;
  double score;
};

// Candidates of a slot, best first. Immutable; its texts live as long as it does.
class Recommendations {
 public:
  explicit Recommendations(docent_recommendations *handle) : handle_(handle) {}
  std::size_t size() const { return docent_recommendations_count(get()); }
  Recommendation operator[](std::size_t i) const {
    return {docent_recommendations_feature(get(), i), docent_recommendations_title(get(), i), docent_recommendations_body(get(), i),
            docent_recommendations_reason(get(), i), docent_recommendations_score(get(), i)};
  }
  std::string_view campaign() const { return docent_recommendations_campaign(get()); }
  const docent_recommendations *get() const noexcept { return handle_.get(); }

 private:
  std::unique_ptr<docent_recommendations, detail::Destroy> handle_;
};

// A running client; closed by the destructor (with 2 s) unless close() was called.
class Client {
 public:
  static Result<Client> open(const Options &options) {
    if (!options.status().ok()) return options.status();
    docent_client *handle = nullptr;
    docent_error *error = nullptr;
    const docent_status code = docent_client_open(options.get(), &handle, &error);
    if (code != DOCENT_OK) return Status::take(code, error);
    return Client(handle);
  }
  Client(Client &&other) noexcept : handle_(std::exchange(other.handle_, nullptr)), wakeup_(std::move(other.wakeup_)) {}
  Client &operator=(Client &&other) noexcept {
    if (this != &other) {
      (void)close(Milliseconds(2000));
      handle_ = std::exchange(other.handle_, nullptr);
      wakeup_ = std::move(other.wakeup_);
    }
    return *this;
  }
  ~Client() { (void)close(Milliseconds(2000)); }
  Status close(Milliseconds timeout) {
    docent_client *const handle = std::exchange(handle_, nullptr);
    return handle == nullptr ? Status() : Status(docent_client_close(handle, detail::to_ms(timeout)));
  }

  // --- capture: see docent/event.h ---
  docent_status track(std::string_view name, Properties p = {}) { return docent_track(handle_, name.data(), name.size(), p.data(), p.size()); }
  docent_status screen(std::string_view name, Properties p = {}) { return docent_screen(handle_, name.data(), name.size(), p.data(), p.size()); }
  docent_status identify(std::string_view user, Properties traits = {}) {
    return docent_identify(handle_, user.data(), user.size(), traits.data(), traits.size());
  }
  docent_status group(std::string_view id, Properties traits = {}) {
    return docent_group(handle_, id.data(), id.size(), traits.data(), traits.size());
  }
  docent_status alias(std::string_view user) { return docent_alias(handle_, user.data(), user.size()); }
  docent_status reset() { return docent_reset(handle_); }
  docent_status error(std::string_view code, std::string_view message = {}, Properties p = {}) {
    return docent_report_error(handle_, code.data(), code.size(), message.data(), message.size(), p.data(), p.size());
  }
  docent_status metric(std::string_view name, double value, std::string_view unit = {}, Properties p = {}) {
    return docent_metric(handle_, name.data(), name.size(), value, unit.data(), unit.size(), p.data(), p.size());
  }
  docent_status interact(std::string_view kind, std::string_view target, Properties p = {}) {
    return docent_interact(handle_, kind.data(), kind.size(), target.data(), target.size(), p.data(), p.size());
  }
  docent_status timer_start(std::string_view name) { return docent_timer_start(handle_, name.data(), name.size()); }
  docent_status timer_stop(std::string_view name, Properties p = {}) {
    return docent_timer_stop(handle_, name.data(), name.size(), p.data(), p.size());
  }
  docent_status timer_cancel(std::string_view name) { return docent_timer_cancel(handle_, name.data(), name.size()); }
  docent_status set_context(Properties attributes) { return docent_set_context(handle_, attributes.data(), attributes.size()); }
  docent_status set_super_properties(Properties p) { return docent_set_super_properties(handle_, p.data(), p.size()); }
  docent_status set_foreground(bool foreground) { return docent_set_foreground(handle_, foreground ? 1 : 0); }
  docent_status capture(const docent_event &event) { return docent_capture(handle_, &event); }
  docent_status feedback(std::string_view text, std::optional<int> rating = {}, std::string_view category = {}) {
    return docent_feedback(handle_, rating ? *rating : static_cast<int32_t>(DOCENT_NO_RATING), text.data(), text.size(), category.data(),
                           category.size());
  }

  // --- guidance: see docent/guidance.h ---
  // Runs on the worker; wake your own thread and return. An exception that escapes it is contained by the library. An empty function removes it.
  docent_status on_wakeup(std::function<void()> fn) {
    auto next = fn ? std::make_unique<std::function<void()>>(std::move(fn)) : nullptr;
    const docent_status code = docent_set_wakeup(
        handle_, next ? [](void *user_data) { (*static_cast<std::function<void()> *>(user_data))(); } : docent_wakeup_fn(nullptr), next.get());
    if (code == DOCENT_OK) wakeup_ = std::move(next);  // the earlier one is no longer running, unless this is called from within it
    return code;
  }
  std::optional<Presentation> poll() {
    docent_presentation *next = docent_poll(handle_);
    return next == nullptr ? std::nullopt : std::optional<Presentation>(Presentation(next));
  }
  docent_status report(const Presentation &p, Outcome outcome, std::string_view detail = {}) {
    return docent_presentation_report(handle_, p.get(), static_cast<int>(outcome), detail.data(), detail.size());
  }
  // The answer to a survey's question, as JSON ("" skips it); the next question's id, or "" at the end. Borrowed from `p`.
  Result<std::string_view> answer(const Presentation &p, std::string_view question, std::string_view json) {
    const char *next = "";
    const docent_status code =
        docent_presentation_answer(handle_, p.get(), question.data(), question.size(), json.empty() ? nullptr : json.data(), json.size(), &next);
    if (code != DOCENT_OK) return Status(code);
    return std::string_view(next);
  }
  docent_status launch(std::string_view campaign) { return docent_launch(handle_, campaign.data(), campaign.size()); }
  Status preview(std::string_view campaign, std::string_view variant = {}, Milliseconds timeout = Milliseconds(1000)) {
    docent_error *error = nullptr;
    const docent_status code =
        docent_preview(handle_, campaign.data(), campaign.size(), variant.data(), variant.size(), detail::to_ms(timeout), &error);
    return Status::take(code, error);
  }
  docent_status set_app_state(Properties state) { return docent_set_app_state(handle_, state.data(), state.size()); }
  docent_status do_not_disturb(std::chrono::system_clock::time_point until) {
    return docent_do_not_disturb(handle_, std::chrono::duration_cast<Milliseconds>(until.time_since_epoch()).count());
  }
  // The user's own limit for a type of campaign ("" : all that may be lowered); an empty window takes it back.
  Status lower_frequency(std::string_view type, uint32_t limit, Milliseconds window, Milliseconds timeout = Milliseconds(1000)) {
    docent_error *error = nullptr;
    const docent_status code =
        docent_lower_frequency(handle_, type.data(), type.size(), limit, window.count() < 0 ? 0 : window.count(), detail::to_ms(timeout), &error);
    return Status::take(code, error);
  }
  Result<Recommendations> recommend(std::string_view slot, Milliseconds timeout = Milliseconds(1000)) {
    docent_recommendations *list = nullptr;
    docent_error *error = nullptr;
    const docent_status code = docent_recommend(handle_, slot.data(), slot.size(), detail::to_ms(timeout), &list, &error);
    if (code != DOCENT_OK) return Status::take(code, error);
    return Recommendations(list);
  }
  docent_status report(const Recommendations &list, std::size_t index, Outcome outcome) {
    return docent_recommendations_report(handle_, list.get(), index, static_cast<int>(outcome));
  }
  bool feature_enabled(std::string_view feature) const { return docent_feature_enabled(handle_, feature.data(), feature.size()) != 0; }
  // JSON; an empty id asks for all campaigns.
  Result<std::string> explain(std::string_view campaign = {}, Milliseconds timeout = Milliseconds(1000)) {
    return text([&](docent_text **out, docent_error **error) {
      return docent_explain(handle_, campaign.data(), campaign.size(), detail::to_ms(timeout), out, error);
    });
  }
  Status set_strategy(std::string_view json, Milliseconds timeout = Milliseconds(1000)) {
    docent_error *error = nullptr;
    const docent_status code = docent_set_strategy(handle_, json.data(), json.size(), detail::to_ms(timeout), &error);
    return Status::take(code, error);
  }

  // --- privacy and delivery ---
  docent_status set_consent(Consent granted) { return docent_set_consent(handle_, granted.bits()); }
  Consent consent() const { return Consent(docent_consent(handle_)); }
  Result<std::string> recorded(Milliseconds timeout = Milliseconds(5000)) {
    return text([&](docent_text **out, docent_error **error) { return docent_recorded(handle_, detail::to_ms(timeout), out, error); });
  }
  Status erase(EraseScope scope, Milliseconds timeout = Milliseconds(5000)) {
    docent_error *error = nullptr;
    const docent_status code = docent_erase(handle_, static_cast<int>(scope), detail::to_ms(timeout), &error);
    return Status::take(code, error);
  }
  Status flush(Flush what, Milliseconds timeout) { return docent_flush(handle_, static_cast<int>(what), detail::to_ms(timeout)); }
  Result<std::string> ledger(Milliseconds timeout = Milliseconds(1000)) {
    return text([&](docent_text **out, docent_error **) { return docent_ledger(handle_, detail::to_ms(timeout), out); });
  }
  Result<docent_stats> stats() const {
    docent_stats s{};
    s.struct_size = sizeof s;
    const docent_status code = docent_stats_get(handle_, &s);
    if (code != DOCENT_OK) return Status(code);
    return s;
  }
  docent_client *get() const noexcept { return handle_; }

 private:
  explicit Client(docent_client *handle) noexcept : handle_(handle) {}
  template <class Ask>
  static Result<std::string> text(Ask ask) {
    docent_text *out = nullptr;
    docent_error *error = nullptr;
    const docent_status code = ask(&out, &error);
    if (code != DOCENT_OK) return Status::take(code, error);
    std::string copy(docent_text_data(out), docent_text_size(out));
    docent_text_destroy(out);
    return copy;
  }

  docent_client *handle_;
  std::unique_ptr<std::function<void()>> wakeup_;
};

}  // namespace docent

#endif
