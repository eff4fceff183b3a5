// guidance.h: all that Notes has to do with Docent: its client, what it is told, what it shows, and the parts of windows that it fills. The rest of
// Notes knows this header only. Works as well, telling nobody, when the client cannot be opened. GUI thread.
#pragma once

#include <QObject>
#include <QStringList>
#include <memory>

class QAbstractItemModel;
class QAction;
class QLineEdit;
class QWidget;

namespace notes {

class Guidance : public QObject {
  Q_OBJECT
 public:
  struct Settings {
    QString dataDir, endpoint, writeKey, strategyFile, locale;
  };
  explicit Guidance(const Settings& settings, QObject* parent = nullptr);
  ~Guidance() override;
  /// Why the client could not be opened; empty when it could.
  const QString& problem() const { return problem_; }

  // --- what happens in Notes; never what is written in a note ---
  void noteCreated();
  void textEdited(int chars);
  void styleApplied(const QString& style);
  void toolbarOpened();
  void tableInserted(int rows, int columns);
  void documentSaved(qint64 bytes);
  void printOpened();
  void exportOpened();
  void formatChosen(const QString& format);
  void exportStarted();
  void exportDone(const QString& format);
  void exportFailed(const QString& format, const QString& code, const QString& message);
  void exportCancelled();
  void templateUsed();
  void mailMergeDone(int copies);
  void searchUsed();
  void took(const char* what, qint64 ms);  ///< "note_open", "note_save", "export"
  void failed(const char* code, const QString& message);
  void editing(const char* what);  ///< "text", "table", or null
  void fullScreen(bool on);
  bool isEnabled(const char* feature) const;

  // --- what it shows ---
  void setHome(QWidget* window);
  void watchSearch(QLineEdit* field, QAbstractItemModel* results);
  QAction* historyAction();  ///< "What was that tip?"; null without a client
  void launch(const QString& campaign);
  void preview(const QString& campaign);
  QStringList onScreen() const;
  QWidget* recommendations(const QString& slot, QWidget* parent);
  QWidget* privacyPanel(QWidget* parent);
  void showPrivacy(QWidget* parent);

  // --- what the user decides and says ---
  bool consentKnown() const;
  /// False when it could not be kept, and so is not in force; feedback() likewise.
  bool setConsent(bool allowed);
  bool feedback(const QString& text, int stars, const QString& category);

  /// Widgets and actions below all windows that have no stable name.
  static QStringList unnamedElements();

 signals:
  void featureWanted(const QString& feature);                           ///< of a recommendation
  void commandWanted(const QString& command, const QString& campaign);  ///< of a button on a card that only Notes can carry out
  void checklistShown(bool shown);                                      ///< it lies in a corner of the window, over what is there

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
  QString problem_;
};

}  // namespace notes
