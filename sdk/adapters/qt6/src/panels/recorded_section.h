// panels/recorded_section.h: what was recorded, to read, search, copy and save. It asks Docent in the background, one question at a time. GUI thread.
#pragma once

#include <docent/docent.hpp>

#include <QWidget>

class QLineEdit;
class QTreeView;

namespace docent::qt {

struct RecordedAnswer;
class Button;
class PageLabel;
class RecordedFilter;
class RecordedModel;

class RecordedSection : public QWidget {
  Q_OBJECT
 public:
  explicit RecordedSection(docent_client* client, QWidget* parent = nullptr);

  /// Reads the list again; asked meanwhile, it reads once more afterwards.
  void refresh();
  /// Writes the list as JSON; says what became of it.
  void saveTo(const QString& path);

 signals:
  void refreshed();

 private:
  void build();
  void adopt(const RecordedAnswer& answer);
  void showCounts();
  void save();

  docent_client* client_;
  RecordedModel* model_;
  RecordedFilter* filter_;
  QLineEdit* search_;
  PageLabel* count_;
  PageLabel* empty_;
  QTreeView* view_;
  Button* copy_;
  Button* save_;
  PageLabel* result_;
  QByteArray json_;
  bool asking_ = false;
  bool failed_ = false;  // what the result says is that the last question failed
  bool again_ = false;
};

}  // namespace docent::qt
