// presenter/presenter_words.h: what the presenter says of its own.
#pragma once

#include "look/words.h"

namespace docent::qt::words {

inline constexpr Words whatWasThat{"What was that tip?", "刚才的提示是什么？", "ماذا كانت تلك النصيحة؟"};

}  // namespace docent::qt::words
