// The recommendation panel: asks for the candidates of its slot, lays their cards out, and reports what becomes of them. An answer's handle is kept
// as long as its cards are there. GUI thread; Docent is asked in the background, one question at a time.
#include "docent/qt/recommendation_panel.h"

#include <QApplication>
#include <QEvent>
#include <QGridLayout>
#include <QPushButton>
#include <QTimer>
#include <algorithm>

#include "ask.h"
#include "look/theme.h"
#include "panels/page.h"
#include "panels/recommendation_card.h"

namespace docent::qt {

namespace {

// Docent's reason names events as the host does; people read "table inserted" for "table_inserted".
QString inWords(const char* reason) { return QString::fromUtf8(reason).replace('_', ' '); }

constexpr int lookMs = 200;       // how often it looks what can be seen
constexpr int seenMs = 1000;      // seen for so long, it was shown
constexpr int columnWidth = 260;  // of a card, at least, where there is room for several
constexpr uint32_t askMs = 1000;

struct Asked {
  docent_status code = DOCENT_OK;
  std::shared_ptr<docent_recommendations> list;  // kept for reports
};

Asked askRecommendations(docent_client* client, const QByteArray& slot) {
  docent_recommendations* list = nullptr;
  docent_error* error = nullptr;
  const docent_status code = docent_recommend(client, slot.constData(), static_cast<size_t>(slot.size()), askMs, &list, &error);
  docent_error_destroy(error);
  return {code, std::shared_ptr<docent_recommendations>(list, docent_recommendations_destroy)};
}

}  // namespace

// The cards of one answer, in as many columns as fit. It reports, and asks anew after a refusal.
class RecommendationPanel::Items : public QWidget {
 public:
  Items(docent_client* client, const QString& slot, RecommendationPanel* panel);
  void refresh();
  void setEmptyText(const QString& text);
  int count() const { return static_cast<int>(cards_.size()); }
  void rebuild() { adopt(answer_); }
  /// That of one column, so that many columns may become fewer.
  QSize minimumSizeHint() const override;

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Shown {
    RecommendationCard* card;
    size_t index;
    int seenMs = 0;
    bool reported = false;
  };
  void adopt(const Asked& answer);
  void add(size_t index);
  void arrange();
  int fittingColumns() const;
  void look();
  void report(size_t index, int outcome) { (void)docent_recommendations_report(client_, answer_.list.get(), index, outcome); }
  /// The focus does not fall out of the panel with a card that leaves.
  void passFocus(const QWidget* from);

  docent_client* client_;
  QByteArray slot_;
  RecommendationPanel* panel_;
  QGridLayout* grid_;
  PageLabel* empty_;
  QString emptyText_;
  QTimer look_;
  Asked answer_;
  QList<Shown> cards_;
  int columns_ = 0;
  bool asking_ = false;
  bool again_ = false;
};

RecommendationPanel::Items::Items(docent_client* client, const QString& slot, RecommendationPanel* panel)
    : QWidget(panel), client_(client), slot_(slot.toUtf8()), panel_(panel), grid_(new QGridLayout(this)) {
  grid_->setContentsMargins(0, 0, 0, 0);
  grid_->setSpacing(gap);
  empty_ = new PageLabel(PageLabel::Kind::muted, {}, this);
  empty_->setObjectName("recommendationsEmpty");
  look_.setInterval(lookMs);
  connect(&look_, &QTimer::timeout, this, [this] { look(); });
}

void RecommendationPanel::Items::refresh() {
  if (asking_) {
    again_ = true;
    return;
  }
  asking_ = true;
  ask(
      this, [client = client_, slot = slot_] { return askRecommendations(client, slot); },
      [this](const Asked& answer) {
        asking_ = false;
        adopt(answer);
        emit panel_->refreshed(count());
        if (std::exchange(again_, false)) refresh();
      });
}

void RecommendationPanel::Items::setEmptyText(const QString& text) {
  emptyText_ = text;
  arrange();
}

QSize RecommendationPanel::Items::minimumSizeHint() const {
  int width = 0;
  for (const Shown& shown : cards_) width = std::max(width, shown.card->minimumSizeHint().width());
  return {width, QWidget::minimumSizeHint().height()};
}

void RecommendationPanel::Items::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  if (fittingColumns() != columns_) arrange();
}

// A question that failed leaves nothing: unknown slots and missing consent are no fault of the user's, and a slow worker is asked again next time.
void RecommendationPanel::Items::adopt(const Asked& answer) {
  const bool focused = isAncestorOf(QApplication::focusWidget());
  for (const Shown& shown : std::as_const(cards_)) {
    shown.card->hide();
    shown.card->deleteLater();
  }
  cards_.clear();
  answer_ = answer;
  const size_t count = docent_recommendations_count(answer_.list.get());
  for (size_t i = 0; i < count; i++) add(i);
  arrange();
  if (focused) passFocus(nullptr);
  if (cards_.isEmpty()) look_.stop();
  else look_.start();
}

void RecommendationPanel::Items::add(size_t index) {
  const docent_recommendations* const list = answer_.list.get();
  const RecommendationContent content{
      QString::fromUtf8(docent_recommendations_feature(list, index)), QString::fromUtf8(docent_recommendations_title(list, index)),
      QString::fromUtf8(docent_recommendations_body(list, index)), inWords(docent_recommendations_reason(list, index))};
  auto* const card = new RecommendationCard(content, locale(), this);
  card->setObjectName("recommendation." + content.feature);
  cards_ += Shown{card, index};
  card->show();
  connect(card, &RecommendationCard::chosen, this, [this, index, feature = content.feature] {
    report(index, DOCENT_OUTCOME_INTERACTED);
    emit panel_->chosen(feature, QString::fromUtf8(docent_recommendations_campaign(answer_.list.get())));
  });
  connect(card, &RecommendationCard::refused, this, [this, index, card] {
    report(index, DOCENT_OUTCOME_DISMISSED);
    passFocus(card);
    card->leave();
  });
  connect(card, &RecommendationCard::gone, this, [this, card] {
    cards_.removeIf([card](const Shown& shown) { return shown.card == card; });
    card->hide();
    card->deleteLater();
    arrange();
    refresh();
  });
}

void RecommendationPanel::Items::arrange() {
  while (grid_->count() > 0) delete grid_->takeAt(0);
  empty_->setWords(cards_.isEmpty() ? emptyText_ : QString());
  if (cards_.isEmpty()) grid_->addWidget(empty_, 0, 0);
  columns_ = fittingColumns();
  for (int i = 0; i < count(); i++) grid_->addWidget(cards_[i].card, i / columns_, i % columns_);
  for (int c = 0; c < std::max(columns_, grid_->columnCount()); c++) grid_->setColumnStretch(c, c < columns_ ? 1 : 0);
  setVisible(!cards_.isEmpty() || !emptyText_.isEmpty());
}

int RecommendationPanel::Items::fittingColumns() const { return std::clamp((width() + gap) / (columnWidth + gap), 1, std::max(1, count())); }

void RecommendationPanel::Items::look() {
  bool counting = false;
  for (Shown& shown : cards_) {
    if (shown.reported) continue;
    shown.seenMs = shown.card->isSeen() ? shown.seenMs + lookMs : 0;
    shown.reported = shown.seenMs >= seenMs;
    if (shown.reported) report(shown.index, DOCENT_OUTCOME_SHOWN);
    else counting = counting || shown.seenMs > 0;
  }
  if (!counting) look_.stop();  // what comes into sight is painted, and that begins anew
}

void RecommendationPanel::Items::paintEvent(QPaintEvent*) {
  const bool left = std::any_of(cards_.begin(), cards_.end(), [](const Shown& shown) { return !shown.reported; });
  if (left && !look_.isActive()) look_.start();
}

void RecommendationPanel::Items::passFocus(const QWidget* from) {
  for (const Shown& shown : std::as_const(cards_)) {
    if (shown.card == from) continue;
    return shown.card->findChild<QPushButton*>()->setFocus(Qt::OtherFocusReason);
  }
}

RecommendationPanel::RecommendationPanel(docent_client* client, const QString& slot, QWidget* parent) : QWidget(parent) {
  setProperty("docentIgnore", true);  // what people do here is reported as outcomes
  items_ = std::make_unique<Items>(client, slot, this);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(items_.get());
  column->addStretch(1);  // cards are no taller than they need
  items_->setEmptyText({});
}

RecommendationPanel::~RecommendationPanel() = default;

void RecommendationPanel::refresh() { items_->refresh(); }

void RecommendationPanel::setEmptyText(const QString& text) { items_->setEmptyText(text); }

int RecommendationPanel::count() const { return items_->count(); }

void RecommendationPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  refresh();
}

void RecommendationPanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  const bool words = event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange;
  if (words && items_ != nullptr) items_->rebuild();
}

}  // namespace docent::qt
