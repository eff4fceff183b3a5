#include "http/url_policy.h"

#include <curl/curl.h>

#include <memory>

namespace docent::core {
namespace {

struct UrlDeleter {
  void operator()(CURLU* url) const noexcept { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, UrlDeleter>;

std::string part(CURLU* url, CURLUPart which) {
  char* text = nullptr;
  if (curl_url_get(url, which, &text, 0) != CURLUE_OK || text == nullptr) return {};
  std::string copy = text;
  curl_free(text);
  return copy;
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return text;
}

Result<CheckedUrl> check_parsed(CURLU* url, bool allow_insecure) {
  CheckedUrl checked;
  const std::string scheme = lower(part(url, CURLUPART_SCHEME));
  checked.host = lower(part(url, CURLUPART_HOST));
  checked.https = scheme == "https";
  checked.loopback = is_loopback_host(checked.host);
  if (!checked.https && scheme != "http") return Status(Code::invalid, "the scheme \"" + scheme + "\" is not https");
  if (!checked.https && !checked.loopback && !allow_insecure)
    return Status(Code::invalid, "http to " + checked.host + " is refused: use https, or allow_insecure in a test rig");
  checked.url = part(url, CURLUPART_URL);
  return checked;
}

}  // namespace

bool is_loopback_host(std::string_view host) noexcept {
  if (host == "localhost" || host == "[::1]" || host == "::1") return true;
  if (!host.starts_with("127.")) return false;
  int dots = 0;
  for (const char c : host) {
    if (c == '.') dots++;
    else if (c < '0' || c > '9') return false;
  }
  return dots == 3;
}

Result<CheckedUrl> check_url(const std::string& url, bool allow_insecure) {
  const Url parsed(curl_url());
  if (!parsed) return Status(Code::no_memory, "no memory for an address");
  if (const CURLUcode code = curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), CURLU_DISALLOW_USER); code != CURLUE_OK)
    return Status(Code::invalid, std::string("not a usable address: ") + curl_url_strerror(code));
  return check_parsed(parsed.get(), allow_insecure);
}

Result<CheckedUrl> check_redirect(const CheckedUrl& from, const std::string& location, bool allow_insecure) {
  const Url parsed(curl_url());
  if (!parsed) return Status(Code::no_memory, "no memory for an address");
  CURLUcode code = curl_url_set(parsed.get(), CURLUPART_URL, from.url.c_str(), 0);
  if (code == CURLUE_OK) code = curl_url_set(parsed.get(), CURLUPART_URL, location.c_str(), CURLU_DISALLOW_USER);
  if (code != CURLUE_OK) return Status(Code::invalid, std::string("redirected to an unusable address: ") + curl_url_strerror(code));
  auto to = check_parsed(parsed.get(), allow_insecure);
  if (!to.ok()) return Status(Code::invalid, "redirected: " + to.status().message());
  if (to->host != from.host) return Status(Code::invalid, "redirected from " + from.host + " to another host, " + to->host);
  if (from.https && !to->https && !to->loopback) return Status(Code::invalid, "redirected from https to http");
  return to;
}

}  // namespace docent::core
