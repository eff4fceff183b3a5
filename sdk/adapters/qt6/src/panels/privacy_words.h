// panels/privacy_words.h: what the privacy panel says, in English, Chinese and Arabic. Values only.
#pragma once

#include "look/words.h"

namespace docent::qt {

inline constexpr Words privacyTitle{"Privacy and tips", "隐私与提示", "الخصوصية والنصائح"};
inline constexpr Words closeWords{"Close", "关闭", "إغلاق"};
inline constexpr Words cancelWords{"Cancel", "取消", "إلغاء"};
inline constexpr Words makersOf{"the makers of %1", "%1 的开发者", "مطوّرو %1"};
inline constexpr Words makers{"the makers of this application", "本应用的开发者", "مطوّرو هذا التطبيق"};
inline constexpr Words closedWords{"Nothing can be changed now, because recording has ended. Start the application again to change it.",
                                   "记录已结束，现在无法更改。请重新启动应用后再更改。",
                                   "لا يمكن تغيير شيء الآن لأن التسجيل انتهى. أعد تشغيل التطبيق لتغييره."};
inline constexpr Words failedWords{"That did not work: %1. Try again in a moment.", "未能完成：%1。请稍后再试。",
                                   "لم ينجح ذلك: %1. حاول مجددًا بعد لحظات."};

// What may be used
inline constexpr Words consentHeading{"What may be used", "可以使用的数据", "ما يجوز استخدامه"};
inline constexpr Words undecidedWords{"You have not decided yet. Nothing is sent until you do; tips work from what stays on this device.",
                                      "您尚未决定。在您决定之前，不会发送任何数据；提示只依据保存在本设备上的内容。",
                                      "لم تقرّر بعد. لن يُرسَل شيء حتى تقرّر؛ وتعتمد النصائح على ما يبقى على هذا الجهاز."};
inline constexpr Words decideWords{"Allow what is marked", "允许所选项", "السماح بما تم تحديده"};
inline constexpr Words neitherWords{"Allow neither", "都不允许", "لا أسمح بأيٍّ منهما"};
inline constexpr Words analyticsTitle{"Send usage data", "发送使用数据", "إرسال بيانات الاستخدام"};
inline constexpr Words analyticsBody{
    "Which features are used and which errors occur leaves this device and goes to %1, to improve the application. What you type, your documents and "
    "their names never do, except what you write into a feedback form yourself.",
    "您使用了哪些功能、出现了哪些错误，会从本设备发送给%1，用于改进应用。您输入的内容、您的文档及其名称绝不会发送，除非您自己写进反馈表单。",
    "ما يُستخدم من الميزات وما يقع من أخطاء يغادر هذا الجهاز إلى %1 لتحسين التطبيق. أما ما تكتبه ومستنداتك وأسماؤها فلا يغادر أبدًا، إلا ما تكتبه "
    "بنفسك في نموذج الرأي."};
inline constexpr Words guidanceTitle{"Choose tips that fit you", "为您选择合适的提示", "اختيار النصائح المناسبة لك"};
inline constexpr Words guidanceBody{
    "A history of what you use decides which tips and recommendations appear. The history stays on this device and is used for nothing else.",
    "根据您的使用历史决定显示哪些提示和推荐。该历史只保存在本设备上，不作他用。",
    "سجلّ ما تستخدمه يحدّد ما يظهر من نصائح وتوصيات. يبقى السجلّ على هذا الجهاز ولا يُستخدم لغير ذلك."};
inline constexpr Words analyticsErased{"What waited to be sent was erased.", "等待发送的数据已删除。", "حُذف ما كان ينتظر الإرسال."};
inline constexpr Words guidanceErased{"The history on this device was erased.", "本设备上的历史已删除。", "حُذف السجلّ من هذا الجهاز."};

// What was recorded
inline constexpr Words recordedHeading{"What was recorded", "已记录的内容", "ما سُجِّل"};
inline constexpr Words searchWords{"Search", "搜索", "بحث"};
inline constexpr Words countWords{"%1 events, newest first. %2 wait to be sent.", "%1 个事件，最新的在前。%2 个等待发送。",
                                  "%1 حدثًا، الأحدث أولًا. ينتظر الإرسال: %2."};
inline constexpr Words foundWords{"%1 of %2 events", "%2 个事件中的 %1 个", "%1 من %2 حدثًا"};
inline constexpr Words readingWords{"Reading…", "正在读取……", "جارٍ القراءة…"};
inline constexpr Words nothingRecorded{
    "Nothing is recorded on this device. Once you allow a use above, what you do in the application is listed here, word for word.",
    "本设备上没有任何记录。您在上方允许使用之后，您在应用中的操作会逐条列在这里。",
    "لا شيء مسجّل على هذا الجهاز. بعد أن تسمح باستخدام أعلاه، يُدرَج هنا ما تفعله في التطبيق كما هو."};
inline constexpr Words nothingFound{"No event contains these words.", "没有包含这些文字的事件。", "لا حدث يحتوي هذه الكلمات."};
inline constexpr Words copyWords{"Copy all", "全部复制", "نسخ الكل"};
inline constexpr Words saveWords{"Save…", "保存……", "حفظ…"};
inline constexpr Words copiedWords{"Copied.", "已复制。", "نُسخ."};
inline constexpr Words savedWords{"Saved to %1.", "已保存到 %1。", "حُفظ في %1."};
inline constexpr Words notSavedWords{"%1 could not be written: %2. Choose another folder.", "无法写入 %1：%2。请选择其他文件夹。",
                                     "تعذّرت الكتابة إلى %1: %2. اختر مجلدًا آخر."};
inline constexpr Words saveTitle{"Save what was recorded", "保存已记录的内容", "حفظ ما سُجِّل"};
inline constexpr Words whatColumn{"What happened", "发生了什么", "ما حدث"};
inline constexpr Words whenColumn{"When", "时间", "متى"};

// How often tips may appear
inline constexpr Words quietHeading{"How often tips may appear", "提示出现的频率", "عدد مرات ظهور النصائح"};
inline constexpr Words frequencyTitle{"Tips, tours and surveys", "提示、导览和调查", "النصائح والجولات والاستبيانات"};
inline constexpr Words frequencyHint{"What you chose earlier stays in force until you choose again. Warnings about problems always appear.",
                                     "您先前的选择一直有效，直到您重新选择。故障警告始终会显示。",
                                     "يبقى اختيارك السابق ساريًا حتى تختار من جديد. تظهر تحذيرات المشكلات دائمًا."};
inline constexpr Words chooseWords{"Choose…", "请选择……", "اختر…"};
inline constexpr Words asDecided{"As the application decides", "由应用决定", "كما يقرّر التطبيق"};
inline constexpr Words onceADay{"At most one a day of each kind", "每种每天最多一次", "واحدة في اليوم من كل نوع على الأكثر"};
inline constexpr Words onceAWeek{"At most one a week of each kind", "每种每周最多一次", "واحدة في الأسبوع من كل نوع على الأكثر"};
inline constexpr Words never{"Never", "从不", "أبدًا"};
inline constexpr Words lowered{"Done. This holds for: %1.", "已设置。适用于：%1。", "تم. يسري هذا على: %1."};
inline constexpr Words notLowerable{"This application does not let you choose how often. You can ask for quiet below instead.",
                                    "此应用不允许您选择频率。您可以改用下方的免打扰。",
                                    "لا يتيح لك هذا التطبيق اختيار العدد. يمكنك طلب الهدوء أدناه بدلًا من ذلك."};
inline constexpr Words noStrategy{"There are no tips in this application yet, so there is nothing to lower.", "此应用还没有提示，因此无需调低频率。",
                                  "لا نصائح في هذا التطبيق بعد، فلا شيء لتقليله."};
inline constexpr Words kindWords[] = {{"tips", "提示", "النصائح"},
                                      {"tours", "导览", "الجولات"},
                                      {"banners", "横幅", "اللافتات"},
                                      {"surveys", "调查", "الاستبيانات"},
                                      {"checklists", "清单", "قوائم المهام"}};
inline constexpr const char* kindNames[] = {"tip", "tour", "banner", "survey", "checklist"};
inline constexpr Words quietTitle{"Quiet for", "免打扰", "هدوء لمدة"};
inline constexpr Words quietHour{"1 hour", "1 小时", "ساعة واحدة"};
inline constexpr Words quietToday{"Today", "今天", "اليوم"};
inline constexpr Words quietForever{"Until I say otherwise", "直到我取消", "حتى أقول غير ذلك"};
inline constexpr Words quietEnd{"End quiet", "结束免打扰", "إنهاء الهدوء"};
inline constexpr Words quietUntil{"Quiet until %1.", "免打扰至 %1。", "هدوء حتى %1."};
inline constexpr Words quietNow{"Quiet until you end it.", "免打扰，直到您结束它。", "هدوء حتى تُنهيه."};
inline constexpr Words quietOver{"Tips may appear again.", "提示可以再次出现。", "يمكن أن تظهر النصائح مجددًا."};

// Erase
inline constexpr Words eraseHeading{"Erase", "删除", "الحذف"};
inline constexpr Words eraseHereTitle{"On this device", "在本设备上", "على هذا الجهاز"};
inline constexpr Words eraseHereBody{"Everything recorded here, the history for tips, and the number by which this installation is known.",
                                     "此处记录的全部内容、用于提示的历史，以及识别此安装的编号。",
                                     "كل ما سُجِّل هنا، وسجلّ النصائح، والرقم الذي تُعرَف به هذه النسخة."};
inline constexpr Words eraseHereButton{"Erase here…", "在此删除……", "حذف هنا…"};
inline constexpr Words eraseEverywhereTitle{"Here and at the recipient’s", "本设备及接收方", "هنا ولدى المتلقّي"};
inline constexpr Words eraseEverywhereBody{"Also what %1 received from this installation.", "还包括%1从此安装收到的数据。",
                                           "وأيضًا ما تلقّاه %1 من هذه النسخة."};
inline constexpr Words eraseEverywhereButton{"Erase everywhere…", "全部删除……", "حذف في كل مكان…"};
inline constexpr Words confirmHere{"Erase everything on this device? This can’t be undone.", "删除本设备上的全部内容？此操作无法撤销。",
                                   "حذف كل شيء على هذا الجهاز؟ لا يمكن التراجع عن ذلك."};
inline constexpr Words confirmEverywhere{"Erase everything on this device and ask %1 to erase it too? This can’t be undone.",
                                         "删除本设备上的全部内容，并请求%1也删除？此操作无法撤销。",
                                         "حذف كل شيء على هذا الجهاز وطلب حذفه من %1 أيضًا؟ لا يمكن التراجع عن ذلك."};
inline constexpr Words eraseNow{"Erase", "删除", "حذف"};
inline constexpr Words erasing{"Erasing…", "正在删除……", "جارٍ الحذف…"};
inline constexpr Words erasedHere{"Erased. Nothing from before is left on this device.", "已删除。本设备上不再有先前的数据。",
                                  "تم الحذف. لم يبقَ على هذا الجهاز شيء مما سبق."};
inline constexpr Words erasedEverywhere{"Erased here, and %1 confirmed that it was erased there.", "本设备已删除，%1也已确认删除。",
                                        "حُذف هنا، وأكّد %1 الحذف لديه."};
inline constexpr Words eraseUnconfirmed{
    "%1 has not confirmed yet. The application asks again at every start until it is confirmed; you need do nothing more.",
    "%1尚未确认。应用每次启动时都会再次请求，直到得到确认；您无需再做什么。",
    "لم يؤكّد %1 بعد. يُعيد التطبيق الطلب عند كل بدء حتى يُؤكَّد؛ لا يلزمك فعل شيء آخر."};
inline constexpr Words eraseSlow{"This takes longer than usual and goes on in the background. Look at the list above in a moment.",
                                 "所需时间比平常长，正在后台继续。请稍后查看上方列表。",
                                 "يستغرق هذا وقتًا أطول من المعتاد ويستمر في الخلفية. انظر إلى القائمة أعلاه بعد لحظات."};
inline constexpr Words eraseFailed{"It could not be erased: %1. Make room on the disk or check its permissions, then try again.",
                                   "无法删除：%1。请释放磁盘空间或检查权限，然后重试。",
                                   "تعذّر الحذف: %1. أفرغ مساحة على القرص أو تحقّق من الأذونات، ثم حاول مجددًا."};

}  // namespace docent::qt
