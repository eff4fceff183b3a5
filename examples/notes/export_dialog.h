// export_dialog.h: how a note leaves Notes: choose a format, look at the result, write it. The work runs beside the window, which stays usable.
// Modal to its window, deletes itself when closed. GUI thread.
#pragma once

#include <QDialog>
#include <QElapsedTimer>
#include <QTimer>
#include <memory>

#include "exporter.h"

class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTextBrowser;

namespace notes {

class ExportJob;
class PagePreview;
struct Workspace;

class ExportDialog : public QDialog {
  Q_OBJECT
 public:
  ExportDialog(Workspace& workspace, const QString& title, const QString& html, QWidget* parent);
  ~ExportDialog() override;

  /// Selects "pdf", "html", "text", "cloud" or "merge".
  void choose(const QString& format);
  QString format() const;

 public slots:
  void reject() override;

 private:
  QWidget* makeFormats();
  QWidget* makePreview();
  QWidget* makeFoot();
  void tellFormat();
  void showFormat();
  void showCloud();
  void browse();
  void begin();
  void replace();
  void end(const ExportResult& result);
  void setBusy(bool busy);
  void say(const QString& text, bool trouble);

  Workspace& workspace_;
  QString title_;
  QString html_;
  QString told_;  // the format that Docent heard of last
  QListWidget* formats_;
  QStackedWidget* preview_;
  PagePreview* page_;
  QTextBrowser* browser_;
  QPlainTextEdit* plain_;
  QLabel* where_;
  QLineEdit* path_;
  QPushButton* browse_;
  QProgressBar* progress_;
  QLabel* outcome_;
  QPushButton* replace_;
  QPushButton* export_;
  QPushButton* close_;
  QString replaceable_;    // the file that the user agreed to replace
  ExportRequest request_;  // of the job
  std::unique_ptr<ExportJob> job_;
  QElapsedTimer clock_;
  QTimer watch_;
  bool cloudWas_ = true;
};

}  // namespace notes
