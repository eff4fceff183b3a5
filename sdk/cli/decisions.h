// `docent send --clock events --decisions FILE`: the real SDK on event time. What the simulator says must be what it does.
#pragma once

#include <string>

#include "replay_options.h"

namespace docent::cli {

// Plays the recording of one user (the only one, when `user` is empty) through a client of its own on `data_dir` and writes each decision as a line
// of JSON. Returns the exit code; what is wrong was printed.
int send_decisions(const ReplayOptions& options, const std::string& data_dir, const std::string& user, const std::string& decisions);

}  // namespace docent::cli
