#include "preferences_dialog.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QStackedWidget>

#include "appearance.h"
#include "format_delegate.h"
#include "words.h"
#include "workspace.h"

namespace notes {

PreferencesDialog::PreferencesDialog(Workspace& workspace, QWidget* parent) : QDialog(parent), workspace_(workspace) {
  setObjectName("preferences");
  setWindowTitle(words("Preferences"));
  setAttribute(Qt::WA_DeleteOnClose);
  resize(800, 580);
  pages_ = new QListWidget(this);
  pages_->setObjectName("preferences.pages");
  pages_->setAccessibleName(words("Pages"));
  pages_->setItemDelegate(new FormatDelegate(pages_));
  pages_->setFrameShape(QFrame::NoFrame);
  pages_->setMouseTracking(true);
  pages_->setFixedWidth(180);
  pages_->viewport()->setAutoFillBackground(false);
  const auto page = [this](const char* id, const char* icon, const QString& name) {
    auto* const item = new QListWidgetItem(name, pages_);
    item->setData(Qt::UserRole, id);
    item->setData(FormatDelegate::iconRole, icon);
  };
  page("general", "settings", words("General"));
  page("privacy", "privacy", words("Privacy"));
  stack_ = new QStackedWidget(this);
  stack_->setObjectName("preferences.stack");
  stack_->addWidget(makeGeneral());
  QWidget* const privacy = workspace.guidance.privacyPanel(stack_);
  privacy->setObjectName("preferences.privacy");
  stack_->addWidget(privacy);
  auto* const buttons = new QDialogButtonBox(this);
  buttons->setObjectName("preferences.buttons");
  QPushButton* const close = buttons->addButton(words("Close"), QDialogButtonBox::RejectRole);
  close->setObjectName("preferences.close");
  close->setDefault(true);
  auto* const middle = new QHBoxLayout;
  middle->setSpacing(20);
  middle->addWidget(pages_);
  middle->addWidget(stack_, 1);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(16, 20, 20, 16);
  column->setSpacing(12);
  column->addLayout(middle, 1);
  column->addWidget(buttons);
  connect(pages_, &QListWidget::currentRowChanged, stack_, &QStackedWidget::setCurrentIndex);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  pages_->setCurrentRow(0);
}

void PreferencesDialog::showPage(const QString& page) {
  for (int row = 0; row < pages_->count(); row++) {
    if (pages_->item(row)->data(Qt::UserRole).toString() == page) pages_->setCurrentRow(row);
  }
}

QWidget* PreferencesDialog::makeGeneral() {
  auto* const page = new QWidget(this);
  page->setObjectName("preferences.general");
  Preferences& preferences = workspace_.preferences;
  auto* const themes = new QButtonGroup(page);
  auto* const themeColumn = new QVBoxLayout;
  themeColumn->setSpacing(4);
  const std::pair<const char*, QString> all[] = {
      {"system", words("As the system")}, {"light", words("Light")}, {"dark", words("Dark")}, {"contrast", words("High contrast")}};
  for (const auto& [id, name] : all) {
    auto* const button = new QRadioButton(name, page);
    button->setObjectName(QString("preferences.theme.%1").arg(id));
    button->setMinimumHeight(28);
    button->setChecked(preferences.theme() == id);
    themes->addButton(button);
    themeColumn->addWidget(button);
    connect(button, &QRadioButton::clicked, this, [this, id = QString(id)] {
      workspace_.preferences.setTheme(id);
      apply();
    });
  }
  auto* const language = new QComboBox(page);
  language->setObjectName("preferences.language");
  language->addItem(words("As the system"), "system");
  language->addItem("English", "en");
  language->addItem("中文", "zh");
  language->setCurrentIndex(std::max(0, language->findData(preferences.language())));
  connect(language, &QComboBox::activated, this, [this, language] {
    if (language->currentData().toString() == workspace_.preferences.language()) return;
    workspace_.preferences.setLanguage(language->currentData().toString());
    accept();
    emit languageChanged();
  });
  auto* const size = new QComboBox(page);
  size->setObjectName("preferences.fontSize");
  size->addItem(words("As the system"), 0);
  for (const int points : {8, 9, 10, 11, 12, 14, 16, 18, 20, 24}) size->addItem(QString("%1 pt").arg(points), points);
  size->setCurrentIndex(std::max(0, size->findData(preferences.fontSize())));
  connect(size, &QComboBox::activated, this, [this, size] {
    workspace_.preferences.setFontSize(size->currentData().toInt());
    apply();
  });
  auto* const title = new QLabel(words("General"), page);
  title->setFont(sized(1.4, QFont::DemiBold));
  auto* const form = new QFormLayout;
  form->setHorizontalSpacing(24);
  form->setVerticalSpacing(18);
  form->addRow(words("Colours"), themeColumn);
  form->addRow(words("Language"), language);
  form->addRow(words("Size of letters"), size);
  auto* const column = new QVBoxLayout(page);
  column->setContentsMargins(8, 0, 0, 0);
  column->setSpacing(18);
  column->addWidget(title);
  column->addLayout(form);
  column->addStretch(1);
  return page;
}

void PreferencesDialog::apply() { applyAppearance(workspace_.preferences.theme(), workspace_.preferences.fontSize()); }

}  // namespace notes
