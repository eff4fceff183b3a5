#include "consent_sheet.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include "appearance.h"
#include "icons.h"
#include "words.h"
#include "workspace.h"

namespace notes {

ConsentSheet::ConsentSheet(Workspace& workspace, QWidget* parent) : QWidget(parent), workspace_(workspace) {
  setObjectName("consent");
  auto* const title = new QLabel(words("May Notes learn from how you use it?"), this);
  title->setFont(sized(1.1, QFont::DemiBold));
  auto* const text =
      new QLabel(words("If you agree, Notes remembers on this computer which functions you use, to show tips that fit, and tells its makers "
                       "which functions are used. What you write is never part of it. You can change your mind in Preferences."),
                 this);
  text->setWordWrap(true);
  text->setObjectName("consent.text");
  const auto button = [this](const char* name, const QString& label) {
    auto* const made = new QPushButton(label, this);
    made->setObjectName(name);
    made->setAutoDefault(false);
    return made;
  };
  QPushButton* const yes = button("consent.yes", words("Yes, I agree"));
  QPushButton* const no = button("consent.no", words("No, thanks"));
  QPushButton* const more = button("consent.details", words("Choose in detail…"));
  const int same = std::max(yes->sizeHint().width(), no->sizeHint().width());
  yes->setMinimumWidth(same);
  no->setMinimumWidth(same);
  auto* const close = new QToolButton(this);
  close->setObjectName("consent.close");
  close->setIcon(icon("close"));
  close->setToolTip(words("Not now"));
  close->setAccessibleName(words("Not now"));
  auto* const top = new QHBoxLayout;
  top->addWidget(title, 1);
  top->addWidget(close, 0, Qt::AlignTop);
  auto* const answers = new QHBoxLayout;
  answers->setSpacing(8);
  answers->addWidget(yes);
  answers->addWidget(no);
  answers->addWidget(more);
  answers->addStretch(1);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(24, 12, 12, 16);
  column->setSpacing(8);
  column->addLayout(top);
  column->addWidget(text);
  column->addLayout(answers);
  connect(yes, &QPushButton::clicked, this, [this] { answer(true); });
  connect(no, &QPushButton::clicked, this, [this] { answer(false); });
  connect(more, &QPushButton::clicked, this, [this] {
    hide();
    emit detailsWanted();
  });
  connect(close, &QToolButton::clicked, this, &QWidget::hide);
  setVisible(!workspace.guidance.consentKnown());
}

void ConsentSheet::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), mixed(palette().color(QPalette::Window), palette().color(QPalette::Highlight), 0.06));
  painter.fillRect(QRect(0, 0, width(), 1), hairline(palette()));
}

void ConsentSheet::answer(bool allowed) {
  if (workspace_.guidance.setConsent(allowed)) hide();
  else emit problem(words("Your answer could not be kept. Please try again."));
}

}  // namespace notes
