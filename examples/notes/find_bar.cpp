#include "find_bar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTextDocument>
#include <QTextEdit>
#include <QToolButton>

#include "appearance.h"
#include "icons.h"
#include "words.h"

namespace notes {

namespace {
constexpr int mostMarks = 2000;  // more would make typing slow; all are counted and replaced
}

FindBar::FindBar(QTextEdit* editor, QWidget* parent) : QWidget(parent), editor_(editor) {
  setObjectName("find");
  what_ = new QLineEdit(this);
  what_->setObjectName("find.what");
  what_->setPlaceholderText(words("Find"));
  what_->setAccessibleName(words("Find"));
  what_->setClearButtonEnabled(false);
  what_->addAction(icon("search"), QLineEdit::LeadingPosition)->setObjectName("find.icon");
  with_ = new QLineEdit(this);
  with_->setObjectName("find.with");
  with_->setPlaceholderText(words("Replace with"));
  with_->setAccessibleName(words("Replace with"));
  count_ = new QLabel(this);
  count_->setObjectName("find.count");
  count_->setMinimumWidth(fontMetrics().horizontalAdvance("000 / 0000 "));
  matchCase_ = button("find.case", nullptr, words("Match case"));
  matchCase_->setText("Aa");
  matchCase_->setCheckable(true);
  wholeWords_ = button("find.words", nullptr, words("Whole words"));
  wholeWords_->setText("|ab|");
  wholeWords_->setCheckable(true);
  auto* const up = button("find.previous", "up", words("Previous match (Shift+Enter)"));
  auto* const down = button("find.next", "down", words("Next match (Enter)"));
  auto* const one = new QPushButton(words("Replace"), this);
  one->setObjectName("find.replace");
  auto* const all = new QPushButton(words("Replace All"), this);
  all->setObjectName("find.replaceAll");
  auto* const close = button("find.close", "close", words("Close (Escape)"));

  auto* const row = new QHBoxLayout(this);
  row->setContentsMargins(12, 4, 12, 8);
  row->setSpacing(6);
  row->addWidget(what_, 3);
  row->addWidget(count_);
  for (QToolButton* each : {matchCase_, wholeWords_, up, down}) row->addWidget(each);
  row->addSpacing(8);
  row->addWidget(with_, 2);
  row->addWidget(one);
  row->addWidget(all);
  row->addWidget(close);

  connect(what_, &QLineEdit::textChanged, this, &FindBar::search);
  connect(matchCase_, &QToolButton::toggled, this, &FindBar::search);
  connect(wholeWords_, &QToolButton::toggled, this, &FindBar::search);
  connect(up, &QToolButton::clicked, this, &FindBar::previous);
  connect(down, &QToolButton::clicked, this, &FindBar::next);
  connect(one, &QPushButton::clicked, this, &FindBar::replace);
  connect(all, &QPushButton::clicked, this, &FindBar::replaceAll);
  connect(close, &QToolButton::clicked, this, &FindBar::end);
  connect(editor_->document(), &QTextDocument::contentsChanged, this, [this] {
    if (isVisible()) search();
  });
  hide();
}

void FindBar::begin() {
  const QString selected = editor_->textCursor().selectedText();
  show();
  if (!selected.isEmpty() && !selected.contains(QChar::ParagraphSeparator)) what_->setText(selected);
  what_->selectAll();
  what_->setFocus(Qt::ShortcutFocusReason);
  search();
}

void FindBar::end() {
  hide();
  found_.clear();
  editor_->setExtraSelections({});
  editor_->setFocus(Qt::OtherFocusReason);
}

int FindBar::current() const {
  const QTextCursor now = editor_->textCursor();
  for (qsizetype i = 0; i < found_.size(); i++) {
    if (found_[i].selectionStart() == now.selectionStart() && found_[i].selectionEnd() == now.selectionEnd()) return static_cast<int>(i) + 1;
  }
  return 0;
}

void FindBar::next() {
  const int position = editor_->textCursor().selectionEnd();
  for (const QTextCursor& match : found_) {
    if (match.selectionStart() >= position) return select(match);
  }
  if (!found_.isEmpty()) select(found_.first());
}

void FindBar::previous() {
  const int position = editor_->textCursor().selectionStart();
  for (auto match = found_.crbegin(); match != found_.crend(); ++match) {
    if (match->selectionEnd() <= position) return select(*match);
  }
  if (!found_.isEmpty()) select(found_.last());
}

void FindBar::replace() {
  if (const int at = current(); at > 0) {
    QTextCursor match = found_[at - 1];
    match.insertText(with_->text());
    editor_->setTextCursor(match);
    emit replaced(1);
  }
  next();
}

void FindBar::replaceAll() {
  const auto matches = found_;  // the search after each change fills found_ anew
  if (matches.isEmpty()) return;
  QTextCursor whole(editor_->document());
  whole.beginEditBlock();
  for (QTextCursor match : matches) match.insertText(with_->text());
  whole.endEditBlock();
  search();
  emit replaced(static_cast<int>(matches.size()));
}

void FindBar::keyPressEvent(QKeyEvent* event) {
  const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (event->key() == Qt::Key_Escape) end();
  else if (enter && with_->hasFocus()) replace();
  else if (enter && (event->modifiers() & Qt::ShiftModifier)) previous();
  else if (enter) next();
  else QWidget::keyPressEvent(event);
}

QToolButton* FindBar::button(const char* name, const char* iconName, const QString& tip) {
  auto* const button = new QToolButton(this);
  button->setObjectName(name);
  if (iconName != nullptr) button->setIcon(icon(iconName));
  button->setToolTip(tip);
  button->setAccessibleName(tip);
  button->setAutoRaise(true);
  return button;
}

void FindBar::search() {
  const qsizetype before = found_.size();
  found_.clear();
  QTextDocument::FindFlags flags;
  if (matchCase_->isChecked()) flags |= QTextDocument::FindCaseSensitively;
  if (wholeWords_->isChecked()) flags |= QTextDocument::FindWholeWords;
  QTextDocument* const document = editor_->document();
  if (!what_->text().isEmpty()) {
    for (QTextCursor at = document->find(what_->text(), 0, flags); !at.isNull(); at = document->find(what_->text(), at, flags)) found_.append(at);
  }
  mark();
  if (sender() == what_ && !what_->text().isEmpty()) {
    if (before == 0 || current() == 0) {
      QTextCursor begin = editor_->textCursor();
      begin.setPosition(begin.selectionStart());
      editor_->setTextCursor(begin);
      next();
    }
    emit searched();
  }
}

void FindBar::mark() {
  QList<QTextEdit::ExtraSelection> marks;
  QTextCharFormat format;
  const QPalette& colours = editor_->palette();
  format.setBackground(mixed(colours.color(QPalette::Base), QColor(0xff, 0xc1, 0x07), 0.45));
  format.setForeground(colours.color(QPalette::Text));
  for (const QTextCursor& match : found_.mid(0, mostMarks)) marks.append({match, format});
  editor_->setExtraSelections(marks);
  QString text;
  if (!what_->text().isEmpty()) text = found_.isEmpty() ? words("No match") : QString("%1 / %2").arg(current()).arg(found_.size());
  count_->setText(text);
}

void FindBar::select(const QTextCursor& cursor) {
  editor_->setTextCursor(cursor);
  editor_->ensureCursorVisible();
  mark();
}

}  // namespace notes
