// cards/survey_words.h: what the kit itself says in surveys. Constants; any thread.
#pragma once

#include "look/words.h"

namespace docent::qt::survey_words {

inline constexpr Words progress{"Question %1", "问题 %1", "السؤال %1"};
inline constexpr Words back{"Back", "上一题", "رجوع"};
inline constexpr Words skip{"Skip", "跳过", "تخطي"};
inline constexpr Words next{"Next", "下一步", "التالي"};
inline constexpr Words close{"Close", "关闭", "إغلاق"};
inline constexpr Words thanks{"Thank you! Your answers have been noted.", "谢谢！您的回答已收到。", "شكرًا لك! لقد سُجّلت إجاباتك."};
inline constexpr Words cannotAsk{"This version of the application cannot ask this question.", "此版本的应用无法显示这个问题。",
                                 "لا يستطيع هذا الإصدار من التطبيق طرح هذا السؤال."};
inline constexpr Words degree{"%1 of %2", "%1 分（满分 %2 分）", "%1 من %2"};
inline constexpr Words degreeAtEnd{"%1, %2", "%1，%2", "%1، %2"};
inline constexpr Words somethingElse{"Something else", "其他", "شيء آخر"};
inline constexpr Words inYourWords{"In your own words", "请用您自己的话描述", "بكلماتك أنت"};
inline constexpr Words yourAnswer{"Your answer", "您的回答", "إجابتك"};
inline constexpr Words used{"%1 / %2", "%1 / %2", "%1 / %2"};
inline constexpr Words usedAloud{"%1 of %2 characters", "已输入 %1 个字符，最多 %2 个", "%1 من %2 حرفًا"};

}  // namespace docent::qt::survey_words
