#include "note_list.h"

#include <QAction>
#include <QComboBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

#include "appearance.h"
#include "commands.h"
#include "icons.h"
#include "note_model.h"
#include "words.h"
#include "workspace.h"

namespace notes {

namespace {
constexpr int pad = 12;
}

NoteList::NoteList(Workspace& workspace, const Commands& commands, QWidget* parent) : QWidget(parent), workspace_(workspace) {
  setObjectName("notes");
  setMinimumWidth(220);
  model_ = new NoteModel(workspace.store, this);
  model_->setSort(workspace.preferences.sort());
  list_ = new QListView(this);
  list_->setObjectName("notes.list");
  list_->setAccessibleName(words("Notes"));
  list_->setModel(model_);
  list_->setItemDelegate(new NoteDelegate(list_));
  list_->setFrameShape(QFrame::NoFrame);
  list_->setUniformItemSizes(true);
  list_->setMouseTracking(true);
  list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  list_->setContextMenuPolicy(Qt::CustomContextMenu);
  list_->viewport()->setAutoFillBackground(false);
  list_->installEventFilter(this);
  empty_ = new QLabel(list_);
  empty_->setObjectName("notes.empty");
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setWordWrap(true);
  empty_->setForegroundRole(QPalette::PlaceholderText);

  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(makeHeader(commands));
  column->addWidget(list_);
  auto* const middle = new QVBoxLayout(list_);
  middle->addWidget(empty_);

  connect(list_, &QListView::customContextMenuRequested, this, [this, &commands](const QPoint& at) {
    if (!list_->indexAt(at).isValid()) return;
    QMenu menu;
    menu.setObjectName("notes.menu");
    for (const char* name : {"notes.pin", "menu.export", "notes.delete"}) menu.addAction(commands[name]);
    menu.exec(list_->viewport()->mapToGlobal(at));
  });
  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& now) {
    if (now.isValid() && byKey_) emit chosen(now.data(NoteModel::idRole).toString());
  });
  connect(list_, &QListView::clicked, this, [this](const QModelIndex& index) { emit chosen(index.data(NoteModel::idRole).toString()); });
  connect(search_, &QLineEdit::textEdited, this, [this](const QString& text) {
    model_->setFilter(text);
    if (!text.isEmpty()) emit searched();
  });
  connect(search_, &QLineEdit::returnPressed, this, [this] {
    list_->setFocus();
    list_->setCurrentIndex(model_->index(0));
  });
  connect(sort_, &QComboBox::activated, this, [this] {
    workspace_.preferences.setSort(sort_->currentData().toString());
    model_->setSort(sort_->currentData().toString());
  });
  connect(model_, &QAbstractItemModel::modelReset, this, &NoteList::showEmpty);
  connect(model_, &QAbstractItemModel::rowsInserted, this, &NoteList::showEmpty);
  connect(model_, &QAbstractItemModel::rowsRemoved, this, &NoteList::showEmpty);
  showEmpty();
}

void NoteList::select(const QString& id) {
  const QModelIndex index = model_->indexOf(id);
  const QSignalBlocker quiet(list_->selectionModel());
  if (index.isValid()) list_->setCurrentIndex(index);
  else list_->selectionModel()->clear();
  if (index.isValid()) list_->scrollTo(index);
  list_->viewport()->update();
}

QString NoteList::selected() const { return list_->currentIndex().data(NoteModel::idRole).toString(); }

void NoteList::beginSearch() {
  search_->setFocus(Qt::ShortcutFocusReason);
  search_->selectAll();
}

// Getting the focus makes the first entry the current one; only keys mean to open it.
bool NoteList::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::KeyPress) byKey_ = true;
  if (event->type() == QEvent::KeyRelease || event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) byKey_ = false;
  return QWidget::eventFilter(watched, event);
}

QWidget* NoteList::makeHeader(const Commands& commands) {
  auto* const header = new QWidget(this);
  header->setObjectName("notes.header");
  auto* const home = new QToolButton(header);
  home->setDefaultAction(commands["view.home"]);
  home->setObjectName("notes.home");
  auto* const add = new QToolButton(header);
  add->setDefaultAction(commands["notes.new"]);
  add->setObjectName("notes.add");
  for (QToolButton* each : {home, add}) each->setAutoRaise(true);
  auto* const title = new QLabel(words("Notes"), header);
  title->setObjectName("notes.title");
  title->setFont(sized(1.25, QFont::DemiBold));
  search_ = new QLineEdit(header);
  search_->setObjectName("notes.search");
  search_->setPlaceholderText(words("Search all notes"));
  search_->setAccessibleName(words("Search all notes"));
  search_->setClearButtonEnabled(true);
  search_->addAction(icon("search"), QLineEdit::LeadingPosition)->setObjectName("notes.search.icon");
  sort_ = new QComboBox(header);
  sort_->setObjectName("notes.sort");
  sort_->setAccessibleName(words("Order"));
  sort_->addItem(words("Last changed"), "modified");
  sort_->addItem(words("Newest"), "created");
  sort_->addItem(words("Title"), "title");
  sort_->setCurrentIndex(std::max(0, sort_->findData(workspace_.preferences.sort())));

  auto* const top = new QHBoxLayout;
  top->addWidget(home);
  top->addWidget(title, 1);
  top->addWidget(add);
  auto* const column = new QVBoxLayout(header);
  column->setContentsMargins(pad, 8, pad, 8);
  column->setSpacing(8);
  column->addLayout(top);
  column->addWidget(search_);
  column->addWidget(sort_);
  return header;
}

void NoteList::showEmpty() {
  empty_->setText(search_->text().isEmpty() ? words("No notes yet.") : words("No note has these words."));
  empty_->setVisible(model_->rowCount() == 0);
}

void NoteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const QPalette& colours = option.palette;
  const bool selected = option.state & QStyle::State_Selected;
  const QRectF box = QRectF(option.rect).adjusted(8, 2, -8, -2);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(Qt::NoPen);
  const QColor ground = colours.color(QPalette::Window);
  if (selected) painter->setBrush(colours.color(QPalette::Highlight));
  else if (option.state & QStyle::State_MouseOver) painter->setBrush(mixed(ground, colours.color(QPalette::WindowText), 0.07));
  else painter->setBrush(Qt::NoBrush);
  painter->drawRoundedRect(box, 7, 7);
  if ((option.state & QStyle::State_HasFocus) && option.widget->hasFocus()) {
    painter->setPen(QPen(colours.color(selected ? QPalette::HighlightedText : QPalette::Highlight), 1.5));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(box.adjusted(2, 2, -2, -2), 5.5, 5.5);
  }
  const QColor ink = colours.color(selected ? QPalette::HighlightedText : QPalette::WindowText);
  const QColor faint = selected ? ink : mutedText(colours);
  const bool mirrored = option.direction == Qt::RightToLeft;
  QRect inner = box.toRect().adjusted(10, 8, -10, -8);
  if (index.data(NoteModel::pinnedRole).toBool()) {
    const int size = 14;
    const QRect mark(mirrored ? inner.left() : inner.right() - size, inner.top() + 1, size, size);
    paintIcon(*painter, mark, "pinned", faint);
    if (mirrored) inner.setLeft(inner.left() + size + 4);
    else inner.setRight(inner.right() - size - 4);
  }
  const QFont bold = sized(1, QFont::DemiBold);
  const QFont small = sized(0.9);
  const auto line = [&](const QRect& where, const QFont& font, const QColor& color, const QString& text) {
    painter->setFont(font);
    painter->setPen(color);
    painter->drawText(where, Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine,
                      QFontMetrics(font).elidedText(text, Qt::ElideRight, where.width()));
  };
  const int first = QFontMetrics(bold).height();
  line(QRect(inner.left(), inner.top(), inner.width(), first), bold, ink, index.data(Qt::DisplayRole).toString());
  const QRect whole = box.toRect().adjusted(10, 8, -10, -8);
  const QString when = shortDate(index.data(NoteModel::modifiedRole).toDateTime());
  const QString preview = index.data(NoteModel::textRole).toString();
  line(QRect(whole.left(), whole.top() + first + 3, whole.width(), QFontMetrics(small).height()), small, faint,
       preview.isEmpty() ? when : when + "  ·  " + preview);
  painter->restore();
}

QSize NoteDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
  return {120, QFontMetrics(sized(1, QFont::DemiBold)).height() + QFontMetrics(sized(0.9)).height() + 3 + 16 + 4};
}

QString shortDate(const QDateTime& time) {
  const QDate today = QDate::currentDate();
  const QDateTime local = time.toLocalTime();
  const QLocale locale;
  if (local.date() == today) return locale.toString(local.time(), "HH:mm");
  if (local.date() == today.addDays(-1)) return words("Yesterday");
  const bool chinese = locale.language() == QLocale::Chinese;
  if (local.date().year() == today.year()) return locale.toString(local.date(), chinese ? "M月d日" : "d MMM");
  return locale.toString(local.date(), chinese ? "yyyy年M月d日" : "d MMM yyyy");
}

}  // namespace notes
