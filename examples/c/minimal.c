/* The README's example as a program: minimal [ENDPOINT]. Without an endpoint nothing leaves the machine. */
#include <docent/docent.h>
#include <stdio.h>

int main(int argc, char** argv) {
  docent_options* o = docent_options_create("WRITE_KEY", DOCENT_AUTO_LEN);
  if (argc > 1) docent_options_set_endpoint(o, argv[1], DOCENT_AUTO_LEN);
  if (argc > 2) docent_options_set_data_dir(o, argv[2], DOCENT_AUTO_LEN);
  docent_options_set_consent(o, DOCENT_CONSENT_ANALYTICS | DOCENT_CONSENT_GUIDANCE); /* ask your user first */
  docent_client* c = NULL;
  docent_error* err = NULL;
  if (docent_client_open(o, &c, &err) != DOCENT_OK) {
    fprintf(stderr, "%s\n", docent_error_message(err));
    docent_error_destroy(err);
    docent_options_destroy(o);
    return 1;
  }
  docent_property props[] = {docent_string("source", "menu"), docent_int("rows", 3)};
  docent_status tracked = docent_track(c, "table_inserted", DOCENT_AUTO_LEN, props, 2);
  printf("track: %s\n", docent_status_name(tracked));
  for (docent_presentation* p; (p = docent_poll(c)) != NULL; docent_presentation_destroy(p)) {
    printf("%s: %s\n", docent_presentation_title(p), docent_presentation_body(p));
    docent_presentation_report(c, p, DOCENT_OUTCOME_SHOWN, NULL, 0);
  }
  docent_client_close(c, 2000);
  docent_options_destroy(o);
  return tracked == DOCENT_OK ? 0 : 1;
}
