// How events are called in reports: a track event by its name, a screen "screen:NAME", a page "page:NAME", the others "identify", "group", "alias".
// Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analytics/report.h"
#include "store/event_table.h"

namespace docent::server {

std::string label_of(const EventTable::What& what);
// A name as it stands in a path through the application: without what is only an id. Parts between slashes that are numbers, or hexadecimal of 16
// digits and more (UUIDs too), become "*".
std::string cleaned_name(std::string_view label);

// By kind: bit i is set when the kind is called names[i]. A kind may have several. At most max_named_events names.
std::vector<uint32_t> masks_of(const EventTable& table, const std::vector<std::string>& names);
// By kind: whether it is an event that users cause by themselves: all but identify, group and alias.
std::vector<uint32_t> masks_of_all(const EventTable& table);

}  // namespace docent::server
