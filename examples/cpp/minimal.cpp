// The README's example as a program: minimal [ENDPOINT]. Without an endpoint nothing leaves the machine.
#include <docent/docent.hpp>

#include <cstdio>
#include <string>

int main(int argc, char** argv) {
  docent::Options options("WRITE_KEY");
  if (argc > 1) options.endpoint(argv[1]);
  if (argc > 2) options.data_dir(argv[2]);
  options.consent(docent::Consent::all());  // ask your user first
  auto client = docent::Client::open(options);
  if (!client) {
    std::fprintf(stderr, "%s\n", client.status().message().c_str());
    return 1;
  }
  const docent_status tracked = client->track("table_inserted", {{"source", "menu"}, {"rows", 3}});
  std::printf("track: %s\n", docent_status_name(tracked));
  while (auto tip = client->poll()) {
    std::printf("%s: %s\n", std::string(tip->title()).c_str(), std::string(tip->body()).c_str());
    client->report(*tip, docent::Outcome::shown);
  }
  return tracked == DOCENT_OK ? 0 : 1;
}
