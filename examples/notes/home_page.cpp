#include "home_page.h"

#include <QAction>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QScrollArea>

#include "appearance.h"
#include "commands.h"
#include "icons.h"
#include "note_list.h"
#include "row_button.h"
#include "templates.h"
#include "words.h"
#include "workspace.h"

namespace notes {

namespace {

constexpr int recentShown = 5;
constexpr int margin = 28;
constexpr int checklistHeight = 320;

QLabel* headline(const QString& text, QWidget* parent) {
  auto* const label = new QLabel(text, parent);
  label->setFont(sized(1.1, QFont::DemiBold));
  return label;
}

QString greeting() {
  const int hour = QTime::currentTime().hour();
  return hour < 5 ? words("Good night") : hour < 12 ? words("Good morning") : hour < 18 ? words("Good afternoon") : words("Good evening");
}

}  // namespace

HomePage::HomePage(Workspace& workspace, const Commands& commands, QWidget* parent) : QWidget(parent), workspace_(workspace) {
  setObjectName("page.home");
  auto* const scroll = new QScrollArea(this);
  scroll->setObjectName("home.scroll");
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setFocusPolicy(Qt::NoFocus);
  auto* const outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->addWidget(scroll);
  auto* const content = new QWidget;
  content->setObjectName("home.content");
  content->setBackgroundRole(QPalette::Base);
  content->setAutoFillBackground(true);
  auto* const inner = new QWidget(content);
  inner->setMaximumWidth(760);
  sides_ = new QHBoxLayout(content);
  makeRoom(false);
  sides_->addStretch(1);
  sides_->addWidget(inner, 100);
  sides_->addStretch(1);
  auto* const column = new QVBoxLayout(inner);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(10);
  auto* const hello = new QLabel(greeting(), inner);
  hello->setFont(sized(2, QFont::DemiBold));
  column->addWidget(hello);
  column->addSpacing(6);
  column->addWidget(makeBeginnings(commands));
  column->addSpacing(12);
  recentBox_ = new QWidget(inner);
  auto* const recentColumn = new QVBoxLayout(recentBox_);
  recentColumn->setContentsMargins(0, 0, 0, 12);
  recentColumn->setSpacing(6);
  recentColumn->addWidget(headline(words("Opened last"), recentBox_));
  recent_ = new QVBoxLayout;
  recent_->setSpacing(2);
  recentColumn->addLayout(recent_);
  column->addWidget(recentBox_);
  QWidget* const next = workspace.guidance.recommendations("home.next", inner);
  next->setObjectName("home.next");
  column->addWidget(next);
  column->addStretch(1);
  scroll->setWidget(content);
  connect(&workspace.guidance, &Guidance::checklistShown, this, &HomePage::makeRoom);
}

void HomePage::refresh() {
  while (QLayoutItem* const item = recent_->takeAt(0)) {
    item->widget()->deleteLater();
    delete item;
  }
  const auto all = workspace_.store.notes();
  QHash<QString, Note> byId;
  for (const Note& note : all) byId.insert(note.id, note);
  int shown = 0;
  for (const QString& id : workspace_.preferences.recent()) {
    if (!byId.contains(id) || shown == recentShown) continue;
    const Note& note = byId[id];
    auto* const row = new RowButton("note", note.title.isEmpty() ? words("Untitled") : note.title, note.text.left(160).simplified(), this);
    row->setSide(shortDate(note.modified));
    row->setObjectName(QString("home.recent%1").arg(++shown));
    connect(row, &QAbstractButton::clicked, this, [this, id] { emit noteChosen(id); });
    recent_->addWidget(row);
  }
  recentBox_->setVisible(shown > 0);
}

void HomePage::takeFocus() { first_->setFocus(Qt::OtherFocusReason); }

void HomePage::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), palette().color(QPalette::Base));
}

// A checklist lies over the end of the page: below it is room, so that all can be scrolled clear of it.
void HomePage::makeRoom(bool forChecklist) { sides_->setContentsMargins(32, margin, 32, margin + (forChecklist ? checklistHeight : 0)); }

QWidget* HomePage::makeBeginnings(const Commands& commands) {
  auto* const box = new QWidget(this);
  auto* const grid = new QGridLayout(box);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setSpacing(8);
  auto* const empty = new RowButton("new", words("Empty note"), words("Begin to write"), box);
  empty->setObjectName("home.new");
  empty->setFramed(true);
  first_ = empty;
  connect(empty, &QAbstractButton::clicked, commands["notes.new"], &QAction::trigger);
  grid->addWidget(empty, 0, 0);
  int place = 1;
  for (const Template& each : templates()) {
    auto* const button = new RowButton(each.icon, each.name, each.purpose, box);
    button->setObjectName(QString("home.template.%1").arg(each.id));
    button->setFramed(true);
    const QString id = each.id;
    connect(button, &QAbstractButton::clicked, this, [this, id] { emit templateChosen(id); });
    grid->addWidget(button, place / 2, place % 2);
    place++;
  }
  auto* const look = new RowButton("tour", words("Look around"), words("A short tour of Notes"), box);
  look->setObjectName("home.tour");
  look->setFramed(true);
  connect(look, &QAbstractButton::clicked, commands["help.tour"], &QAction::trigger);
  grid->addWidget(look, place / 2, place % 2);
  return box;
}

}  // namespace notes
