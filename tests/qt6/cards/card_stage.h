// A card in an active window, at the size it wants, and what it said. For the tests of surveys and checklists.
#pragma once

#include <QTest>
#include <QVBoxLayout>

#include "cards/card.h"
#include "rig.h"

namespace docent::qt::testing {

template <class AnyCard>
struct Stage {
  explicit Stage(const QByteArray& json) : card(new AnyCard(&window)) {
    QObject::connect(card, &Card::answered, &window, [this](const QString& id, const QByteArray& answer) { answers << id + "=" + answer; });
    QObject::connect(card, &Card::dismissed, &window, [this](const QString& how) { dismissals << how; });
    QObject::connect(card, &Card::itemChosen, &window, [this](const QString& id) { items << id; });
    QObject::connect(card, &AnyCard::finished, &window, [this] { finished++; });
    QObject::connect(card, &Card::resized, &window, [this] { resized++; });
    window.setPalette(lightPalette());
    window.resize(700, 900);
    card->setContent(readContent(json));
    window.show();
    window.activateWindow();
    if (!until([this] { return window.isActiveWindow(); })) throw std::runtime_error("the window did not become active");
    fit();
  }

  /// The presenter's part: gives the card the size it wants.
  void fit() {
    settle(5);
    card->resize(card->sizeHint());
    settle(5);
  }
  template <class Widget = QAbstractButton>
  Widget* part(const char* name) {
    return card->template findChild<Widget*>(name);
  }
  void click(const char* name) { QTest::mouseClick(part<>(name), Qt::LeftButton); }
  QWidget* focus() { return window.focusWidget(); }
  /// Into the card by key, as the presenter does.
  void enter() { card->firstFocus()->setFocus(Qt::OtherFocusReason); }
  void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) { QTest::keyClick(focus(), key, modifiers); }
  void type(const QString& text) { QTest::keyClicks(focus(), text); }

  QWidget window;
  AnyCard* card;
  QStringList answers, dismissals, items;
  int finished = 0;
  int resized = 0;
};

}  // namespace docent::qt::testing
