// panels/quiet_section.h: how often tips may appear, and quiet for a while. Docent keeps both with the user; it can be asked for a quiet time that
// runs, not for a limit, so the choice of a limit begins without one. GUI thread; what waits for Docent is asked in the background.
#pragma once

#include <docent/docent.hpp>

#include <QList>
#include <QWidget>

class QComboBox;

namespace docent::qt {

class Button;
class PageLabel;

class QuietSection : public QWidget {
  Q_OBJECT
 public:
  explicit QuietSection(docent_client* client, QWidget* parent = nullptr);

  /// Looks whether a quiet time runs.
  void refresh();
  /// What the user had chosen was erased.
  void forget();

 private:
  void build();
  void lower(quint32 limit, quint64 windowMs);
  void quiet(qint64 untilMs);
  void showQuiet(qint64 untilMs);

  docent_client* client_;
  QComboBox* often_;
  PageLabel* oftenResult_;
  QList<Button*> quietButtons_;
  Button* end_;
  PageLabel* quietResult_;
  bool asking_ = false;
};

}  // namespace docent::qt
