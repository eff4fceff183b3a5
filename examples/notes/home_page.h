// home_page.h: what one sees without an open note: how to begin, what was open last, and what Docent recommends. GUI thread.
#pragma once

#include <QWidget>

class QAbstractButton;
class QHBoxLayout;
class QVBoxLayout;

namespace notes {

class Commands;
struct Workspace;

class HomePage : public QWidget {
  Q_OBJECT
 public:
  HomePage(Workspace& workspace, const Commands& commands, QWidget* parent = nullptr);
  /// Reads the notes that were open last again.
  void refresh();
  void takeFocus();

 signals:
  void noteChosen(const QString& id);
  void templateChosen(const QString& id);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void makeRoom(bool forChecklist);
  QWidget* makeBeginnings(const Commands& commands);

  Workspace& workspace_;
  QHBoxLayout* sides_;
  QVBoxLayout* recent_;
  QWidget* recentBox_;
  QAbstractButton* first_ = nullptr;
};

}  // namespace notes
