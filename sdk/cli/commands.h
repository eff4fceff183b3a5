// The subcommands of `docent`. Each takes the words behind its name and returns the exit code of the process.
#pragma once

#include <string>
#include <vector>

namespace docent::cli {

int send(const std::vector<std::string>& words);
int inspect(const std::vector<std::string>& words);
int eval(const std::vector<std::string>& words);
int explain(const std::vector<std::string>& words);
int lint(const std::vector<std::string>& words);
int simulate(const std::vector<std::string>& words);

}  // namespace docent::cli
