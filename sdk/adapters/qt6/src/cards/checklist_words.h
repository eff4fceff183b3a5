// cards/checklist_words.h: what the kit itself says in checklists. Constants; any thread.
#pragma once

#include "look/words.h"

namespace docent::qt::checklist_words {

inline constexpr Words counts{"%1 of %2", "%1 / %2", "%1 من %2"};
inline constexpr Words progress{"%1 of %2 done", "已完成 %1 项，共 %2 项", "تم إنجاز %1 من %2"};
inline constexpr Words showMe{"Show me", "演示", "أرني"};
inline constexpr Words showMeWhat{"Show me: %1", "演示：%1", "أرني: %1"};
inline constexpr Words done{"%1, done", "%1，已完成", "%1، تم"};
inline constexpr Words toDo{"%1, to do", "%1，未完成", "%1، لم يتم بعد"};
inline constexpr Words collapse{"Collapse", "收起", "طيّ"};
inline constexpr Words expand{"Expand", "展开", "توسيع"};
inline constexpr Words neverAgain{"Don't show again", "不再显示", "عدم العرض مجددًا"};
inline constexpr Words close{"Close", "关闭", "إغلاق"};
inline constexpr Words allDone{"All done", "全部完成", "اكتمل كل شيء"};
inline constexpr Words allDoneBody{"You have been through everything on this list.", "您已完成清单上的所有项目。", "لقد أنجزت كل ما في هذه القائمة."};

}  // namespace docent::qt::checklist_words
