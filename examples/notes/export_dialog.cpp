#include "export_dialog.h"

#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTextBrowser>

#include "appearance.h"
#include "document_look.h"
#include "export_job.h"
#include "format_delegate.h"
#include "html_writer.h"
#include "page_preview.h"
#include "words.h"
#include "workspace.h"

namespace notes {

ExportDialog::ExportDialog(Workspace& workspace, const QString& title, const QString& html, QWidget* parent)
    : QDialog(parent), workspace_(workspace), title_(title), html_(html) {
  setObjectName("export");
  setWindowTitle(words("Export"));
  setAttribute(Qt::WA_DeleteOnClose);
  resize(860, 600);
  auto* const middle = new QHBoxLayout;
  middle->setSpacing(16);
  middle->addWidget(makeFormats());
  middle->addWidget(makePreview(), 1);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(20, 20, 20, 16);
  column->setSpacing(14);
  column->addLayout(middle, 1);
  column->addWidget(makeFoot());
  connect(formats_, &QListWidget::currentRowChanged, this, &ExportDialog::showFormat);
  // By mouse, also the one that is chosen already, or by key; once each time.
  connect(formats_, &QListWidget::itemClicked, this, &ExportDialog::tellFormat);
  connect(formats_, &QListWidget::currentRowChanged, this, [this] {
    if (formats_->hasFocus()) tellFormat();
  });
  watch_.setInterval(300);
  connect(&watch_, &QTimer::timeout, this, &ExportDialog::showCloud);
  watch_.start();
  showCloud();
  choose("pdf");
}

ExportDialog::~ExportDialog() = default;

void ExportDialog::choose(const QString& format) {
  for (int row = 0; row < formats_->count(); row++) {
    if (formats_->item(row)->data(Qt::UserRole).toString() == format) formats_->setCurrentRow(row);
  }
}

QString ExportDialog::format() const {
  const QListWidgetItem* const item = formats_->currentItem();
  return item == nullptr ? "pdf" : item->data(Qt::UserRole).toString();
}

void ExportDialog::reject() {
  if (job_) {
    job_->cancel();  // end() follows
    return;
  }
  QDialog::reject();
}

QWidget* ExportDialog::makeFormats() {
  formats_ = new QListWidget(this);
  formats_->setObjectName("export.format");
  formats_->setAccessibleName(words("Format"));
  formats_->setItemDelegate(new FormatDelegate(formats_));
  formats_->setFrameShape(QFrame::NoFrame);
  formats_->setMouseTracking(true);
  formats_->setFixedWidth(250);
  formats_->viewport()->setAutoFillBackground(false);
  formats_->setSpacing(2);
  const struct {
    const char* id;
    const char* icon;
    QString name, purpose;
  } all[] = {{"pdf", "pdf", words("PDF"), words("Looks the same everywhere")},
             {"html", "html", words("Web page"), words("For browsers and other editors")},
             {"text", "text", words("Plain text"), words("Words only, for any program")},
             {"cloud", "cloud", words("Cloud"), words("A link to share")},
             {"merge", "letter", words("Mail merge"), words("A PDF with one copy a row")}};
  for (const auto& each : all) {
    auto* const item = new QListWidgetItem(each.name, formats_);
    item->setData(Qt::UserRole, each.id);
    item->setData(FormatDelegate::iconRole, each.icon);
    item->setData(FormatDelegate::detailRole, each.purpose);
  }
  return formats_;
}

QWidget* ExportDialog::makePreview() {
  preview_ = new QStackedWidget(this);
  preview_->setObjectName("export.preview");
  preview_->setAccessibleName(words("Preview"));
  page_ = new PagePreview;
  page_->setObjectName("export.preview.page");
  browser_ = new QTextBrowser;
  browser_->setObjectName("export.preview.web");
  browser_->setOpenLinks(false);
  browser_->setFrameShape(QFrame::NoFrame);
  browser_->document()->setDocumentMargin(24);
  plain_ = new QPlainTextEdit;
  plain_->setObjectName("export.preview.text");
  plain_->setReadOnly(true);
  plain_->setFrameShape(QFrame::NoFrame);
  plain_->document()->setDocumentMargin(20);
  plain_->setFont(QFont("monospace"));
  for (QWidget* const each : std::initializer_list<QWidget*>{page_, browser_, plain_}) {
    each->setAccessibleName(words("Preview"));
    preview_->addWidget(each);
  }
  auto* const frame = new QFrame(this);
  frame->setObjectName("export.frame");
  frame->setFrameShape(QFrame::StyledPanel);
  auto* const inside = new QVBoxLayout(frame);
  inside->setContentsMargins(1, 1, 1, 1);
  inside->addWidget(preview_);
  return frame;
}

QWidget* ExportDialog::makeFoot() {
  auto* const foot = new QWidget(this);
  where_ = new QLabel(words("Save as"), foot);
  path_ = new QLineEdit(foot);
  path_->setObjectName("export.path");
  path_->setAccessibleName(words("Save as"));
  where_->setBuddy(path_);
  browse_ = new QPushButton(words("Choose…"), foot);
  browse_->setObjectName("export.browse");
  browse_->setAutoDefault(false);
  progress_ = new QProgressBar(foot);
  progress_->setObjectName("export.progress");
  progress_->setTextVisible(false);
  progress_->setFixedHeight(6);
  progress_->hide();
  outcome_ = new QLabel(foot);
  outcome_->setObjectName("export.outcome");
  outcome_->setTextFormat(Qt::PlainText);  // it may show a path
  outcome_->setWordWrap(true);
  replace_ = new QPushButton(words("Replace"), foot);
  replace_->setObjectName("export.replace");
  replace_->setAutoDefault(false);
  replace_->hide();
  export_ = new QPushButton(words("Export"), foot);
  export_->setObjectName("export.run");
  export_->setDefault(true);
  close_ = new QPushButton(words("Close"), foot);
  close_->setObjectName("export.close");
  close_->setAutoDefault(false);
  auto* const file = new QHBoxLayout;
  file->addWidget(where_);
  file->addWidget(path_, 1);
  file->addWidget(browse_);
  auto* const last = new QHBoxLayout;
  last->addWidget(outcome_, 1);
  last->addWidget(replace_);
  last->addWidget(close_);
  last->addWidget(export_);
  auto* const column = new QVBoxLayout(foot);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(10);
  column->addLayout(file);
  column->addWidget(progress_);
  column->addLayout(last);
  connect(browse_, &QPushButton::clicked, this, &ExportDialog::browse);
  connect(path_, &QLineEdit::textChanged, this, [this] {
    if (!replace_->isHidden()) say({}, false);
  });
  connect(replace_, &QPushButton::clicked, this, &ExportDialog::replace);
  connect(export_, &QPushButton::clicked, this, &ExportDialog::begin);
  connect(close_, &QPushButton::clicked, this, &ExportDialog::reject);
  return foot;
}

void ExportDialog::tellFormat() {
  if (std::exchange(told_, format()) != told_) workspace_.guidance.formatChosen(told_);
}

void ExportDialog::showFormat() {
  const QString chosen = format();
  const bool file = chosen != "cloud";
  for (QWidget* const each : std::initializer_list<QWidget*>{where_, path_, browse_}) each->setEnabled(file);
  QString folder = workspace_.preferences.exportFolder();
  if (folder.isEmpty() || !QDir(folder).exists()) folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
  if (!QDir(folder).exists()) folder = QDir::homePath();
  path_->setText(file ? QDir::toNativeSeparators(freePath(folder + '/' + fileNameFor(title_) + '.' + suffixOf(chosen))) : QString());
  path_->setPlaceholderText(file ? QString() : words("The example cloud: nothing leaves this computer"));
  QTextDocument document;
  readNote(document, html_);
  if (chosen == "html") {
    readNote(*browser_->document(), "<h1>" + title_.toHtmlEscaped() + "</h1>" + toHtmlBody(document));
    preview_->setCurrentWidget(browser_);
  } else if (chosen == "text") {
    plain_->setPlainText(toPlainText(document, title_));
    preview_->setCurrentWidget(plain_);
  } else {
    const MergeTable table = chosen == "merge" ? mergeTableOf(html_) : MergeTable();
    page_->setContent(table.rows.isEmpty() ? title_ : QString(), table.rows.isEmpty() ? html_ : mergedHtml(html_, table, 0));
    preview_->setCurrentWidget(page_);
    if (chosen == "merge") {
      say(table.rows.isEmpty() ? words("Put a table into the note; {{Name}} in the text becomes what its column Name has.")
                               : words("%1 copies, one for each row of the table").arg(table.rows.size()),
          false);
      return;
    }
  }
  say({}, false);
}

// The cloud can be switched off from afar, at any time.
void ExportDialog::showCloud() {
  const bool enabled = workspace_.guidance.isEnabled("cloud_export");
  if (enabled == cloudWas_) return;
  cloudWas_ = enabled;
  for (int row = 0; row < formats_->count(); row++) {
    QListWidgetItem* const item = formats_->item(row);
    if (item->data(Qt::UserRole).toString() != "cloud") continue;
    item->setFlags(enabled ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags);
    item->setData(FormatDelegate::detailRole, enabled ? words("A link to share") : words("Paused until it works again"));
  }
  if (enabled || format() != "cloud" || job_) return;
  choose("pdf");
  say(words("The cloud is paused until it works again. All other formats work."), true);
}

void ExportDialog::browse() {
  const QString chosen = QFileDialog::getSaveFileName(this, words("Export"), path_->text());
  if (chosen.isEmpty()) return;
  replaceable_ = chosen;  // that dialog asked
  path_->setText(QDir::toNativeSeparators(chosen));
  workspace_.preferences.setExportFolder(QFileInfo(chosen).path());
}

void ExportDialog::begin() {
  if (job_) return;
  const QString path = QDir::fromNativeSeparators(path_->text());
  if (format() != "cloud" && path != replaceable_ && QFileInfo(path).isFile()) {
    say(words("There is a file of this name already. Replace it?"), false);
    replace_->show();
    return;
  }
  replaceable_.clear();
  request_ = {};
  request_.format = format();
  request_.title = title_;
  request_.html = html_;
  request_.language = workspace_.language;
  request_.path = path;
  request_.font = QApplication::font();
  Defects& defects = workspace_.defects;
  request_.fails = request_.format == "cloud" ? defects.failsNow("cloud") || defects.failsNow("export") : defects.failsNow("export");
  request_.delayMs =
      static_cast<int>((defects.delayOf("export") + (request_.format == "cloud" ? defects.delayOf("cloud") : std::chrono::milliseconds(0))).count());
  job_ = std::make_unique<ExportJob>(request_);
  connect(job_.get(), &ExportJob::progress, progress_, &QProgressBar::setValue);
  connect(job_.get(), &ExportJob::finished, this, &ExportDialog::end);
  say(words("Exporting…"), false);
  setBusy(true);
  clock_.start();
  workspace_.guidance.exportStarted();
  job_->start();
}

void ExportDialog::replace() {
  replaceable_ = QDir::fromNativeSeparators(path_->text());
  begin();
}

void ExportDialog::end(const ExportResult& result) {
  const QString written = request_.format;
  job_.release()->deleteLater();
  setBusy(false);
  if (result.cancelled) {
    workspace_.guidance.exportCancelled();
    say(words("Stopped. Nothing was written."), false);
    return;
  }
  workspace_.guidance.took("export", clock_.elapsed());
  if (!result.done) {
    workspace_.guidance.exportFailed(written, result.code, result.code);
    say(result.message, true);
    return;
  }
  workspace_.guidance.exportDone(written);
  if (written == "merge") workspace_.guidance.mailMergeDone(result.copies);
  if (written != "cloud") path_->setText(QDir::toNativeSeparators(freePath(request_.path)));
  say(written == "cloud" ? words("Done: the note would now be at the example cloud.")
                         : words("Done: %1").arg(QDir::toNativeSeparators(request_.path)),
      false);
}

void ExportDialog::setBusy(bool busy) {
  progress_->setVisible(busy);
  progress_->setValue(0);
  formats_->setEnabled(!busy);
  const bool file = request_.format != "cloud";
  path_->setEnabled(!busy && file);
  browse_->setEnabled(!busy && file);
  export_->setEnabled(!busy);
  close_->setText(busy ? words("Stop") : words("Close"));
}

void ExportDialog::say(const QString& text, bool trouble) {
  QPalette colours = palette();
  const bool dark = colours.color(QPalette::Window).lightness() < 128;
  if (trouble) colours.setColor(QPalette::WindowText, dark ? QColor(0xff, 0x9b, 0x92) : QColor(0xb4, 0x1d, 0x1d));
  outcome_->setPalette(colours);
  outcome_->setText(text);
  replace_->hide();
}

}  // namespace notes
