#include "rules/program.h"

#include "json/pointer.h"

namespace docent::core::rules {

std::string node_pointer(const Program& program, uint32_t node) {
  std::vector<uint32_t> path;  // from the node up
  for (uint32_t i = node; i < program.nodes.size() && program.nodes[i].parent != RuleNode::none; i = program.nodes[i].parent) path.push_back(i);
  std::string pointer;
  for (auto i = path.rbegin(); i != path.rend(); ++i) {
    const RuleNode& child = program.nodes[*i];
    const RuleNode& parent = program.nodes[child.parent];
    if (!parent.name.empty()) append_pointer(pointer, parent.name);
    if (child.position >= 0) append_pointer(pointer, static_cast<std::size_t>(child.position));
    if (child.part >= 0) append_pointer(pointer, static_cast<std::size_t>(child.part));
  }
  return pointer;
}

}  // namespace docent::core::rules
