// panels/recommendation_card.h: one recommended feature: what it is, why it is there, and the user's two answers. It knows no Docent. GUI thread.
#pragma once

#include "panels/page.h"

namespace docent::qt {

class Button;
class TextBlock;

struct RecommendationContent {
  QString feature, title, body, reason;
};

class RecommendationCard : public Group {
  Q_OBJECT
 public:
  RecommendationCard(const RecommendationContent& content, const QLocale& locale, QWidget* parent);

  const QString& feature() const { return feature_; }
  /// Some of it can be seen now.
  bool isSeen() const;
  /// Disables it and fades it away; gone() follows, at once with reduced motion.
  void leave();

 signals:
  void chosen();
  void refused();
  void gone();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void recolour();
  QString feature_;
  TextBlock* title_;
  TextBlock* body_;
  TextBlock* why_;
};

}  // namespace docent::qt
