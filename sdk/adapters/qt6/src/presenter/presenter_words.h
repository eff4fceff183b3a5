// presenter/presenter_words.h: what the presenter says of its own.
#pragma once

#include "look/words.h"

namespace docent::qt::words {

inline constexpr Words whatWasThat{"What was that tip?", "刚才的提示是什么？", "ماذا كانت تلك النصيحة؟"};
inline constexpr Words noAnswer{"This is not an answer to this question. Please look again.", "这不是对此问题的有效回答，请再检查一下。",
                                "هذه ليست إجابة عن هذا السؤال. يرجى التحقق منها."};
inline constexpr Words notKept{"Your answer could not be kept. Please try again.", "您的回答未能保存，请重试。",
                               "تعذّر حفظ إجابتك. يرجى المحاولة مرة أخرى."};

}  // namespace docent::qt::words
