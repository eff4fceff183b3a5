/* A plug-in that uses the copy of Docent it was linked with: opens a client, tracks `count` events, reports how many were accepted. */
#include <docent/docent.h>

docent_client* plugin_open(const char* data_dir);
int plugin_track(docent_client* client, int count);
unsigned long long plugin_accepted(docent_client* client);
void plugin_close(docent_client* client);

docent_client* plugin_open(const char* data_dir) {
  docent_client* client = NULL;
  docent_options* options = docent_options_create("two-copies", DOCENT_AUTO_LEN);
  docent_options_set_data_dir(options, data_dir, DOCENT_AUTO_LEN);
  docent_options_set_consent(options, DOCENT_CONSENT_ANALYTICS | DOCENT_CONSENT_GUIDANCE);
  docent_client_open(options, &client, NULL);
  docent_options_destroy(options);
  return client;
}

int plugin_track(docent_client* client, int count) {
  int i;
  for (i = 0; i < count; i++) {
    if (docent_track(client, "plugin_used", DOCENT_AUTO_LEN, NULL, 0) != DOCENT_OK) return 0;
  }
  return docent_flush(client, DOCENT_FLUSH_DURABLE, 5000) == DOCENT_OK;
}

unsigned long long plugin_accepted(docent_client* client) {
  docent_stats stats;
  stats.struct_size = sizeof stats;
  return docent_stats_get(client, &stats) == DOCENT_OK ? (unsigned long long)stats.accepted : 0;
}

void plugin_close(docent_client* client) { docent_client_close(client, 2000); }
