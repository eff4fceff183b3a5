#include "panels/recorded_section.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonDocument>
#include <QLineEdit>
#include <QSaveFile>
#include <QStyledItemDelegate>
#include <QTreeView>

#include "ask.h"
#include "look/button.h"
#include "panels/answers.h"
#include "panels/page.h"
#include "panels/privacy_words.h"
#include "panels/recorded_model.h"

namespace docent::qt {

namespace {

// Rows with air between them.
class AiryRow : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    return QStyledItemDelegate::sizeHint(option, index) + QSize(0, gap);
  }
};

}  // namespace

RecordedSection::RecordedSection(docent_client* client, QWidget* parent)
    : QWidget(parent), client_(client), model_(new RecordedModel(this)), filter_(new RecordedFilter(model_, this)) {
  model_->setLocale(locale());
  build();
  connect(search_, &QLineEdit::textChanged, this, [this](const QString& text) {
    filter_->setSearch(text);
    showCounts();
  });
  connect(copy_, &Button::clicked, this, [this] {
    QApplication::clipboard()->setText(QString::fromUtf8(json_));
    result_->announce(PageLabel::Kind::success, say(copiedWords, locale()));
  });
  connect(save_, &Button::clicked, this, &RecordedSection::save);
}

void RecordedSection::refresh() {
  if (asking_) {
    again_ = true;
    return;
  }
  asking_ = true;
  if (json_.isEmpty()) count_->setWords(say(readingWords, locale()));
  docent_client* const client = client_;
  ask(
      this, [client, known = json_, locale = locale()] { return askRecordedEvents(client, known, locale); },
      [this](const RecordedAnswer& answer) {
        asking_ = false;
        adopt(answer);
        emit refreshed();
        if (std::exchange(again_, false)) refresh();
      });
}

void RecordedSection::saveTo(const QString& path) {
  QSaveFile file(path);
  if (file.open(QIODevice::WriteOnly) && file.write(json_) == json_.size() && file.commit()) {
    result_->announce(PageLabel::Kind::success, say(savedWords, locale()).arg(path));
  } else {
    result_->announce(PageLabel::Kind::failure, say(notSavedWords, locale()).arg(path, file.errorString()));
  }
}

void RecordedSection::build() {
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(gap);
  column->addWidget(new PageLabel(PageLabel::Kind::heading, say(recordedHeading, locale())));
  auto* const group = new Group;
  column->addWidget(group, 1);
  search_ = new QLineEdit;
  search_->setObjectName("recordedSearch");
  search_->setPlaceholderText(say(searchWords, locale()));
  search_->setAccessibleName(say(searchWords, locale()));
  search_->setClearButtonEnabled(true);
  count_ = new PageLabel(PageLabel::Kind::muted);
  count_->setObjectName("recordedCount");
  empty_ = new PageLabel(PageLabel::Kind::muted);
  empty_->setObjectName("recordedEmpty");
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setMinimumHeight(96);
  empty_->hide();
  view_ = new QTreeView;
  view_->setObjectName("recordedList");
  view_->setAccessibleName(say(recordedHeading, locale()));
  view_->setModel(filter_);
  view_->setItemDelegate(new AiryRow(view_));
  view_->setUniformRowHeights(true);
  view_->setHeaderHidden(true);
  view_->setMinimumHeight(220);
  view_->setTextElideMode(Qt::ElideRight);
  view_->setTabKeyNavigation(false);
  view_->header()->setStretchLastSection(false);
  view_->header()->setSectionResizeMode(RecordedModel::sentence, QHeaderView::Stretch);
  view_->header()->setSectionResizeMode(RecordedModel::time, QHeaderView::Fixed);
  const QDateTime widest(QDate(2026, 12, 28), QTime(22, 58));
  view_->header()->resizeSection(RecordedModel::time, fontMetrics().horizontalAdvance(locale().toString(widest, QLocale::ShortFormat)) + 3 * gap);
  copy_ = new Button(Button::Kind::secondary, say(copyWords, locale()));
  copy_->setObjectName("recordedCopy");
  save_ = new Button(Button::Kind::secondary, say(saveWords, locale()));
  save_->setObjectName("recordedSave");
  for (Button* const button : {copy_, save_}) button->setEnabled(false);  // until there is something to copy
  result_ = new PageLabel(PageLabel::Kind::success);
  result_->setObjectName("recordedResult");
  auto* const below = new QHBoxLayout;
  below->setSpacing(gap);
  below->addWidget(count_, 1);
  below->addWidget(copy_);
  below->addWidget(save_);
  group->column()->addWidget(search_);
  group->column()->addWidget(view_, 1);
  group->column()->addWidget(empty_, 1);
  group->column()->addLayout(below);
  group->column()->addWidget(result_);
}

void RecordedSection::adopt(const RecordedAnswer& answer) {
  if (!answer.ok()) {
    const QString words = answer.code == DOCENT_CLOSED ? say(closedWords, locale()) : say(failedWords, locale()).arg(answer.message);
    result_->announce(PageLabel::Kind::failure, words);
    failed_ = true;
    count_->setWords({});
    return;
  }
  if (std::exchange(failed_, false) || answer.changed) result_->setWords({});
  if (answer.changed) {
    json_ = answer.json;
    model_->setEvents(answer.events);
  }
  showCounts();
}

void RecordedSection::showCounts() {
  const int all = model_->rowCount();
  const int found = filter_->rowCount();
  view_->setVisible(found > 0);
  empty_->setWords(found > 0 ? QString() : all > 0 ? say(nothingFound, locale()) : say(nothingRecorded, locale()));
  search_->setEnabled(all > 0);
  copy_->setEnabled(all > 0);
  save_->setEnabled(all > 0);
  const QString total = locale().toString(all);
  if (all == 0) count_->setWords({});
  else if (found < all) count_->setWords(say(foundWords, locale()).arg(locale().toString(found), total));
  else count_->setWords(say(countWords, locale()).arg(total, locale().toString(static_cast<qulonglong>(statsOf(client_).pending))));
}

void RecordedSection::save() {
  auto* const dialog = new QFileDialog(this, say(saveTitle, locale()), {}, "JSON (*.json)");
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix("json");
  connect(dialog, &QFileDialog::fileSelected, this, &RecordedSection::saveTo);
  dialog->open();
}

}  // namespace docent::qt
