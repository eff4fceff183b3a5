#include "link_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>

#include "editor.h"
#include "words.h"

namespace notes {

LinkDialog::LinkDialog(NoteEditor* editor, QWidget* parent) : QDialog(parent) {
  setObjectName("link");
  setWindowTitle(words("Link"));
  setAttribute(Qt::WA_DeleteOnClose);
  const QString present = editor->linkUnderCursor();
  const QString selected = editor->textCursor().selectedText();
  auto* const address = new QLineEdit(present.isEmpty() ? QString("https://") : present, this);
  address->setObjectName("link.address");
  address->setMinimumWidth(320);
  auto* const text = new QLineEdit(selected, this);
  text->setObjectName("link.text");
  text->setEnabled(selected.isEmpty() && present.isEmpty());
  auto* const buttons = new QDialogButtonBox(this);
  buttons->setObjectName("link.buttons");
  QPushButton* const set = buttons->addButton(words("Set Link"), QDialogButtonBox::AcceptRole);
  set->setObjectName("link.set");
  set->setDefault(true);
  QPushButton* const remove = buttons->addButton(words("Remove Link"), QDialogButtonBox::DestructiveRole);
  remove->setObjectName("link.remove");
  remove->setVisible(!present.isEmpty());
  buttons->addButton(words("Cancel"), QDialogButtonBox::RejectRole)->setObjectName("link.cancel");
  auto* const form = new QFormLayout;
  form->addRow(words("Address"), address);
  form->addRow(words("Text"), text);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(20, 20, 20, 16);
  column->setSpacing(16);
  column->addLayout(form);
  column->addWidget(buttons);
  const auto check = [address, set] {
    const QUrl url(address->text(), QUrl::StrictMode);
    const bool web = url.scheme() == "http" || url.scheme() == "https";
    set->setEnabled(url.isValid() && (web ? !url.host().isEmpty() : url.scheme() == "mailto"));
  };
  check();
  connect(address, &QLineEdit::textChanged, this, check);
  connect(set, &QPushButton::clicked, this, [this, editor, address, text] {
    editor->setLink(address->text(), text->text().isEmpty() ? address->text() : text->text());
    accept();
  });
  connect(remove, &QPushButton::clicked, this, [this, editor] {
    editor->setLink({}, {});
    accept();
  });
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  address->setFocus();
  address->selectAll();
}

}  // namespace notes
