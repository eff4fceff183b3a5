// capture/autocapture.cpp: docent/qt/autocapture.h: which event of the application goes to which part of capture. GUI thread; the filter never eats
// an event.
#include <docent/qt/autocapture.h>
#include <docent/qt/element_name.h>

#include <QApplication>
#include <QDialog>
#include <QDropEvent>
#include <QInputMethodEvent>
#include <QMenu>
#include <QMenuBar>
#include <QShortcut>
#include <QTimer>
#include <QToolButton>

#include "capture/clicks.h"
#include "capture/commands.h"
#include "capture/dialogs.h"
#include "capture/edits.h"
#include "capture/own_name.h"
#include "capture/recorder.h"
#include "capture/responses.h"
#include "capture/screens.h"
#include "capture/search_watch.h"

namespace docent::qt {
namespace {

constexpr int backgroundMs = 250;  // between two windows of one application, none is active

}  // namespace

// Its parts, and which event goes to which of them.
class Autocapture::Capture {
 public:
  explicit Capture(docent_client* client);

  void handle(QObject* watched, QEvent* event);

  Recorder recorder_;
  Edits edits_{recorder_};
  Commands commands_{recorder_, edits_};
  Dialogs dialogs_{recorder_};
  Screens screens_{recorder_};
  Responses responses_{recorder_};
  Clicks clicks_{recorder_, commands_, dialogs_, responses_};

 private:
  void input(QWidget* receiver, QEvent* event);
  void key(QWidget* receiver, const Element& element, QKeyEvent* event);
  void shortcut(QObject* receiver, const QShortcutEvent& event);
  void shown(QWidget* widget);
  void hidden(QWidget* widget);

  QTimer background_;
};

Autocapture::Capture::Capture(docent_client* client) : recorder_(client) {
  background_.setSingleShot(true);
  background_.setInterval(backgroundMs);
  QObject::connect(&background_, &QTimer::timeout, &background_, [this] { recorder_.foreground(false); });
  QObject::connect(qApp, &QGuiApplication::applicationStateChanged, &background_, [this](Qt::ApplicationState state) {
    if (state != Qt::ApplicationActive) return background_.start();
    background_.stop();
    recorder_.foreground(true);
  });
  QObject::connect(qApp, &QApplication::focusChanged, &background_, [this](QWidget* old, QWidget* now) { responses_.focusChanged(old, now); });
  commands_.watchAll();
  screens_.begin();
}

// Almost all events end in the switch. Which windows and actions there are is followed also while recording is off.
void Autocapture::Capture::handle(QObject* watched, QEvent* event) {
  switch (event->type()) {
    case QEvent::Paint:
      if (watched->isWidgetType()) responses_.painted(static_cast<QWidget*>(watched), *static_cast<QPaintEvent*>(event));
      return;
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
    case QEvent::MouseButtonRelease:
    case QEvent::KeyPress:
    case QEvent::KeyRelease:
    case QEvent::Wheel:
    case QEvent::InputMethod:
    case QEvent::Drop:
      if (watched->isWidgetType()) input(static_cast<QWidget*>(watched), event);
      return;
    case QEvent::Shortcut: return shortcut(watched, *static_cast<QShortcutEvent*>(event));
    case QEvent::ActionAdded: return commands_.watch(static_cast<QActionEvent*>(event)->action());
    case QEvent::Show:
      if (watched->isWidgetType() && !event->spontaneous()) shown(static_cast<QWidget*>(watched));
      return;
    case QEvent::Hide:
      if (watched->isWidgetType() && !event->spontaneous()) hidden(static_cast<QWidget*>(watched));
      return;
    case QEvent::WindowActivate:
      if (watched->isWidgetType() && static_cast<QWidget*>(watched)->isWindow()) screens_.activated(static_cast<QWidget*>(watched));
      return;
    case QEvent::Leave:
      if (watched->isWidgetType()) responses_.left(static_cast<QWidget*>(watched));
      return;
    default: return;
  }
}

void Autocapture::Capture::input(QWidget* receiver, QEvent* event) {
  if (!recorder_.isOn()) return;
  // Qt gives an event on to the parents of a receiver that ignores it; only the first time it counts as the user's. A dialog's default button is
  // found when Enter came that far.
  const bool isFirst = event->spontaneous() || event->type() == QEvent::InputMethod || event->type() == QEvent::Drop;
  if (!isFirst) {
    if (event->type() == QEvent::KeyPress && qobject_cast<QDialog*>(receiver) != nullptr && !isIgnored(receiver)) {
      clicks_.enterInDialog(receiver, *static_cast<QKeyEvent*>(event));
    }
    return;
  }
  const Element element = elementOf(receiver);
  if (isIgnored(receiver) || isIgnored(element.widget)) return;
  const bool isMenu = qobject_cast<QMenu*>(receiver) != nullptr || qobject_cast<QMenuBar*>(receiver) != nullptr;
  const auto* const tool = qobject_cast<QToolButton*>(receiver);
  commands_.expectNone();
  if (isMenu || (tool != nullptr && tool->defaultAction() != nullptr)) edits_.beginCommand();
  else edits_.begin(element, event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonDblClick);
  switch (event->type()) {
    case QEvent::MouseButtonRelease: return clicks_.release(receiver, element, *static_cast<QMouseEvent*>(event));
    case QEvent::KeyPress:
    case QEvent::KeyRelease: return key(receiver, element, static_cast<QKeyEvent*>(event));
    case QEvent::Wheel: return edits_.scrolled(element);
    case QEvent::InputMethod:
    case QEvent::Drop: return;  // the field tells
    default: break;
  }
  if (element.role == "scrollbar") edits_.scrolled(element);
  clicks_.press(receiver, element, *static_cast<QMouseEvent*>(event));
}

void Autocapture::Capture::key(QWidget* receiver, const Element& element, QKeyEvent* event) {
  if (event->type() == QEvent::KeyRelease) {
    clicks_.keyRelease(receiver, element, *event);
  } else if (!clicks_.keyPress(receiver, element, *event)) {
    edits_.key(element, *event);
    if (qobject_cast<QDialog*>(receiver) != nullptr) clicks_.enterInDialog(receiver, *event);
  }
}

void Autocapture::Capture::shortcut(QObject* receiver, const QShortcutEvent& event) {
  if (!recorder_.isOn()) return;
  commands_.expectNone();
  edits_.beginCommand();
  if (receiver->isWidgetType()) {
    if (!isIgnored(static_cast<QWidget*>(receiver))) clicks_.mnemonic(static_cast<QWidget*>(receiver), event);
  } else if (auto* const action = qobject_cast<QAction*>(receiver)) {
    if (!event.isAmbiguous()) commands_.expect(action);
  } else if (qobject_cast<QShortcut*>(receiver) != nullptr && !event.isAmbiguous()) {
    commands_.shortcut(receiver);
  }
}

void Autocapture::Capture::shown(QWidget* widget) {
  dialogs_.shown(widget);
  responses_.shown(widget);
  screens_.shown(widget);
}

void Autocapture::Capture::hidden(QWidget* widget) {
  dialogs_.hidden(widget);
  responses_.hidden(widget);
  screens_.hidden(widget);
}

Autocapture::Autocapture(docent_client* client, QObject* parent) : QObject(parent), capture_(std::make_unique<Capture>(client)) {
  qApp->installEventFilter(this);
}

Autocapture::~Autocapture() = default;

void Autocapture::allow(const QString& name, const QByteArray& property) { capture_->recorder_.allow(name, property); }

void Autocapture::watchSearch(QLineEdit* field, QAbstractItemModel* results) {
  if (field != nullptr && results != nullptr) new SearchWatch(capture_->recorder_, field, results, this);
}

void Autocapture::setEnabled(bool enabled) {
  if (enabled == isEnabled()) return;
  capture_->recorder_.setOn(enabled);
  if (!enabled) return;
  capture_->recorder_.foreground(QGuiApplication::applicationState() == Qt::ApplicationActive);
  capture_->screens_.begin();
}

bool Autocapture::isEnabled() const { return capture_->recorder_.isEnabled(); }

bool Autocapture::eventFilter(QObject* watched, QEvent* event) {
  capture_->handle(watched, event);
  return false;
}

}  // namespace docent::qt
