// docent/qt/recommendation_panel.h: a widget for the place in a window that asks "what next?". It ranks the candidates of one slot for this user
// whenever it becomes visible, without blocking, and says why each is there. Hidden while there is nothing to recommend, unless setEmptyText().
// Threads: the GUI thread only. The client may be closed before it.
#ifndef DOCENT_QT_RECOMMENDATION_PANEL_H
#define DOCENT_QT_RECOMMENDATION_PANEL_H

#include <docent/qt/export.h>
#include <docent/docent.hpp>

#include <QtWidgets/QWidget>

#include <memory>

namespace docent::qt {

class DOCENT_QT_API RecommendationPanel : public QWidget {
  Q_OBJECT
 public:
  RecommendationPanel(Client& client, const QString& slot, QWidget* parent = nullptr) : RecommendationPanel(client.get(), slot, parent) {}
  RecommendationPanel(docent_client* client, const QString& slot, QWidget* parent = nullptr);
  ~RecommendationPanel() override;

  /// Asks again now; also done whenever the panel is shown.
  void refresh();
  /// What to say when there is nothing to recommend; empty (the default): the panel hides its content then.
  void setEmptyText(const QString& text);
  /// How many are shown now.
  int count() const;

 signals:
  /// The user wants to try this feature: take them there. Reported already.
  void chosen(const QString& feature, const QString& campaign);
  void refreshed(int count);

 protected:
  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  class Q_DECL_HIDDEN Items;
  std::unique_ptr<Items> items_;
};

}  // namespace docent::qt

#endif
