// panels/history_words.h: the words of the message history, in English, Chinese and Arabic. Values only.
#pragma once

#include "look/words.h"

namespace docent::qt {

inline constexpr Words historyTitle{"Tips shown so far", "已显示的提示", "النصائح التي ظهرت"};
inline constexpr Words historySearch{"Search tips", "搜索提示", "البحث في النصائح"};
inline constexpr Words historyAgain{"Show again", "再次显示", "إظهارها مجددًا"};
inline constexpr Words historyClose{"Close", "关闭", "إغلاق"};
inline constexpr Words historyEmpty{
    "Nothing was shown yet. Tips that appear while you work are kept here until you quit, so that you can look at them again.",
    "尚未显示任何提示。您工作时出现的提示会保留在这里，直到您退出应用，方便您再次查看。",
    "لم يظهر شيء بعد. تُحفَظ هنا النصائح التي تظهر أثناء عملك حتى تغلق التطبيق لتراها مجددًا."};
inline constexpr Words historyNotFound{"No tip contains these words.", "没有包含这些文字的提示。", "لا نصيحة تحتوي هذه الكلمات."};
inline constexpr Words historyUntitled{"Without a title", "无标题", "بلا عنوان"};

}  // namespace docent::qt
