// Which text a user gets: BCP 47 look-up (RFC 4647, section 3.4) with the document's default locale at the end. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "json/value.h"

namespace docent::core {

// "zh_CN.UTF-8" → zh-CN, zh, then the default: zh-Hant-TW gives zh-Hant-TW, zh-Hant, zh, en. "C", "POSIX" and "" give the default only.
std::vector<std::string> locale_chain(std::string_view locale, std::string_view default_locale);

struct LocalizedText {
  std::string_view locale;      // as the document writes it
  const Value* text = nullptr;  // a string, or an object such as {title, body}; nullptr: in none of the locales
};
// `texts` is {locale: text}. Tags are compared without case.
LocalizedText resolve_text(const Value& texts, const std::vector<std::string>& chain) noexcept;

}  // namespace docent::core
