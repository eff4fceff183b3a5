// A stranger's C++17 program: the same as consumer.c through the C++ wrapper.
#include <docent/docent.hpp>

#include <iostream>

namespace {

int fail(const char* what, const docent::Status& status) {
  std::cerr << what << ": " << status.message() << '\n';
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return fail("usage: consumer DATA_DIR", DOCENT_INVALID);
  if (docent_abi_version() != DOCENT_ABI_VERSION) return fail("header and library differ", DOCENT_INVALID);

  auto client = docent::Client::open(docent::Options("package-test").data_dir(argv[1]).consent(docent::Consent::all()));
  if (!client) return fail("open", client.status());
  const docent::Status tracked = client->track("table_inserted", {{"source", "menu"}, {"rows", 3}});
  if (!tracked) return fail("track", tracked);
  const docent::Status durable = client->flush(docent::Flush::durable, docent::Milliseconds(5000));
  if (!durable) return fail("flush", durable);
  const auto stats = client->stats();
  if (!stats) return fail("stats", stats.status());
  if (stats->accepted < 1 || stats->durable_lag_ms != 0) return fail("the event is not in the statistics", DOCENT_INTERNAL);
  std::cout << "C++: docent " << docent_version() << ", " << stats->accepted << " accepted\n";
}
