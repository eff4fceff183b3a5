#include "help_dialogs.h"

#include <QAction>
#include <QApplication>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "appearance.h"
#include "commands.h"
#include "icons.h"
#include "words.h"

namespace notes {

namespace {

QDialogButtonBox* closeRow(QDialog* dialog, const char* name) {
  auto* const buttons = new QDialogButtonBox(dialog);
  buttons->setObjectName(QString("%1.buttons").arg(name));
  QPushButton* const close = buttons->addButton(words("Close"), QDialogButtonBox::RejectRole);
  close->setObjectName(QString("%1.close").arg(name));
  close->setDefault(true);
  QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
  return buttons;
}

}  // namespace

ShortcutsDialog::ShortcutsDialog(const Commands& commands, QWidget* parent) : QDialog(parent) {
  setObjectName("shortcuts");
  setWindowTitle(words("Keyboard Shortcuts"));
  setAttribute(Qt::WA_DeleteOnClose);
  resize(460, 540);
  auto* const filter = new QLineEdit(this);
  filter->setObjectName("shortcuts.filter");
  filter->setPlaceholderText(words("Search"));
  filter->setAccessibleName(words("Search"));
  auto* const list = new QTreeWidget(this);
  list->setObjectName("shortcuts.list");
  list->setAccessibleName(words("Keyboard Shortcuts"));
  list->setColumnCount(2);
  list->setHeaderHidden(true);
  list->header()->setObjectName("shortcuts.header");
  list->setRootIsDecorated(false);
  list->setAlternatingRowColors(true);
  list->setUniformRowHeights(true);
  for (const QAction* const action : commands.all()) {
    if (action->shortcut().isEmpty()) continue;
    auto* const item = new QTreeWidgetItem(list, {withoutMnemonic(action->text()), action->shortcut().toString(QKeySequence::NativeText)});
    item->setSizeHint(0, {0, 28});
  }
  // What the kit adds for what it shows.
  auto* const six = new QTreeWidgetItem(list, {words("Go to a tip and back"), "F6"});
  six->setSizeHint(0, {0, 28});
  list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(20, 20, 20, 16);
  column->setSpacing(12);
  column->addWidget(filter);
  column->addWidget(list);
  column->addWidget(closeRow(this, "shortcuts"));
  connect(filter, &QLineEdit::textChanged, list, [list](const QString& text) {
    for (int row = 0; row < list->topLevelItemCount(); row++) {
      QTreeWidgetItem* const item = list->topLevelItem(row);
      item->setHidden(!item->text(0).contains(text, Qt::CaseInsensitive) && !item->text(1).contains(text, Qt::CaseInsensitive));
    }
  });
}

AboutDialog::AboutDialog(QWidget* parent) : QDialog(parent) {
  setObjectName("about");
  setWindowTitle(words("About Notes"));
  setAttribute(Qt::WA_DeleteOnClose);
  auto* const picture = new QLabel(this);
  picture->setPixmap(applicationIcon().pixmap(QSize(72, 72), devicePixelRatioF()));
  auto* const name = new QLabel("Notes", this);
  name->setFont(sized(1.8, QFont::DemiBold));
  auto* const text =
      new QLabel(words("Version %1\n\nA small editor for formatted notes, and an example of how an application and Docent work together. "
                       "Your notes stay in files on this computer.")
                     .arg(QApplication::applicationVersion()),
                 this);
  text->setWordWrap(true);
  text->setMinimumWidth(300);
  auto* const lines = new QVBoxLayout;
  lines->addWidget(name);
  lines->addWidget(text);
  lines->addStretch(1);
  auto* const row = new QHBoxLayout;
  row->setSpacing(20);
  row->addWidget(picture, 0, Qt::AlignTop);
  row->addLayout(lines, 1);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(24, 24, 24, 16);
  column->setSpacing(16);
  column->addLayout(row);
  column->addWidget(closeRow(this, "about"));
}

}  // namespace notes
