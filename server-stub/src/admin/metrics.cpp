#include "admin/metrics.h"

#include <string_view>

#include "json/writer.h"
#include "version.h"

namespace docent::server {
namespace {

class Page {
 public:
  void family(std::string_view name, std::string_view type, std::string_view help) {
    text_.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ").append(name).append(" ").append(type).append("\n");
  }
  void sample(std::string_view name, std::string_view labels, uint64_t value) {
    text_.append(name).append(labels).append(" ");
    core::append_json_uint(text_, value);
    text_.push_back('\n');
  }
  void single(std::string_view name, std::string_view type, std::string_view help, uint64_t value) {
    family(name, type, help);
    sample(name, "", value);
  }
  void seconds(std::string_view name, std::string_view help, uint64_t ns) {
    family(name, "counter", help);
    text_.append(name).append(" ");
    core::append_json_double(text_, static_cast<double>(ns) * 1e-9);
    text_.push_back('\n');
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

}  // namespace

void Metrics::count_reply(int status) noexcept {
  const auto index = static_cast<std::size_t>(status - first_status);
  if (index < replies_.size()) replies_[index].fetch_add(1, std::memory_order_relaxed);
}

std::string Metrics::render(const StoreStats& store, int64_t strategy_version) const {
  Page page;
  page.family("docent_build_info", "gauge", "The version of this server");
  page.sample("docent_build_info", std::string(R"({version=")") + version + R"("})", 1);
  page.family("docent_events_total", "counter", "Events since the start, by what became of them");
  page.sample("docent_events_total", R"({result="accepted"})", store.accepted);
  page.sample("docent_events_total", R"({result="duplicate"})", store.duplicates);
  page.sample("docent_events_total", R"({result="rejected"})", store.rejected);
  page.sample("docent_events_total", R"({result="erased"})", store.erased);
  page.family("docent_http_replies_total", "counter", "Replies by status");
  for (std::size_t i = 0; i < replies_.size(); i++)
    if (const uint64_t n = replies_[i]; n > 0)
      page.sample("docent_http_replies_total", R"({status=")" + std::to_string(i + first_status) + R"("})", n);
  page.single("docent_http_body_bytes_total", "counter", "Bytes of request bodies, as on the wire", body_bytes);
  page.single("docent_http_timeouts_total", "counter", "Requests that were too slow", timeouts);
  page.single("docent_connections_opened_total", "counter", "Connections accepted", connections_opened);
  page.single("docent_connections_refused_total", "counter", "Connections refused because there were too many", connections_refused);
  page.single("docent_connections", "gauge", "Connections open now", static_cast<uint64_t>(std::max<int64_t>(0, connections_open)));
  page.single("docent_export_pages_total", "counter", "Pieces of /api/export sent", export_pages);
  page.single("docent_store_commits_total", "counter", "Transactions committed", store.commits);
  page.single("docent_store_failures_total", "counter", "Transactions that failed", store.failures);
  page.seconds("docent_store_commit_seconds_total", "Time spent in transactions", store.commit_ns);
  page.single("docent_store_queue_jobs", "gauge", "Requests waiting to be stored", store.queued_jobs);
  page.single("docent_store_queue_bytes", "gauge", "Bytes waiting to be stored", store.queued_bytes);
  page.single("docent_store_disk_bytes", "gauge", "Bytes of the database and its log", store.bytes_on_disk);
  page.single("docent_strategy_version", "gauge", "The published strategy, 0 when there is none", static_cast<uint64_t>(strategy_version));
  return page.take();
}

}  // namespace docent::server
