#include "feedback_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

#include "appearance.h"
#include "guidance.h"
#include "icons.h"
#include "words.h"

namespace notes {

namespace {
constexpr int mostBytes = 10000;  // what docent_feedback() takes
}

FeedbackDialog::FeedbackDialog(Guidance& guidance, QWidget* parent) : QDialog(parent) {
  setObjectName("feedback");
  setWindowTitle(words("Give Feedback"));
  setAttribute(Qt::WA_DeleteOnClose);
  auto* const title = new QLabel(words("What do you think of Notes?"), this);
  title->setFont(sized(1.25, QFont::DemiBold));
  auto* const category = new QComboBox(this);
  category->setObjectName("feedback.category");
  category->addItem(words("An idea"), "idea");
  category->addItem(words("Something is wrong"), "bug");
  category->addItem(words("Praise"), "praise");
  category->addItem(words("Something else"), "other");
  auto* const text = new QPlainTextEdit(this);
  text->setObjectName("feedback.text");
  text->setAccessibleName(words("Your words"));
  text->setPlaceholderText(words("Your words. Nothing of your notes is sent along."));
  text->setTabChangesFocus(true);
  text->setMinimumSize(380, 130);
  auto* const problem = new QLabel(this);
  problem->setObjectName("feedback.problem");
  problem->setWordWrap(true);
  auto* const buttons = new QDialogButtonBox(this);
  buttons->setObjectName("feedback.buttons");
  QPushButton* const send = buttons->addButton(words("Send"), QDialogButtonBox::AcceptRole);
  send->setObjectName("feedback.send");
  send->setEnabled(false);
  buttons->addButton(words("Cancel"), QDialogButtonBox::RejectRole)->setObjectName("feedback.cancel");
  auto* const form = new QFormLayout;
  form->setSpacing(10);
  form->addRow(words("Stars"), makeStars());
  form->addRow(words("About"), category);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(20, 20, 20, 16);
  column->setSpacing(12);
  column->addWidget(title);
  column->addLayout(form);
  column->addWidget(text, 1);
  column->addWidget(problem);
  column->addWidget(buttons);
  problem->hide();
  connect(text, &QPlainTextEdit::textChanged, this, [text, send, problem] {
    const auto bytes = text->toPlainText().trimmed().toUtf8().size();
    send->setEnabled(bytes > 0 && bytes <= mostBytes);
    problem->setText(words("That is longer than can be sent."));
    problem->setVisible(bytes > mostBytes);
  });
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(send, &QPushButton::clicked, this, [this, &guidance, text, category, problem] {
    if (guidance.feedback(text->toPlainText().trimmed(), rating_, category->currentData().toString())) return accept();
    problem->setText(words("This could not be sent: your privacy settings do not allow it, or the disk is full."));
    problem->show();
  });
  text->setFocus();
}

QWidget* FeedbackDialog::makeStars() {
  auto* const box = new QWidget(this);
  auto* const row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(2);
  for (int star = 1; star <= 5; star++) {
    auto* const button = new QToolButton(box);
    button->setObjectName(QString("feedback.star%1").arg(star));
    button->setIconSize({22, 22});
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAccessibleName(words("%1 of 5 stars").arg(star));
    button->setToolTip(button->accessibleName());
    connect(button, &QToolButton::clicked, this, [this, star] { setStars(star == rating_ ? 0 : star); });
    stars_.append(button);
    row->addWidget(button);
  }
  row->addStretch(1);
  setStars(0);
  return box;
}

void FeedbackDialog::setStars(int stars) {
  rating_ = stars;
  for (int star = 0; star < 5; star++) stars_[star]->setIcon(icon(star < stars ? "starred" : "star"));
}

}  // namespace notes
