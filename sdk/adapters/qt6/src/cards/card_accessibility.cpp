#include "cards/card_accessibility.h"

#include <QAccessibleWidget>

#include "cards/card.h"

namespace docent::qt {

namespace {

class CardInterface : public QAccessibleWidget {
 public:
  explicit CardInterface(Card* card) : QAccessibleWidget(card) {}

  QAccessible::Role role() const override { return roleOf(content()); }
  QAccessible::State state() const override {
    QAccessible::State state = QAccessibleWidget::state();
    state.modal = content().isTour();  // the rest of the window takes no clicks
    return state;
  }

 private:
  const Content& content() const { return static_cast<const Card*>(widget())->content(); }
};

QAccessibleInterface* describe(const QString& className, QObject* object) {
  if (className != QLatin1String(Card::staticMetaObject.className())) return nullptr;
  return new CardInterface(static_cast<Card*>(object));
}

}  // namespace

QAccessible::Role roleOf(const Content& content) {
  const QString& role = content.role;
  if (role == "status") return QAccessible::Notification;
  if (role == "alert") return QAccessible::AlertMessage;
  if (role == "dialog" || role == "alertdialog") return QAccessible::Dialog;
  if (role == "region") return QAccessible::Section;
  if (role == "none") return QAccessible::Grouping;
  return content.type == "tip" || content.type == "banner" ? QAccessible::Notification : QAccessible::Dialog;
}

void describeCards() { QAccessible::installFactory(describe); }  // the same function again is installed once

}  // namespace docent::qt
