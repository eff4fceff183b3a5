#include "notice_bar.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include "appearance.h"
#include "icons.h"
#include "words.h"

namespace notes {

NoticeBar::NoticeBar(QWidget* parent) : QWidget(parent) {
  setObjectName("notice");
  text_ = new QLabel(this);
  text_->setObjectName("notice.text");
  text_->setWordWrap(true);
  text_->setTextFormat(Qt::PlainText);
  button_ = new QPushButton(this);
  button_->setObjectName("notice.act");
  auto* const close = new QToolButton(this);
  close->setObjectName("notice.close");
  close->setIcon(icon("close"));
  close->setToolTip(words("Close"));
  close->setAccessibleName(words("Close"));
  auto* const row = new QHBoxLayout(this);
  row->setContentsMargins(16, 6, 8, 6);
  row->addWidget(text_, 1);
  row->addWidget(button_);
  row->addWidget(close);
  end_.setSingleShot(true);
  connect(&end_, &QTimer::timeout, this, &QWidget::hide);
  connect(close, &QToolButton::clicked, this, &QWidget::hide);
  connect(button_, &QPushButton::clicked, this, [this] {
    hide();
    if (act_) act_();
  });
  hide();
}

void NoticeBar::say(const QString& text, int seconds, const QString& offer, std::function<void()> act) {
  text_->setText(text);
  button_->setText(offer);
  button_->setVisible(!offer.isEmpty());
  act_ = std::move(act);
  show();
  QAccessibleEvent spoken(text_, QAccessible::Alert);
  QAccessible::updateAccessibility(&spoken);
  if (seconds > 0) end_.start(seconds * 1000);
  else end_.stop();
}

void NoticeBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), mixed(palette().color(QPalette::Window), palette().color(QPalette::Highlight), 0.1));
  painter.fillRect(QRect(0, 0, width(), 1), hairline(palette()));
}

}  // namespace notes
