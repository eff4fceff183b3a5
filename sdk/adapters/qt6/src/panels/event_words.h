// panels/event_words.h: the sentences by which recorded events are told, in English, Chinese and Arabic. Values only.
#pragma once

#include "look/words.h"

namespace docent::qt {

inline constexpr Words screenEvent{"You opened “%1”", "您打开了“%1”", "فتحتَ «%1»"};
inline constexpr Words identifyEvent{"You were signed in as %1", "您以 %1 的身份登录", "سُجِّل دخولك باسم %1"};
inline constexpr Words groupEvent{"You belong to the group %1", "您属于群组 %1", "أنت ضمن المجموعة %1"};
inline constexpr Words aliasEvent{"An earlier name was joined with %1", "先前的名称已与 %1 合并", "ضُمّ اسم سابق إلى %1"};
inline constexpr Words unknownPlace{"an element without a name", "一个没有名称的元素", "عنصر بلا اسم"};

/// What the `interaction` of a kind says; %1 is its target.
struct EventWords {
  const char* name;
  Words words;
  const char* property;  ///< of which %1 is the value
};

inline constexpr EventWords interactionWords[] = {
    {"click", {"You clicked %1", "您点击了 %1", "نقرتَ %1"}, "target"},
    {"key", {"You pressed a key in %1", "您在 %1 中按了键", "ضغطتَ مفتاحًا في %1"}, "target"},
    {"edit", {"You edited %1", "您编辑了 %1", "عدّلتَ %1"}, "target"},
    {"scroll", {"You scrolled in %1", "您滚动了 %1", "مرّرتَ في %1"}, "target"},
    {"undo", {"You undid something in %1", "您在 %1 中撤销了操作", "تراجعتَ في %1"}, "target"},
    {"redo", {"You did something again in %1", "您在 %1 中重做了操作", "أعدتَ إجراءً في %1"}, "target"},
    {"execute", {"You used the command %1", "您使用了命令 %1", "استخدمتَ الأمر %1"}, "target"},
    {"commit", {"You accepted %1", "您确认了 %1", "أكّدتَ %1"}, "target"},
    {"focus", {"You went to %1", "您转到了 %1", "انتقلتَ إلى %1"}, "target"},
    {"repaint", {"%1 changed", "%1 有变化", "تغيّر %1"}, "target"},
    {"open", {"%1 opened", "%1 已打开", "فُتح %1"}, "target"},
    {"close", {"%1 closed", "%1 已关闭", "أُغلق %1"}, "target"},
};

inline constexpr EventWords builtInWords[] = {
    {"session_start", {"A session began", "会话开始", "بدأت جلسة"}, ""},
    {"session_end", {"A session ended", "会话结束", "انتهت جلسة"}, ""},
    {"error_reported", {"Error %1", "错误 %1", "خطأ %1"}, "code"},
    {"metric_recorded", {"%1 was measured", "测量了 %1", "قيس %1"}, "name"},
    {"feedback_submitted", {"You sent feedback", "您发送了反馈", "أرسلتَ رأيك"}, ""},
    {"rage_click", {"You clicked %1 again and again", "您反复点击了 %1", "نقرتَ %1 مرارًا"}, "target"},
    {"dead_click", {"A click on %1 did nothing", "点击 %1 没有反应", "نقرة على %1 لم تُحدث شيئًا"}, "target"},
    {"error_click", {"A click on %1 led to an error", "点击 %1 导致错误", "نقرة على %1 أدّت إلى خطأ"}, "target"},
    {"u_turn", {"You turned back at once", "您立即返回了", "عدتَ فورًا"}, ""},
    {"loop", {"You came back to the same place several times", "您多次回到同一处", "عدتَ إلى الموضع نفسه عدة مرات"}, ""},
    {"undo_burst", {"You undid several steps", "您撤销了多步操作", "تراجعتَ عن عدة خطوات"}, ""},
    {"form_abandoned", {"You left %1 without finishing", "您未完成就离开了 %1", "تركتَ %1 قبل إتمامه"}, "form"},
    {"dwell", {"You spent time in “%1”", "您在“%1”停留了一段时间", "قضيتَ وقتًا في «%1»"}, "screen"},
    {"campaign_offered", {"Tip %1 was offered", "提供了提示 %1", "عُرضت النصيحة %1"}, "campaignId"},
    {"campaign_shown", {"Tip %1 was shown", "显示了提示 %1", "ظهرت النصيحة %1"}, "campaignId"},
    {"campaign_interacted", {"You used tip %1", "您使用了提示 %1", "استخدمتَ النصيحة %1"}, "campaignId"},
    {"campaign_dismissed", {"You closed tip %1", "您关闭了提示 %1", "أغلقتَ النصيحة %1"}, "campaignId"},
    {"campaign_snoozed", {"You put off tip %1", "您推迟了提示 %1", "أجّلتَ النصيحة %1"}, "campaignId"},
    {"campaign_timed_out", {"Tip %1 went away by itself", "提示 %1 自动消失", "اختفت النصيحة %1 تلقائيًا"}, "campaignId"},
    {"campaign_abandoned", {"Tip %1 could not be shown", "提示 %1 未能显示", "تعذّر عرض النصيحة %1"}, "campaignId"},
    {"campaign_completed", {"You finished %1", "您完成了 %1", "أتممتَ %1"}, "campaignId"},
    {"campaign_step", {"You came to another step of %1", "您进入了 %1 的下一步", "انتقلتَ إلى خطوة أخرى من %1"}, "campaignId"},
    {"campaign_item_completed", {"You did one item of %1", "您完成了 %1 的一项", "أنجزتَ بندًا من %1"}, "campaignId"},
    {"campaign_withdrawn", {"Tip %1 was taken away", "提示 %1 已被撤回", "سُحبت النصيحة %1"}, "campaignId"},
    {"campaign_would_have_shown", {"Tip %1 was held back for comparison", "提示 %1 因对照而未显示", "حُجبت النصيحة %1 للمقارنة"}, "campaignId"},
    {"experiment_exposure", {"You are part of a comparison for %1", "您参与了 %1 的对照", "أنت ضمن مقارنة لـ %1"}, "campaignId"},
    {"campaign_converted", {"%1 reached its aim", "%1 达到了目的", "حقق %1 غايته"}, "campaignId"},
    {"survey_answered", {"You answered a question of %1", "您回答了 %1 的一个问题", "أجبتَ عن سؤال من %1"}, "campaignId"},
    {"survey_response", {"Your answers to %1", "您对 %1 的回答", "إجاباتك عن %1"}, "campaignId"},
    {"recommendation_shown", {"%1 was recommended", "推荐了 %1", "أُوصي بـ %1"}, "feature"},
    {"recommendation_interacted", {"You tried the recommended %1", "您试用了推荐的 %1", "جرّبتَ %1 الموصى به"}, "feature"},
    {"recommendation_dismissed", {"You did not want %1", "您不需要 %1", "لم ترغب في %1"}, "feature"},
};

}  // namespace docent::qt
