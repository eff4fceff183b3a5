// docent send: events from standard input into a data directory and on to a backend.
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <thread>

#include "arguments.h"
#include "commands.h"
#include "decisions.h"
#include "docent/docent.h"
#include "event_line.h"

namespace docent::cli {
namespace {

using std::chrono::steady_clock;

constexpr const char* help = R"(usage: docent send --endpoint URL --write-key KEY --data-dir DIR [options] < EVENTS

Reads one JSON event a line in Segment's shape ({"event": "saved", "properties": {…}}; "type" defaults
to "track") and records it. Events are delivered while it runs; what is left when it ends stays in DIR
and is delivered by the next run on it.

  --consent granted|denied|unknown   consent for both purposes (granted)
  --ack                write the number of each line (from 1) once its event is safe
  --flush              at the end wait until all is delivered, and print the ledger as JSON
  --timeout SECONDS    … at most this long (no limit)
  --rate N             at most N events a second
  --strategy FILE      a strategy document
  --sessions           track sessions too (session_start, session_end)
  --flush-interval MS  deliver at least this often (30000)
  --journal-bytes N, --max-disk-bytes N, --ca-file FILE, --proxy URL, --allow-insecure, --verbose

With --clock events nothing is sent: the SDK runs on the times of the events, and --decisions FILE
("-" for standard output) gets each decision about a campaign as one JSON object a line, the same that
docent simulate --trace prints. One user's events; --user chooses. Also --until, --time-zone, --locale,
--app-version, --visible, as in docent simulate.

It waits while the queue is full. A line that is no event is reported on standard error with its number.
Exit codes: 0 all lines were recorded (and delivered, with --flush), 1 some were refused, 2 usage,
3 it could not start, 4 not delivered in time. docs/cli/README.md says more.
)";

volatile std::sig_atomic_t interrupted = 0;
void on_signal(int) { interrupted = 1; }

struct SendOptions {
  std::string endpoint, write_key, data_dir, consent = "granted", timeout, rate, flush_interval, journal_bytes, max_disk_bytes, ca_file, proxy;
  std::string clock, decisions, user;
  ReplayOptions replay;
  bool ack = false, flush = false, sessions = false, allow_insecure = false, verbose = false;
};

int usage(const std::string& message) {
  std::fprintf(stderr, "docent send: %s\nTry: docent send --help\n", message.c_str());
  return exit_usage;
}

void log_line(void*, int level, const char* message, size_t len) {
  static constexpr const char* names[] = {"error", "warning", "info", "debug"};
  std::fprintf(stderr, "docent %s: %.*s\n", names[level & 3], static_cast<int>(len), message);
}
void log_problem(void* data, int level, const char* message, size_t len) {
  if (level <= DOCENT_LOG_WARNING) log_line(data, level, message, len);
}

// Opens the client; on failure `code` is the exit code and the reason was printed.
docent_client* open_client(const SendOptions& o, int& code) {
  docent_options* options = docent_options_create(o.write_key.data(), o.write_key.size());
  const auto bad = [&](const std::string& message) -> docent_client* {
    code = usage(message);
    docent_options_destroy(options);
    return nullptr;
  };
  if (options == nullptr) return bad("--write-key needs 1 to 256 printable ASCII characters without a colon");
  docent_options_set_endpoint(options, o.endpoint.data(), o.endpoint.size());
  if (docent_options_set_data_dir(options, o.data_dir.data(), o.data_dir.size()) != DOCENT_OK || o.data_dir.empty())
    return bad("--data-dir needs a directory");
  if (o.consent == "granted") docent_options_set_consent(options, DOCENT_CONSENT_ANALYTICS | DOCENT_CONSENT_GUIDANCE);
  else if (o.consent == "denied") docent_options_set_consent(options, DOCENT_CONSENT_NONE);
  else if (o.consent == "unknown") docent_options_set_consent(options, DOCENT_CONSENT_UNKNOWN);
  else return bad("--consent takes granted, denied or unknown");
  if (!o.flush_interval.empty()) {
    const auto ms = parse_number(o.flush_interval, 0, UINT32_MAX);
    if (!ms || docent_options_set_flush_interval_ms(options, static_cast<uint32_t>(*ms)) != DOCENT_OK)
      return bad("--flush-interval takes 1000 to 86400000 milliseconds");
  }
  if (!o.journal_bytes.empty()) {
    const auto bytes = parse_number(o.journal_bytes, 0, INT64_MAX);
    if (!bytes || docent_options_set_journal_bytes(options, static_cast<uint64_t>(*bytes)) != DOCENT_OK)
      return bad("--journal-bytes takes a power of two from 65536 to 67108864");
  }
  if (!o.max_disk_bytes.empty()) {
    const auto bytes = parse_number(o.max_disk_bytes, 0, INT64_MAX);
    if (!bytes || docent_options_set_max_disk_bytes(options, static_cast<uint64_t>(*bytes)) != DOCENT_OK)
      return bad("--max-disk-bytes takes 1048576 to 17179869184");
  }
  if (!o.replay.strategy.empty()) {
    std::ifstream file(o.replay.strategy, std::ios::binary);
    if (!file) return bad(o.replay.strategy + " cannot be read");
    const std::string text(std::istreambuf_iterator<char>(file), {});
    if (docent_options_set_strategy(options, text.data(), text.size()) != DOCENT_OK)
      return bad(o.replay.strategy + " is not UTF-8 text of at most 4 MiB");
  }
  docent_options_set_sessions(options, o.sessions ? 1 : 0);
  docent_options_set_allow_insecure(options, o.allow_insecure ? 1 : 0);
  if (!o.ca_file.empty()) docent_options_set_ca_file(options, o.ca_file.data(), o.ca_file.size());
  if (!o.proxy.empty()) docent_options_set_proxy(options, o.proxy.data(), o.proxy.size());
  docent_options_set_log(options, o.verbose ? log_line : log_problem, nullptr);

  docent_client* client = nullptr;
  docent_error* error = nullptr;
  if (docent_client_open(options, &client, &error) != DOCENT_OK) {
    std::fprintf(stderr, "docent send: %s: %s\n", docent_status_name(docent_error_status(error)), docent_error_message(error));
    code = exit_open;
  }
  docent_error_destroy(error);
  docent_options_destroy(options);
  return client;
}

// Standard input, line by line; a line longer than the limit is cut off and reported.
class Lines {
 public:
  static constexpr std::size_t max_line_bytes = 1024 * 1024;
  // False at the end of the input or after a signal. `line` is valid until the next call.
  bool next(std::string_view& line, bool& too_long) {
    too_long = false;
    for (;;) {
      const std::size_t end = buffer_.find('\n', scanned_);
      if (end != std::string::npos) {
        line = std::string_view(buffer_).substr(begin_, end - begin_);
        begin_ = scanned_ = end + 1;
        if (skipping_) {
          skipping_ = false;
          too_long = true;
        }
        return true;
      }
      scanned_ = buffer_.size();
      if (buffer_.size() - begin_ > max_line_bytes) skipping_ = true, begin_ = scanned_;
      if (!fill()) break;
    }
    line = std::string_view(buffer_).substr(begin_);
    begin_ = scanned_ = buffer_.size();
    return !line.empty() && interrupted == 0;
  }

 private:
  bool fill() {
    if (begin_ > 0) {
      buffer_.erase(0, begin_);
      scanned_ -= begin_;
      begin_ = 0;
    }
    const std::size_t before = buffer_.size();
    buffer_.resize(before + 256 * 1024);
    ssize_t n = -1;
    while (interrupted == 0 && (n = read(STDIN_FILENO, buffer_.data() + before, buffer_.size() - before)) < 0 && errno == EINTR) {}
    buffer_.resize(before + static_cast<std::size_t>(n > 0 ? n : 0));
    return n > 0;
  }
  std::string buffer_;
  std::size_t begin_ = 0;
  std::size_t scanned_ = 0;
  bool skipping_ = false;
};

// The number and a line break in one write: what was acknowledged can't be lost in a buffer.
bool acknowledge(uint64_t number) {
  char text[24];
  char* end = std::to_chars(text, text + sizeof text - 1, number).ptr;
  *end++ = '\n';
  for (const char* p = text; p < end;) {
    const ssize_t n = write(STDOUT_FILENO, p, static_cast<std::size_t>(end - p));
    if (n < 0 && errno != EINTR) return false;
    if (n > 0) p += n;
  }
  return true;
}

// "DOCENT_TOO_LARGE: larger than 32 KB": what to look for in the line.
std::string reason_of(docent_status status) {
  const std::string name = docent_status_name(status);
  switch (status) {
    case DOCENT_INVALID: return name + ": a name, id or key is empty, too long or not printable";
    case DOCENT_TOO_LARGE: return name + ": larger than 32 KB, or more than 255 properties";
    case DOCENT_RESERVED_NAME: return name + ": the event name belongs to a built-in event";
    case DOCENT_NO_CONSENT: return name + ": every purpose is denied, so nothing may be recorded";
    case DOCENT_DISABLED: return name + ": off for this run after repeated crashes";
    default: return name;
  }
}

// Records with patience: the queue empties as the worker goes on. Waits 0.2 to 5 ms between attempts.
docent_status record_patiently(const EventLine& event, docent_client* client) {
  docent_status status = event.record(client);
  for (int wait_us = 200; status == DOCENT_QUEUE_FULL && interrupted == 0; wait_us = std::min(wait_us * 2, 5000)) {
    std::this_thread::sleep_for(std::chrono::microseconds(wait_us));
    status = event.record(client);
  }
  return status;
}

struct Progress {
  bool on = isatty(STDERR_FILENO) == 1;
  steady_clock::time_point next = steady_clock::now();
  void show(docent_client* client, uint64_t lines, const char* what) {
    if (!on || steady_clock::now() < next) return;
    next = steady_clock::now() + std::chrono::milliseconds(200);
    docent_stats s{};
    s.struct_size = sizeof s;
    if (docent_stats_get(client, &s) != DOCENT_OK) return;
    std::fprintf(stderr, "\r%s: %llu lines, %llu accepted, %llu delivered, %llu pending   ", what, static_cast<unsigned long long>(lines),
                 static_cast<unsigned long long>(s.accepted), static_cast<unsigned long long>(s.delivered),
                 static_cast<unsigned long long>(s.pending));
  }
  void done() const {
    if (on) std::fputc('\n', stderr);
  }
};

// Waits for delivery in steps, so that progress shows and a signal ends it.
docent_status deliver(docent_client* client, const SendOptions& o, uint64_t lines, Progress& progress) {
  const int64_t seconds = o.timeout.empty() ? INT64_MAX : parse_number(o.timeout, 0, 1'000'000'000).value_or(0);
  const auto begin = steady_clock::now();
  docent_status status = DOCENT_TIMEOUT;
  while (status == DOCENT_TIMEOUT && interrupted == 0) {
    const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - begin).count();
    const int64_t left = seconds == INT64_MAX ? 1000 : std::min<int64_t>(1000, seconds * 1000 - elapsed);
    if (left <= 0) break;
    status = docent_flush(client, DOCENT_FLUSH_DELIVERED, static_cast<uint32_t>(left));
    progress.show(client, lines, "delivering");
  }
  return status;
}

void print_ledger(docent_client* client) {
  docent_text* json = nullptr;
  if (docent_ledger(client, 10'000, &json) == DOCENT_OK) {
    std::printf("%s\n", docent_text_data(json));
    std::fflush(stdout);
  }
  docent_text_destroy(json);
}

// The SDK on event time.
int replay(SendOptions& o) {
  if (o.clock != "events") return usage("--decisions needs --clock events");
  if (o.decisions.empty()) return usage("--clock events needs --decisions FILE (- for standard output)");
  if (!o.endpoint.empty()) return usage("with --clock events nothing is sent: leave out --endpoint");
  if (o.data_dir.empty()) return usage("--data-dir needs a directory");
  if (o.replay.events.empty()) o.replay.events = "-";
  if (const std::string wrong = o.replay.check(); !wrong.empty()) return usage(wrong);
  return send_decisions(o.replay, o.data_dir, o.user, o.decisions);
}

}  // namespace

int send(const std::vector<std::string>& words) {
  SendOptions o;
  int code = exit_ok;
  Arguments arguments;
  arguments.value("--endpoint", &o.endpoint)
      .value("--write-key", &o.write_key)
      .value("--data-dir", &o.data_dir)
      .value("--consent", &o.consent)
      .flag("--ack", &o.ack)
      .flag("--flush", &o.flush)
      .value("--timeout", &o.timeout)
      .value("--rate", &o.rate)
      .flag("--sessions", &o.sessions)
      .value("--flush-interval", &o.flush_interval)
      .value("--journal-bytes", &o.journal_bytes)
      .value("--max-disk-bytes", &o.max_disk_bytes)
      .value("--ca-file", &o.ca_file)
      .value("--proxy", &o.proxy)
      .flag("--allow-insecure", &o.allow_insecure)
      .flag("--verbose", &o.verbose)
      .value("--clock", &o.clock)
      .value("--decisions", &o.decisions)
      .value("--user", &o.user);
  const bool parsed = o.replay.declare(arguments).parse("send", help, words, code);
  if (!parsed) return code;
  if (!o.clock.empty() || !o.decisions.empty()) return replay(o);
  const auto rate = o.rate.empty() ? std::optional<int64_t>(0) : parse_number(o.rate, 1, 10'000'000);
  if (!rate) return usage("--rate takes 1 to 10000000 events a second");
  if (!o.timeout.empty() && !parse_number(o.timeout, 0, 1'000'000'000)) return usage("--timeout takes seconds");
  docent_client* client = open_client(o, code);
  if (client == nullptr) return code;

  struct sigaction action {};
  action.sa_handler = on_signal;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);

  Lines lines;
  EventLine event;
  Progress progress;
  std::string_view line;
  std::string reason;
  uint64_t number = 0;
  uint64_t recorded = 0;
  uint64_t refused = 0;
  bool too_long = false;
  const auto begin = steady_clock::now();
  while (lines.next(line, too_long) && interrupted == 0) {
    number++;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() && !too_long) continue;
    if (too_long) reason = "longer than 1 MiB";
    docent_status status = DOCENT_INVALID_JSON;
    if (!too_long && event.read(line, reason)) {
      status = record_patiently(event, client);
      if (status != DOCENT_OK) reason = reason_of(status);
    }
    if (status != DOCENT_OK) {
      refused++;
      std::fprintf(stderr, "docent send: line %llu: %s\n", static_cast<unsigned long long>(number), reason.c_str());
    } else {
      recorded++;
      if (o.ack && !acknowledge(number)) break;
    }
    if ((number & 1023) == 0) progress.show(client, number, "sending");
    if (*rate > 0) std::this_thread::sleep_until(begin + std::chrono::nanoseconds(static_cast<int64_t>(recorded) * 1'000'000'000 / *rate));
  }

  docent_status delivered = DOCENT_OK;
  if (o.flush && interrupted == 0) {
    delivered = deliver(client, o, number, progress);
    if (delivered != DOCENT_OK) std::fprintf(stderr, "docent send: not everything was delivered: %s\n", docent_status_name(delivered));
    print_ledger(client);
  }
  progress.done();
  docent_client_close(client, o.flush ? 500 : 2000);
  if (refused > 0)
    std::fprintf(stderr, "docent send: %llu of %llu lines were refused\n", static_cast<unsigned long long>(refused),
                 static_cast<unsigned long long>(number));
  if (delivered != DOCENT_OK) return exit_timeout;
  return refused > 0 ? exit_refused : exit_ok;
}

}  // namespace docent::cli
