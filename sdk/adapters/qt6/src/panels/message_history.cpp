#include "panels/message_history.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>
#include <algorithm>

#include "look/theme.h"
#include "panels/history_row.h"
#include "panels/history_words.h"
#include "panels/page.h"

namespace docent::qt {

void MessageHistory::add(const Content& content) {
  if (content.change == Change::withdraw || content.id.isEmpty()) return;
  const int step = content.isTour() ? content.stepIndex() : -1;
  const QString title = !content.title.isEmpty() || step < 0 ? content.title : content.steps[step].title;
  const QString body = !content.body.isEmpty() || step < 0 ? content.body : content.steps[step].body;
  const Entry entry{content.id, content.campaign, content.type, title, body, QDateTime::currentDateTime()};
  const auto same = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.id == content.id; });
  if (same != entries_.end()) {
    *same = entry;
    const QModelIndex changed = index(static_cast<int>(same - entries_.begin()));
    emit dataChanged(changed, changed);
    return;
  }
  if (rowCount() == limit) {
    beginRemoveRows({}, limit - 1, limit - 1);
    entries_.removeLast();
    endRemoveRows();
  }
  beginInsertRows({}, 0, 0);
  entries_.prepend(entry);
  endInsertRows();
}

QVariant MessageHistory::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const Entry& entry = entries_[index.row()];
  switch (role) {
    case TitleRole: return entry.title.isEmpty() ? say(historyUntitled, QLocale()) : entry.title;
    case Qt::AccessibleTextRole: return QString(entry.title + ". " + entry.body.left(1000));
    case BodyRole: return entry.body;
    case TypeRole: return entry.type;
    case TimeRole: return entry.time;
    case CampaignRole: return entry.campaign;
    case SearchRole: return QString(entry.title + '\n' + entry.body);
    default: return {};
  }
}

HistoryDialog::HistoryDialog(MessageHistory* history, QWidget* parent)
    : QDialog(parent),
      history_(history),
      found_(new QSortFilterProxyModel(this)),
      search_(new QLineEdit(this)),
      list_(new QListView(this)),
      empty_(new PageLabel(PageLabel::Kind::muted, {}, this)),
      again_(new QPushButton(say(historyAgain, locale()), this)) {
  setAttribute(Qt::WA_DeleteOnClose);
  setProperty("docentIgnore", true);
  setObjectName("docentHistoryDialog");
  setWindowTitle(say(historyTitle, locale()));
  found_->setSourceModel(history);
  found_->setFilterRole(MessageHistory::SearchRole);
  found_->setFilterCaseSensitivity(Qt::CaseInsensitive);
  search_->setPlaceholderText(say(historySearch, locale()));
  search_->setAccessibleName(say(historySearch, locale()));
  search_->setClearButtonEnabled(true);
  QPalette ink = search_->palette();
  ink.setColor(QPalette::PlaceholderText, Theme::of(search_).muted);  // Qt's own is fainter than text may be
  search_->setPalette(ink);
  search_->installEventFilter(this);
  list_->setModel(found_);
  list_->setItemDelegate(new HistoryRow(list_));
  list_->setAccessibleName(say(historyTitle, locale()));
  list_->setMouseTracking(true);
  list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  list_->setTabKeyNavigation(false);
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setContentsMargins(padding, padding, padding, padding);
  empty_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
  auto* const close = new QPushButton(say(historyClose, locale()), this);
  close->setAutoDefault(false);
  again_->setDefault(true);
  auto* const buttons = new QHBoxLayout;
  buttons->addStretch();
  buttons->addWidget(close);
  buttons->addWidget(again_);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(padding, padding, padding, padding);
  column->setSpacing(gap);
  column->addWidget(search_);
  column->addWidget(list_, 1);
  column->addWidget(empty_, 1);
  column->addSpacing(gap / 2);
  column->addLayout(buttons);
  resize(460, 480);
  connect(search_, &QLineEdit::textChanged, this, &HistoryDialog::showFound);
  connect(history, &QAbstractItemModel::rowsInserted, this, &HistoryDialog::showFound);
  connect(history, &QObject::destroyed, this, &QDialog::reject);
  connect(list_, &QListView::doubleClicked, this, &HistoryDialog::askAgain);
  connect(again_, &QPushButton::clicked, this, &HistoryDialog::askAgain);
  connect(close, &QPushButton::clicked, this, &QDialog::reject);
  showFound();
}

bool HistoryDialog::eventFilter(QObject* watched, QEvent* event) {
  if (watched == search_ && event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Down || key == Qt::Key_Up || key == Qt::Key_PageDown || key == Qt::Key_PageUp) {
      QCoreApplication::sendEvent(list_, event);
      return true;
    }
  }
  return QDialog::eventFilter(watched, event);
}

void HistoryDialog::showFound() {
  found_->setFilterFixedString(search_->text().trimmed());
  const bool any = found_->rowCount() > 0;
  list_->setVisible(any);
  empty_->setWords(any ? QString() : history_->rowCount() == 0 ? say(historyEmpty, locale()) : say(historyNotFound, locale()));
  search_->setEnabled(history_->rowCount() > 0);
  again_->setEnabled(any);
  if (any && !list_->currentIndex().isValid()) list_->setCurrentIndex(found_->index(0, 0));
}

void HistoryDialog::askAgain() {
  const QString campaign = list_->currentIndex().data(MessageHistory::CampaignRole).toString();
  if (campaign.isEmpty()) return;
  emit again(campaign);
  accept();
}

}  // namespace docent::qt
