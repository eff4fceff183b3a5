// cards/card_words.h: what callouts and banners say of their own.
#pragma once

#include "look/words.h"

namespace docent::qt::words {

inline constexpr Words close{"Close", "关闭", "إغلاق"};
inline constexpr Words next{"Next", "下一步", "التالي"};
inline constexpr Words back{"Back", "上一步", "السابق"};
inline constexpr Words done{"Done", "完成", "تم"};
inline constexpr Words skip{"Skip the tour", "跳过导览", "تخطي الجولة"};
inline constexpr Words stepOf{"Step %1 of %2", "第 %1 步，共 %2 步", "الخطوة %1 من %2"};
inline constexpr Words doIt{"Do this to continue", "完成此操作后继续", "نفّذ ذلك للمتابعة"};
inline constexpr Words previewed{"Preview", "预览", "معاينة"};

}  // namespace docent::qt::words
