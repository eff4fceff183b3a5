#include "http/curl_transfer.h"

#include <algorithm>
#include <utility>

#include "model/limits.h"

namespace docent::core {
namespace {

HttpError classify(CURLcode code) noexcept {
  switch (code) {
    case CURLE_OK: return HttpError::none;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY: return HttpError::resolve;
    case CURLE_COULDNT_CONNECT:
    case CURLE_PROXY: return HttpError::connect;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_ENGINE_NOTFOUND:
    case CURLE_SSL_ENGINE_SETFAILED:
    case CURLE_USE_SSL_FAILED: return HttpError::tls;
    case CURLE_OPERATION_TIMEDOUT: return HttpError::timeout;
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR: return HttpError::reset;
    case CURLE_FILESIZE_EXCEEDED: return HttpError::too_large;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM: return HttpError::malformed;
    default: return HttpError::other;
  }
}

bool is_redirect(int status) noexcept { return status == 301 || status == 302 || status == 303 || status == 307 || status == 308; }

std::string_view trim(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r' || text.back() == '\n')) text.remove_suffix(1);
  return text;
}

}  // namespace

CurlTransfer::CurlTransfer(uint64_t id, HttpRequest request, CheckedUrl url) : id_(id), request_(std::move(request)), url_(std::move(url)) {
  reply_.id = id;
}

CurlTransfer::~CurlTransfer() {
  if (easy_ != nullptr) curl_easy_cleanup(easy_);
  curl_slist_free_all(headers_);
}

bool CurlTransfer::prepare(const CurlSettings& settings) {
  if (easy_ == nullptr) {
    easy_ = curl_easy_init();
    if (easy_ == nullptr || !set_headers()) return false;
    curl_easy_setopt(easy_, CURLOPT_PRIVATE, this);
    curl_easy_setopt(easy_, CURLOPT_ERRORBUFFER, error_);
    curl_easy_setopt(easy_, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, headers_);
    curl_easy_setopt(easy_, CURLOPT_WRITEFUNCTION, &CurlTransfer::on_body);
    curl_easy_setopt(easy_, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(easy_, CURLOPT_HEADERFUNCTION, &CurlTransfer::on_header);
    curl_easy_setopt(easy_, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(easy_, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(easy_, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy_, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(request_.max_reply_bytes));
    curl_easy_setopt(easy_, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request_.connect_timeout_ms));
    curl_easy_setopt(easy_, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(easy_, CURLOPT_LOW_SPEED_TIME, static_cast<long>(limits::stalled_transfer_ms / 1000));
    curl_easy_setopt(easy_, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy_, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(easy_, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!settings.ca_file.empty()) {
      curl_easy_setopt(easy_, CURLOPT_CAINFO, settings.ca_file.c_str());
      curl_easy_setopt(easy_, CURLOPT_CAPATH, nullptr);  // in place of the system's, not beside them
    }
#if LIBCURL_VERSION_NUM >= 0x075700
    curl_easy_setopt(easy_, CURLOPT_QUICK_EXIT, 1L);  // cancelling during a name look-up leaves the resolver's thread to itself instead of joining it
#endif
    set_body();
  }
  set_route(settings);
  curl_easy_setopt(easy_, CURLOPT_TIMEOUT_MS, static_cast<long>(remaining_ms()));
  return true;
}

bool CurlTransfer::set_headers() {
  const auto add = [&](const std::string& line) {
    curl_slist* longer = curl_slist_append(headers_, line.c_str());
    if (longer == nullptr) return false;
    headers_ = longer;
    return true;
  };
  for (const auto& [name, value] : request_.headers)
    if (!add(name + ": " + value)) return false;
  return add("Expect:");
}

void CurlTransfer::set_body() {
  if (request_.method == "GET") {
    curl_easy_setopt(easy_, CURLOPT_HTTPGET, 1L);
    return;
  }
  curl_easy_setopt(easy_, CURLOPT_POST, 1L);
  curl_easy_setopt(easy_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
  curl_easy_setopt(easy_, CURLOPT_POSTFIELDS, request_.body.data());  // not copied
  if (request_.method != "POST") curl_easy_setopt(easy_, CURLOPT_CUSTOMREQUEST, request_.method.c_str());
}

// The proxy is always set explicitly, so that libcurl never reads the environment on this thread while the host may change it on another.
void CurlTransfer::set_route(const CurlSettings& settings) {
  curl_easy_setopt(easy_, CURLOPT_URL, url_.url.c_str());
  curl_easy_setopt(easy_, CURLOPT_NOPROXY, settings.no_proxy.c_str());
  const char* proxy = url_.loopback ? "" : url_.https ? settings.https_proxy.c_str() : settings.http_proxy.c_str();
  curl_easy_setopt(easy_, CURLOPT_PROXY, proxy);
}

int64_t CurlTransfer::remaining_ms() const {
  const auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun_).count();
  return std::max<int64_t>(1, request_.timeout_ms - passed);
}

std::size_t CurlTransfer::on_body(char* data, std::size_t size, std::size_t count, void* self) noexcept {
  const std::size_t bytes = size * count;
  return static_cast<CurlTransfer*>(self)->guarded_add(&CurlTransfer::add_body, {data, bytes}) ? bytes : 0;
}

std::size_t CurlTransfer::on_header(char* data, std::size_t size, std::size_t count, void* self) noexcept {
  const std::size_t bytes = size * count;
  return static_cast<CurlTransfer*>(self)->guarded_add(&CurlTransfer::add_header_line, {data, bytes}) ? bytes : 0;
}

// Exhausted memory ends the transfer, never the process: no exception passes through libcurl.
bool CurlTransfer::guarded_add(bool (CurlTransfer::*add)(std::string_view), std::string_view bytes) noexcept try {
  return (this->*add)(bytes);
} catch (...) {
  return false;
}

bool CurlTransfer::add_body(std::string_view bytes) {
  if (bytes.size() > request_.max_reply_bytes - reply_.body.size()) {
    oversize_ = true;
    return false;
  }
  reply_.body.append(bytes);
  return true;
}

bool CurlTransfer::add_header_line(std::string_view line) {
  header_bytes_ += line.size();
  if (header_bytes_ > limits::max_reply_header_bytes) {
    oversize_ = true;
    return false;
  }
  if (line.starts_with("HTTP/")) {  // a status line: what came before was an interim reply
    reply_.headers.clear();
    header_whole_ = false;
    return true;
  }
  if (trim(line).empty()) header_whole_ = true;
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return true;
  std::string name(line.substr(0, colon));
  for (char& c : name)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  reply_.headers.emplace_back(std::move(name), std::string(trim(line.substr(colon + 1))));
  return true;
}

bool CurlTransfer::finish(CURLcode result, const CurlSettings& settings) {
  long status = 0;
  long request_bytes = 0;
  curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(easy_, CURLINFO_REQUEST_SIZE, &request_bytes);
  reply_.sent = reply_.sent || request_bytes > 0;
  if (oversize_) {
    fail(HttpError::too_large, "the reply is longer than " + std::to_string(request_.max_reply_bytes) + " bytes");
    return false;
  }
  if (result != CURLE_OK) {
    fail(classify(result), error_[0] != '\0' ? error_ : curl_easy_strerror(result));
    return false;
  }
  if (!header_whole_) {  // libcurl takes a header that ends with the connection for a whole one
    fail(HttpError::reset, "the connection ended within the reply's header");
    return false;
  }
  reply_.status = static_cast<int>(status);
  return is_redirect(reply_.status) && follow(settings);
}

bool CurlTransfer::follow(const CurlSettings& settings) {
  const std::string location(reply_.header("location"));
  if (location.empty()) {
    fail(HttpError::redirect, "a redirect without a location");
    return false;
  }
  if (reply_.status == 303 && request_.method != "GET") {
    fail(HttpError::redirect, "redirected to a page (303)");
    return false;
  }
  if (redirects_++ >= limits::max_redirects) {
    fail(HttpError::redirect, "redirected more than " + std::to_string(limits::max_redirects) + " times");
    return false;
  }
  auto target = check_redirect(url_, location, settings.allow_insecure);
  if (!target.ok()) {
    fail(HttpError::redirect, target.status().message());
    return false;
  }
  url_ = std::move(*target);
  reply_.status = 0;
  reply_.headers.clear();
  reply_.body.clear();
  header_bytes_ = 0;
  header_whole_ = false;
  return true;
}

void CurlTransfer::fail(HttpError error, std::string text) {
  reply_.error = error;
  reply_.error_text = std::move(text);
  reply_.status = 0;
  reply_.headers.clear();
  reply_.body.clear();
}

}  // namespace docent::core
