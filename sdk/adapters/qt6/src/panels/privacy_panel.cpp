// The privacy panel: its sections (panels/*_section.h) below each other, and what one of them means for the others. It looks once a second, while it
// is visible, whether the client is still open. GUI thread.
#include "docent/qt/privacy_panel.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QEvent>
#include <QGuiApplication>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>

#include "look/theme.h"
#include "panels/answers.h"
#include "panels/consent_section.h"
#include "panels/erase_section.h"
#include "panels/page.h"
#include "panels/privacy_words.h"
#include "panels/quiet_section.h"
#include "panels/recorded_section.h"

namespace docent::qt {

namespace {
constexpr int lookMs = 1000;  // how often it looks, while visible, whether the client is still there
}

// The sections below each other, in a scroll area. Made anew when the language changes.
class PrivacyPanel::Page : public QScrollArea {
 public:
  Page(docent_client* client, PrivacyPanel* panel);
  void setRecipient(const QString& name);
  void refresh();

 private:
  /// Disables everything once the client is closed, and says so.
  bool lookWhetherOpen();

  docent_client* client_;
  QWidget* sections_ = new QWidget;
  PageLabel* closed_ = new PageLabel(PageLabel::Kind::heading);
  ConsentSection* consent_;
  RecordedSection* recorded_;
  QuietSection* quiet_;
  EraseSection* erase_;
};

PrivacyPanel::Page::Page(docent_client* client, PrivacyPanel* panel) : QScrollArea(panel), client_(client) {
  setFrameShape(QFrame::NoFrame);
  setWidgetResizable(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFocusPolicy(Qt::NoFocus);
  setLocale(panel->locale());
  auto* const whole = new QWidget;
  whole->setLocale(locale());
  sections_->setLocale(locale());
  auto* const outer = new QVBoxLayout(whole);
  outer->setContentsMargins(padding, padding, padding, padding);
  outer->setSpacing(padding);
  outer->addWidget(closed_);
  outer->addWidget(sections_, 1);
  closed_->setObjectName("closed");
  auto* const column = new QVBoxLayout(sections_);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(padding + gap);
  consent_ = new ConsentSection(client, sections_);
  recorded_ = new RecordedSection(client, sections_);
  quiet_ = new QuietSection(client, sections_);
  erase_ = new EraseSection(client, sections_);
  column->addWidget(consent_);
  column->addWidget(recorded_, 1);
  column->addWidget(quiet_);
  column->addWidget(erase_);
  setWidget(whole);
  viewport()->setAutoFillBackground(false);
  whole->setAutoFillBackground(false);
  connect(consent_, &ConsentSection::consentChanged, panel, [this, panel](quint32 granted) {
    emit panel->consentChanged(granted);
    recorded_->refresh();
    if ((granted & DOCENT_CONSENT_GUIDANCE) != 0) quiet_->refresh();
    else quiet_->forget();
  });
  connect(erase_, &EraseSection::erased, panel, [this, panel] {
    refresh();
    quiet_->forget();
    emit panel->erased();
  });
  auto* const look = new QTimer(this);
  connect(look, &QTimer::timeout, this, [this] {
    if (isVisible() && lookWhetherOpen()) consent_->refresh();
  });
  look->start(lookMs);
}

void PrivacyPanel::Page::setRecipient(const QString& name) {
  consent_->setRecipient(name);
  erase_->setRecipient(name);
}

void PrivacyPanel::Page::refresh() {
  setMinimumWidth(widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width());  // it scrolls in one direction only
  consent_->refresh();
  erase_->refresh();
  if (!lookWhetherOpen()) return;
  recorded_->refresh();
  quiet_->refresh();
}

bool PrivacyPanel::Page::lookWhetherOpen() {
  const bool open = isOpen(client_);
  if (sections_->isEnabled() == open) return open;
  sections_->setEnabled(open);
  closed_->announce(PageLabel::Kind::heading, open ? QString() : say(closedWords, locale()));
  return open;
}

PrivacyPanel::PrivacyPanel(docent_client* client, QWidget* parent) : QWidget(parent), client_(client) {
  setProperty("docentIgnore", true);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  build();
}

PrivacyPanel::~PrivacyPanel() = default;

void PrivacyPanel::setRecipient(const QString& name) {
  recipient_ = name;
  const QString application = QGuiApplication::applicationDisplayName();
  if (!name.isEmpty()) page_->setRecipient(name);
  else page_->setRecipient(application.isEmpty() ? say(makers, locale()) : say(makersOf, locale()).arg(application));
}

void PrivacyPanel::refresh() { page_->refresh(); }

void PrivacyPanel::showDialog(docent_client* client, QWidget* parent) {
  auto* const dialog = new QDialog(parent);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setProperty("docentIgnore", true);
  dialog->setObjectName("docentPrivacyDialog");
  dialog->setWindowModality(Qt::WindowModal);
  dialog->setWindowTitle(say(privacyTitle, dialog->locale()));
  auto* const column = new QVBoxLayout(dialog);
  column->setContentsMargins(0, 0, 0, padding);
  column->addWidget(new PrivacyPanel(client), 1);
  auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  buttons->button(QDialogButtonBox::Close)->setText(say(closeWords, dialog->locale()));
  buttons->setContentsMargins(padding, 0, padding, 0);
  connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
  column->addWidget(buttons);
  dialog->resize(640, 720);
  dialog->show();
}

void PrivacyPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  refresh();
}

void PrivacyPanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::LanguageChange && event->type() != QEvent::LocaleChange) return;
  build();
  if (isVisible()) refresh();
}

void PrivacyPanel::build() {
  page_ = std::make_unique<Page>(client_, this);
  layout()->addWidget(page_.get());
  setRecipient(recipient_);
  page_->setVisible(true);
}

}  // namespace docent::qt
