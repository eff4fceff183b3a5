#include "gallery.h"

#include <QPainter>
#include <map>

#include "cards/checklist_panel.h"
#include "cards/survey_sheet.h"

namespace docent::qt::testing {

const std::array<Exhibit, 5> anchoredExhibits{{{"tip_above", "tip.top", "top"},
                                               {"tip_below", "tip.bottom", "bottom"},
                                               {"tip_at_start", "tip.start", "left"},
                                               {"tip_at_end", "tip.end", "right"},
                                               {"tour_element", "tour.element", "bottom"}}};
const std::array<Exhibit, 19> standingExhibits{{{"tour_modal", "tour.modal"},
                                                {"banner_info", "banner.info"},
                                                {"banner_success", "banner.success"},
                                                {"banner_warning", "banner.warning"},
                                                {"banner_error", "banner.error"},
                                                {"banner_emergency", "banner.emergency"},
                                                {"checklist_expanded", "checklist", "expanded"},
                                                {"checklist_collapsed", "checklist", "collapsed"},
                                                {"checklist_completed", "checklist", "completed"},
                                                {"survey_nps", "survey", "nps"},
                                                {"survey_csat", "survey", "csat"},
                                                {"survey_ces", "survey", "ces"},
                                                {"survey_numbers", "survey", "numbers"},
                                                {"survey_stars", "survey", "stars"},
                                                {"survey_faces", "survey", "faces"},
                                                {"survey_single_choice", "survey", "single"},
                                                {"survey_multiple_choice", "survey", "multiple"},
                                                {"survey_open", "survey", "open"},
                                                {"survey_thanks", "survey", "thanks"}}};

const QColor Gallery::ground(220, 180, 0), Gallery::anchor(255, 0, 255);
const QRect Gallery::anchorPlace(440, 280, 120, 36);

namespace {

class Colored : public QWidget {
 public:
  Colored(const QColor& color, QWidget* parent) : QWidget(parent), color_(color) {}

 protected:
  void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(rect(), color_); }

 private:
  QColor color_;
};

Rig& rigOf(const QByteArray& language) {
  static std::map<QByteArray, std::unique_ptr<Rig>> rigs;
  auto& rig = rigs[language];
  if (rig == nullptr) rig = std::make_unique<Rig>(galleryStrategy(language), language.constData());
  return *rig;
}

void bringTo(ChecklistPanel* panel, const QByteArray& state) {
  Content content = panel->content();
  content.completed = state == "completed";
  content.items.first().done = true;
  content.done = 1;
  panel->setContent(content);
  panel->setExpanded(state != "collapsed");
}

}  // namespace

Gallery::Gallery(const QByteArray& language) : rig_(rigOf(language)), presenter_(rig_.client()) {
  const QLocale locale(QString::fromLatin1(language));
  window_.setLayoutDirection(locale.textDirection());
  window_.setLocale(locale);
  window_.resize(1000, 600);
  auto* const middle = new Colored(ground, &window_);
  auto* const target = new Colored(anchor, middle);
  target->setObjectName("anchor");
  target->setGeometry(anchorPlace);
  window_.setCentralWidget(middle);
  presenter_.setHome(&window_);
  presenter_.setCourtesy({0, 0, 4, 60000});
  window_.show();
  window_.activateWindow();
}

Card* Gallery::show(const Exhibit& exhibit) {
  presenter_.preview(exhibit.campaign);
  if (!until([&] { return find() != nullptr; })) return nullptr;
  const QByteArray detail = exhibit.detail;
  if (auto* const panel = qobject_cast<ChecklistPanel*>(find())) bringTo(panel, detail);
  if (auto* const sheet = qobject_cast<SurveySheet*>(find())) detail == "thanks" ? sheet->thank() : sheet->ask(detail);
  until([&] { return !find()->hasHeightForWidth() || find()->height() == find()->heightForWidth(find()->width()); }, 300);
  return find();
}

Card* Gallery::find() const {
  for (Card* const card : window_.findChildren<Card*>()) {
    if (card->isVisible()) return card;
  }
  return nullptr;
}

}  // namespace docent::qt::testing
