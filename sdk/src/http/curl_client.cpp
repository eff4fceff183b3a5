#include "http/curl_client.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <climits>
#include <cstdlib>
#include <fstream>
#include <thread>
#include <utility>

#include "http/curl_transfer.h"
#include "model/limits.h"

namespace docent::core {
namespace {

constexpr std::size_t max_extra_fds = 8;

std::string environment(std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return value;
  return {};
}

// The usual variables by the usual rules; HTTP_PROXY in capitals is left out because a CGI client can set it.
CurlSettings settings_of(const CurlOptions& options) {
  CurlSettings settings;
  settings.allow_insecure = options.allow_insecure;
  settings.ca_file = options.ca_file;
  if (options.proxy) {
    settings.http_proxy = settings.https_proxy = *options.proxy;
  } else {
    settings.http_proxy = environment({"http_proxy", "all_proxy", "ALL_PROXY"});
    settings.https_proxy = environment({"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"});
    settings.no_proxy = environment({"no_proxy", "NO_PROXY"});
  }
  return settings;
}

}  // namespace

struct CurlClient::Impl {
  CURLM* multi = nullptr;
  CurlSettings settings;
  uint64_t last_id = 0;
  std::vector<std::unique_ptr<CurlTransfer>> transfers;
  std::vector<HttpReply> finished;

  ~Impl() {
    for (auto& transfer : transfers) curl_multi_remove_handle(multi, transfer->handle());
    transfers.clear();
    if (multi != nullptr) curl_multi_cleanup(multi);
  }

  void fail(uint64_t id, HttpError error, std::string text) {
    HttpReply reply;
    reply.id = id;
    reply.error = error;
    reply.error_text = std::move(text);
    finished.push_back(std::move(reply));
  }

  // Moves every transfer on as far as its socket allows.
  void drive() {
    int running = 0;
    curl_multi_perform(multi, &running);
    int left = 0;
    while (CURLMsg* message = curl_multi_info_read(multi, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      char* self = nullptr;
      const CURLcode result = message->data.result;  // the message does not outlive the removal
      curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &self);
      end_hop(*reinterpret_cast<CurlTransfer*>(self), result);
    }
  }

  void end_hop(CurlTransfer& transfer, CURLcode result) {
    const bool again = transfer.finish(result, settings);
    curl_multi_remove_handle(multi, transfer.handle());
    if (again) {
      if (transfer.prepare(settings) && curl_multi_add_handle(multi, transfer.handle()) == CURLM_OK) return;
      transfer.fail(HttpError::other, "no memory for a request");
    }
    finished.push_back(std::move(transfer.reply()));
    std::erase_if(transfers, [&](const auto& t) { return t.get() == &transfer; });
  }
};

CurlClient::CurlClient(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
CurlClient::~CurlClient() = default;

Result<std::unique_ptr<CurlClient>> CurlClient::create(CurlOptions options) {
  static const CURLcode global = curl_global_init(CURL_GLOBAL_DEFAULT);  // once, under the lock of a static's initialisation
  if (global != CURLE_OK) return Status(Code::internal, std::string("libcurl does not start: ") + curl_easy_strerror(global));
  if (!options.ca_file.empty() && std::ifstream(options.ca_file).peek() == std::ifstream::traits_type::eof())
    return Status(Code::invalid, "the certificate file " + options.ca_file + " cannot be read or is empty");
  auto impl = std::make_unique<Impl>();
  impl->settings = settings_of(options);
  impl->multi = curl_multi_init();
  if (impl->multi == nullptr) return Status(Code::no_memory, "no memory for libcurl");
  curl_multi_setopt(impl->multi, CURLMOPT_MAXCONNECTS, static_cast<long>(limits::max_idle_connections));
  return std::unique_ptr<CurlClient>(new CurlClient(std::move(impl)));
}

uint64_t CurlClient::start(HttpRequest request) {
  const uint64_t id = ++impl_->last_id;
  auto url = check_url(request.url, impl_->settings.allow_insecure);
  if (!url.ok()) {
    impl_->fail(id, HttpError::refused, url.status().message());
    return id;
  }
  auto transfer = std::make_unique<CurlTransfer>(id, std::move(request), std::move(*url));
  if (!transfer->prepare(impl_->settings) || curl_multi_add_handle(impl_->multi, transfer->handle()) != CURLM_OK) {
    impl_->fail(id, HttpError::other, "no memory for a request");
    return id;
  }
  impl_->transfers.push_back(std::move(transfer));
  impl_->drive();  // on a connection that is open the request leaves now, not at the next wait
  return id;
}

void CurlClient::cancel(uint64_t id) {
  std::erase_if(impl_->finished, [&](const HttpReply& reply) { return reply.id == id; });
  const auto it = std::find_if(impl_->transfers.begin(), impl_->transfers.end(), [&](const auto& t) { return t->id() == id; });
  if (it == impl_->transfers.end()) return;
  curl_multi_remove_handle(impl_->multi, (*it)->handle());
  impl_->transfers.erase(it);
}

std::size_t CurlClient::in_flight() const noexcept { return impl_->transfers.size() + impl_->finished.size(); }

void CurlClient::wait(int64_t timeout_ms, std::span<const int> fds, std::vector<HttpReply>& replies) {
  using clock = std::chrono::steady_clock;
  const auto deadline = clock::now() + std::chrono::milliseconds(std::clamp<int64_t>(timeout_ms, 0, INT_MAX));
  std::array<curl_waitfd, max_extra_fds> extra{};
  const auto count = static_cast<unsigned>(std::min(fds.size(), max_extra_fds));
  for (bool readable = false;;) {
    impl_->drive();
    if (!impl_->finished.empty()) {
      std::move(impl_->finished.begin(), impl_->finished.end(), std::back_inserter(replies));
      impl_->finished.clear();
      return;
    }
    if (readable || timeout_ms == 0) return;
    int64_t slice = INT_MAX;
    if (timeout_ms > 0) {
      slice = std::chrono::ceil<std::chrono::milliseconds>(deadline - clock::now()).count();
      if (slice <= 0) return;
    }
    for (unsigned i = 0; i < count; i++) extra[i] = {fds[i], CURL_WAIT_POLLIN, 0};
    if (curl_multi_poll(impl_->multi, extra.data(), count, static_cast<int>(slice), nullptr) != CURLM_OK) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));  // out of memory: do not spin
      return;
    }
    readable = std::any_of(extra.begin(), extra.begin() + count, [](const curl_waitfd& w) { return w.revents != 0; });
  }
}

}  // namespace docent::core
