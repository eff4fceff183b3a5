/* A stranger's C99 program: opens a client in the folder given, tracks one event, makes it durable, reads it back from the statistics. */
#include <docent/docent.h>

#include <stdio.h>

static int fail(const char* what, docent_status status) {
  fprintf(stderr, "%s: %s\n", what, docent_status_name(status));
  return 1;
}

int main(int argc, char** argv) {
  if (argc != 2) return fail("usage: consumer DATA_DIR", DOCENT_INVALID);
  if (docent_abi_version() != DOCENT_ABI_VERSION) return fail("header and library differ", DOCENT_INVALID);

  docent_options* options = docent_options_create("package-test", DOCENT_AUTO_LEN);
  docent_options_set_data_dir(options, argv[1], DOCENT_AUTO_LEN);
  docent_options_set_consent(options, DOCENT_CONSENT_ANALYTICS | DOCENT_CONSENT_GUIDANCE);
  docent_client* client = NULL;
  docent_error* error = NULL;
  docent_status status = docent_client_open(options, &client, &error);
  docent_options_destroy(options);
  if (status != DOCENT_OK) {
    fprintf(stderr, "%s\n", docent_error_message(error));
    docent_error_destroy(error);
    return fail("open", status);
  }

  docent_property properties[2];
  properties[0] = docent_string("source", "menu");
  properties[1] = docent_int("rows", 3);
  status = docent_track(client, "table_inserted", DOCENT_AUTO_LEN, properties, 2);
  if (status != DOCENT_OK) return fail("track", status);
  status = docent_flush(client, DOCENT_FLUSH_DURABLE, 5000);
  if (status != DOCENT_OK) return fail("flush", status);

  docent_stats stats;
  stats.struct_size = sizeof stats;
  status = docent_stats_get(client, &stats);
  if (status != DOCENT_OK) return fail("stats", status);
  if (stats.accepted < 1 || stats.durable_lag_ms != 0) return fail("the event is not in the statistics", DOCENT_INTERNAL);
  docent_client_close(client, 2000);
  printf("C: docent %s, %llu accepted\n", docent_version(), (unsigned long long)stats.accepted);
  return 0;
}
