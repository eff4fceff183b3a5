// One campaign of every kind, in English, Chinese or Arabic, for the gallery.
#include <QByteArray>
#include <array>
#include <map>

#include "gallery.h"

namespace docent::qt::testing {

QByteArray galleryStrategy(const QByteArray& language) {
  // Titles, sentences, short words, and a question, each as real texts have them.
  static const std::map<QByteArray, std::array<const char*, 6>> texts{
      {"en",
       {"Merge letters from a table", "One letter for each row: pick the table, and write the letter only once.", "Show me", "Not now",
        "How easy was it to get your letters out today?", "not at all"}},
      {"zh", {"用表格合并信函", "每一行生成一封信：选好表格，信函只需写一次。", "带我看看", "以后再说", "今天把信函打印出来有多容易？", "完全不"}},
      {"ar",
       {"دمج الرسائل من جدول", "رسالة لكل صف: اختر الجدول واكتب الرسالة مرة واحدة فقط.", "أرني", "ليس الآن", "ما مدى سهولة إخراج رسائلك اليوم؟",
        "إطلاقًا"}}};
  const auto& [title, body, go, later, question, end] = texts.at(language);
  const auto in = [&](const QByteArray& json) { return R"("text": {")" + language + "\": " + json + "}"; };
  const QByteArray text = in(QByteArray(R"({"title": ")") + title + R"(", "body": ")" + body + "\"}");
  const auto action = [&](const char* id, const char* words) {
    return QByteArray(R"({"id": ")") + id + R"(", "action": "host:x", )" + in('"' + QByteArray(words) + '"') + "}";
  };
  const QByteArray actions = R"("actions": [)" + action("go", go) + "," + action("later", later) + "]";
  QByteArray all;
  const QByteArray asked = R"("triggers": [{"event": "never"}], )";  // they come when a test asks for them
  const auto add = [&](const QByteArray& id, const QByteArray& type, const QByteArray& members) {
    all += (all.isEmpty() ? "" : ",\n") + (R"({"id": ")" + id) + R"(", "type": ")" + type + R"(", )" +
           (type == "recommendation" ? QByteArray() : asked) + members + "}";
  };
  for (const char* side : {"top", "bottom", "start", "end"}) {
    add(QByteArray("tip.") + side, "tip",
        R"("content": {"anchor": "anchor", "placement": ")" + QByteArray(side) + R"(", )" + text + "," + actions + "}");
  }
  const QByteArray modal = R"({"id": "m", "type": "modal", )" + text + "}";
  add("tour.element", "tour", R"("steps": [{"id": "e", "anchor": "anchor", )" + text + "}," + modal + "]");
  add("tour.modal", "tour", R"("steps": [)" + modal + R"(, {"id": "n", "type": "modal", )" + text + "}]");
  for (const char* severity : {"info", "success", "warning", "error", "emergency"}) {
    add(QByteArray("banner.") + severity, "banner", R"("content": {"severity": ")" + QByteArray(severity) + R"(", )" + text + "," + actions + "}");
  }
  const auto item = [&](const char* id) {
    return QByteArray(R"({"id": ")") + id + R"(", "completeWhen": {"==": [1, 2]}, "launches": "tip.top", )" + text + "}";
  };
  // A checklist needs no trigger, so it is for nobody.
  add("checklist", "checklist",
      R"("targeting": {"==": [1, 2]}, "content": {)" + text + R"(}, "items": [)" + item("a") + "," + item("b") + "," + item("c") + "]");
  const QByteArray words = in(QByteArray(R"({"question": ")") + question + R"(", "lowerBoundLabel": ")" + end + R"(", "upperBoundLabel": ")" + later +
                              R"(", "placeholder": ")" + later + "\"}");
  const auto ask = [&](const char* id, const char* type, const QByteArray& more = {}) {
    return QByteArray(R"({"id": ")") + id + R"(", "type": ")" + type + R"(", "optional": true, )" + more + words + "}";
  };
  QByteArray choices = R"("hasOpenChoice": true, "choices": [)";
  for (const char* id : {"x", "y", "z"})
    choices += R"({"id": ")" + QByteArray(id) + R"(", )" + in('"' + QByteArray(*id == 'y' ? body : title) + '"') + "},";
  choices = choices.chopped(1) + "],";
  add("survey", "survey",
      R"("content": {)" + text + R"(}, "questions": [)" + ask("nps", "nps") + "," + ask("csat", "csat") + "," + ask("ces", "ces") + "," +
          ask("numbers", "rating", R"("range": 10, "scale": "number",)") + "," + ask("stars", "rating", R"("range": 5, "scale": "star",)") + "," +
          ask("faces", "rating", R"("range": 5, "scale": "smiley",)") + "," + ask("single", "single_choice", choices) + "," +
          ask("multiple", "multiple_choice", choices) + "," + ask("open", "open") + "]");
  add("rec.home", "recommendation",
      R"("slot": "home", "candidates": [{"feature": "merge", "score": 5, )" + text + R"(}, {"feature": "cloud", "score": 1, )" + text + "}]");
  return R"({"schemaVersion": 1, "product": "test", "version": 1, "locales": {"default": ")" + language + R"("},
    "catalogue": {"events": {"merged": {}, "exported": {}}},
    "features": [{"id": "merge", "usedBy": [{"event": "merged"}]}, {"id": "cloud", "usedBy": [{"event": "exported"}]}],
    "campaigns": [)" +
         all + "]}";
}

}  // namespace docent::qt::testing
