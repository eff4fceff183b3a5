// panels/erase_section.h: erases what was recorded, here or at the recipient's too. It asks for confirmation in its place, shows that it works, and
// says what became of it. GUI thread; Docent is asked in the background, one erasure at a time.
#pragma once

#include <docent/docent.hpp>

#include <QWidget>

class QProgressBar;

namespace docent::qt {

class Button;
class PageLabel;

class EraseSection : public QWidget {
  Q_OBJECT
 public:
  explicit EraseSection(docent_client* client, QWidget* parent = nullptr);

  void setRecipient(const QString& name);
  /// Looks again whether there is anywhere else to erase: without an endpoint, everything is here.
  void refresh();

 signals:
  void erased();

 protected:
  /// Escape takes the question back.
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void build();
  void question(EraseScope scope);
  void takeBack();
  void erase();
  void adopt(docent_status code, const QString& message);

  docent_client* client_;
  QString recipient_;
  EraseScope scope_ = EraseScope::here;
  Button* here_;
  QWidget* elsewhere_;
  PageLabel* everywhereBody_;
  Button* everywhere_;
  QWidget* confirmation_;
  PageLabel* question_;
  Button* confirm_;
  Button* cancel_;
  QProgressBar* progress_;
  PageLabel* result_;
};

}  // namespace docent::qt
