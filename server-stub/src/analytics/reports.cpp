#include "analytics/reports.h"

namespace docent::server {

const std::vector<ReportEntry>& all_reports() {
  static const std::vector<ReportEntry> reports{
      {"trends", trends, "events unit",
       "A rise that persons do not share is a few people doing more; one that events do not share is more people doing it once. Look at what was "
       "released "
       "or announced on the days where the line bends."},
      {"features", features, "events limit",
       "Much adoption with few days is tried and left: ask those persons why. Few persons with many days is a feature that deserves to be shown to "
       "others: "
       "a tip or a recommendation does that."},
      {"funnel", funnel, "steps order within exclude",
       "The step with the lowest share of the one before is where most are lost; a long median there says that it is hard, a short one that it is "
       "refused. "
       "Guide them at that step, and compare the period after with the one before."},
      {"retention", retention, "start return unit mode",
       "A line that becomes level is a product that some keep; one that falls to nothing is visited, not used. Compare cohorts of releases: the "
       "newer ones "
       "should lie above."},
      {"life-cycle", life_cycle, "unit",
       "A healthy product has more new and resurrecting persons than dormant ones. When dormant grows after a release, look at its friction and "
       "feedback first."},
      {"sessions", sessions, "unit gap",
       "Longer sessions are good where people work, and bad where they search. Read them together with what was finished in them."},
      {"paths", paths, "events start end steps limit gap",
       "Thick links that turn back or end early are places where people do not find what they want. Start a tour or a tip there, or move what they "
       "look for."},
  };
  return reports;
}

}  // namespace docent::server
