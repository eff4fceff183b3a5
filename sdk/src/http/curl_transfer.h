// One exchange on a libcurl easy handle: its options, what arrives, how it ended, and where a redirect leads. Owned by CurlClient; same thread.
#pragma once

#include <curl/curl.h>

#include <chrono>
#include <string>
#include <string_view>

#include "http/http_client.h"
#include "http/url_policy.h"

namespace docent::core {

// The same for all requests of a client.
struct CurlSettings {
  bool allow_insecure = false;
  std::string ca_file;
  std::string http_proxy;  // "": none
  std::string https_proxy;
  std::string no_proxy;
};

class CurlTransfer {
 public:
  CurlTransfer(uint64_t id, HttpRequest request, CheckedUrl url);
  ~CurlTransfer();
  CurlTransfer(const CurlTransfer&) = delete;
  CurlTransfer& operator=(const CurlTransfer&) = delete;

  // Sets the handle up for the next hop; false: no memory.
  bool prepare(const CurlSettings& settings);
  CURL* handle() const noexcept { return easy_; }
  uint64_t id() const noexcept { return id_; }
  // The hop ended. True: prepare() and send again, it was redirected. False: `reply()` is complete.
  bool finish(CURLcode result, const CurlSettings& settings);
  HttpReply& reply() noexcept { return reply_; }
  void fail(HttpError error, std::string text);

 private:
  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self) noexcept;
  static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self) noexcept;
  bool guarded_add(bool (CurlTransfer::*add)(std::string_view), std::string_view bytes) noexcept;
  bool add_body(std::string_view bytes);
  bool add_header_line(std::string_view line);
  bool set_headers();
  void set_body();
  void set_route(const CurlSettings& settings);
  int64_t remaining_ms() const;
  bool follow(const CurlSettings& settings);

  uint64_t id_;
  HttpRequest request_;
  CheckedUrl url_;
  CURL* easy_ = nullptr;
  curl_slist* headers_ = nullptr;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  HttpReply reply_;
  std::size_t header_bytes_ = 0;
  int redirects_ = 0;
  bool header_whole_ = false;
  bool oversize_ = false;
  char error_[CURL_ERROR_SIZE] = {};
};

}  // namespace docent::core
