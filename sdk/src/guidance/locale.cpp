#include "guidance/locale.h"

#include <algorithm>

namespace docent::core {
namespace {

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_tag(std::string_view a, std::string_view b) noexcept {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

std::vector<std::string> locale_chain(std::string_view locale, std::string_view default_locale) {
  std::vector<std::string> chain;
  std::string tag(locale.substr(0, locale.find_first_of(".@")));
  std::replace(tag.begin(), tag.end(), '_', '-');
  if (tag == "C" || tag == "POSIX") tag.clear();
  while (!tag.empty()) {
    chain.push_back(tag);
    auto cut = tag.rfind('-');
    if (cut == std::string::npos) break;
    if (cut >= 2 && tag[cut - 2] == '-') cut -= 2;  // a single letter introduces what follows it and goes with it
    tag.resize(cut);
  }
  if (std::none_of(chain.begin(), chain.end(), [&](const std::string& t) { return same_tag(t, default_locale); })) chain.emplace_back(default_locale);
  return chain;
}

LocalizedText resolve_text(const Value& texts, const std::vector<std::string>& chain) noexcept {
  for (const std::string& tag : chain) {
    for (const auto& [locale, text] : texts.as_object()) {
      if (same_tag(locale, tag)) return {locale, &text};
    }
  }
  return {};
}

}  // namespace docent::core
