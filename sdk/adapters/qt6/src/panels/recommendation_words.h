// panels/recommendation_words.h: the recommendation panel's own words, in English, Chinese and Arabic. Values only.
#pragma once

#include "look/words.h"

namespace docent::qt {

inline constexpr Words tryIt{"Try it", "试一试", "جرّبه"};
inline constexpr Words notForMe{"Not for me", "不感兴趣", "لا يهمّني"};
inline constexpr Words because{"Why: %1", "原因：%1", "السبب: %1"};

}  // namespace docent::qt
