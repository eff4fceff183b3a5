// The reports, one file each; docs/reports.md has their definitions, parameters and columns. Pure functions of what they are given; any thread.
#pragma once

#include "analytics/report.h"

namespace docent::server {

using Tables = core::Result<std::vector<ReportTable>>;

// All of them, in the order of docs/reports.md.
const std::vector<ReportEntry>& all_reports();

Tables trends(const EventView& view, const Calendar& calendar, const Parameters& parameters);
Tables features(const EventView& view, const Calendar& calendar, const Parameters& parameters);
Tables funnel(const EventView& view, const Calendar& calendar, const Parameters& parameters);
Tables retention(const EventView& view, const Calendar& calendar, const Parameters& parameters);
Tables life_cycle(const EventView& view, const Calendar& calendar, const Parameters& parameters);
Tables sessions(const EventView& view, const Calendar& calendar, const Parameters& parameters);
Tables paths(const EventView& view, const Calendar& calendar, const Parameters& parameters);

}  // namespace docent::server
