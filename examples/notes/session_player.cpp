#include "session_player.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QTest>
#include <QTextEdit>
#include <QToolButton>
#include <cstdio>

#include "guidance.h"
#include "session_targets.h"
#include "window_picture.h"

namespace notes {

namespace {
constexpr int tickMs = 15;
constexpr int stepMs = 10000;  // a step without a time of its own
constexpr int menuMs = 600;    // before a menu that did not open is clicked again
}  // namespace

std::unique_ptr<SessionPlayer> SessionPlayer::open(const QString& file, const QString& pictures, std::function<Guidance&()> guidance,
                                                   Defects& defects, QString& message) {
  QFile text(file);
  if (!text.open(QIODevice::ReadOnly)) {
    message = QString("%1: %2\n").arg(file, text.errorString());
    return nullptr;
  }
  const auto steps = readSession(QString::fromUtf8(text.readAll()), message);
  if (!message.isEmpty()) {
    message = QString("%1, %2\n").arg(file, message);
    return nullptr;
  }
  return std::unique_ptr<SessionPlayer>(new SessionPlayer(steps, pictures, std::move(guidance), defects));
}

void SessionPlayer::play() {
  since_.start();
  timer_.start();
}

SessionPlayer::SessionPlayer(QList<SessionStep> steps, const QString& pictures, std::function<Guidance&()> guidance, Defects& defects)
    : steps_(std::move(steps)), pictures_(pictures), guidance_(std::move(guidance)), defects_(defects) {
  timer_.setSingleShot(true);
  timer_.setInterval(tickMs);
  connect(&timer_, &QTimer::timeout, this, &SessionPlayer::tick);
}

// May run within itself: an event that it sends can open a menu or dialog with an event loop of its own, in which the timer goes on.
void SessionPlayer::tick() {
  timer_.start();
  arrangeWindows();
  if (!pending_.isEmpty()) {
    pending_.takeFirst()();
    return;
  }
  if (next_ == steps_.size()) return end(0);
  const SessionStep& step = steps_[next_];
  why_ = "it did not become true";
  if (attempt(step)) {
    next_++;
    since_.restart();
    opened_.invalidate();
    return;
  }
  const bool timed = step.command == "wait" || step.command == "gone";
  const qint64 allowed = timed ? static_cast<qint64>(step.arguments[1].toDouble() * 1000) : stepMs;
  if (since_.elapsed() < allowed) return;
  std::fprintf(stderr, "session, line %d: %s %s: %s\n", step.line, qPrintable(step.command), qPrintable(step.arguments.join(' ')), qPrintable(why_));
  std::fprintf(stderr, "on the screen: %s\n", qPrintable(guidance_().onScreen().join(", ")));
  takePicture(pictures_ + "/failed.png");
  end(1);
}

bool SessionPlayer::attempt(const SessionStep& step) {
  const QString& first = step.arguments.value(0);
  const QString& command = step.command;
  if (command == "@say") {
    std::printf("%s\n", qPrintable(first));
    std::fflush(stdout);
    return true;
  }
  if (command == "type") return type(first), true;
  if (command == "key") return press(first), true;
  if (command == "click") return click(first);
  if (command == "choose") return choose(first, step.arguments[1]);
  if (command == "wait") return guidance_().onScreen().contains(first);
  if (command == "gone") return !guidance_().onScreen().contains(first);
  if (command == "answer") return attemptAnswer(first);
  if (command == "launch") return guidance_().launch(first), true;
  if (command == "preview") return guidance_().preview(first), true;
  if (command == "quit") return end(0), true;
  if (command == "see") {
    QWidget* const widget = visibleWidget(first);
    why_ = widget == nullptr ? "it is not there" : QString("it shows “%1”").arg(shownText(widget));
    return widget != nullptr && shownText(widget).contains(step.arguments[1]);
  }
  if (command == "press") {
    QWidget* const button = visibleButton(first);
    why_ = "there is no such button";
    return button != nullptr && clickWidget(button);
  }
  if (command == "picture") {
    why_ = "the picture cannot be written";
    return takePicture(pictures_ + '/' + first);
  }
  why_ = "write OPERATION:PROBABILITY";
  return defects_.addFailure(first);  // the only command that is left
}

bool SessionPlayer::attemptAnswer(const QString& value) {
  QWidget* const question = visibleWidget("answer");
  why_ = "no question is asked";
  if (question == nullptr) return false;
  QWidget* target = answerButton(question, value);
  if (target == nullptr) {
    target = textField(question);
    why_ = "the question takes no such answer";
    if (target == nullptr || !clickWidget(target)) return false;
    type(value);
  } else if (!clickWidget(target)) {
    return false;
  }
  steps_.insert(next_ + 1, {steps_[next_].line, "press", {"next"}});
  return true;
}

bool SessionPlayer::click(const QString& name) {
  if (QWidget* const widget = visibleWidget(name); widget != nullptr && qobject_cast<QMenu*>(widget) == nullptr) return clickWidget(widget);
  QAction* const action = actionNamed(name);
  why_ = "there is nothing of this name to click";
  return action != nullptr && clickAction(action);
}

bool SessionPlayer::clickAction(QAction* action) {
  why_ = "it is disabled";
  if (!action->isEnabled()) return false;
  if (QWidget* const button = buttonOf(action)) return clickWidget(button);
  if (QMenu* const menu = openMenuWith(action)) return clickWidget(menu, menu->actionGeometry(action));
  // Open the menus on the way, outermost first.
  why_ = "it is in no menu that can be opened";
  if (opened_.isValid() && opened_.elapsed() < menuMs) return false;
  if (QMenuBar* const bar = menuBarWith(action)) {
    opened_.start();
    return clickWidget(bar, bar->actionGeometry(action));  // the entry of a menu bar itself
  }
  QAction* const outer = actionThatOpens(action);
  if (outer == nullptr) return false;
  if (QMenuBar* const bar = menuBarWith(outer)) (void)clickWidget(bar, bar->actionGeometry(outer));
  else (void)clickAction(outer);
  opened_.start();
  why_ = "its menu does not open";
  return false;
}

bool SessionPlayer::clickWidget(QWidget* widget, QRect part) {
  scrollTo(widget);
  if (!widget->isEnabled()) {
    why_ = "it is disabled";
    return false;
  }
  if (QWidget* const inner = viewportOf(widget)) widget = inner;
  if (part.isNull()) part = widget->rect();
  QWidget* const cover = coverOf(widget, part.center());
  if (cover != nullptr) {
    why_ = QString("it is covered by %1 “%2”").arg(cover->metaObject()->className(), cover->objectName());
    return false;
  }
  mouseAt(widget, part.center());
  return true;
}

bool SessionPlayer::choose(const QString& name, const QString& value) {
  QWidget* const widget = visibleWidget(name);
  why_ = "it is not there";
  if (widget == nullptr) return false;
  auto* const box = qobject_cast<QComboBox*>(widget);
  auto* const view = box != nullptr ? box->view() : qobject_cast<QAbstractItemView*>(widget);
  why_ = "it is no list";
  if (view == nullptr) return false;
  const QModelIndex index = entryOf(view, value);
  why_ = "it has no such entry that can be chosen";
  if (!index.isValid() || !(index.flags() & Qt::ItemIsEnabled)) return false;
  if (!view->isVisible()) {
    if (!opened_.isValid() && clickWidget(widget)) opened_.start();
    why_ = "it does not open";
    return false;
  }
  view->scrollTo(index);
  return clickWidget(view->viewport(), view->visualRect(index));
}

void SessionPlayer::type(const QString& text) {
  for (const QChar c : text) {
    pending_.append([c] {
      QWindow* const window = keyWindow();
      if (window == nullptr) return;
      if (c == '\n') QTest::keyClick(window, Qt::Key_Return);
      else QTest::sendKeyEvent(QTest::Click, window, static_cast<Qt::Key>(c.toUpper().unicode()), QString(c), Qt::NoModifier);
    });
  }
}

void SessionPlayer::press(const QString& keys) {
  const QKeySequence sequence(keys);
  for (int i = 0; i < sequence.count(); i++) {
    const auto combination = sequence[static_cast<uint>(i)];
    pending_.append([combination] {
      if (QWindow* const window = keyWindow()) QTest::keyClick(window, combination.key(), combination.keyboardModifiers());
    });
  }
}

void SessionPlayer::mouseAt(QWidget* widget, const QPoint& position) {
  const QPointer<QWidget> window = widget->window();
  const QPoint at = widget->mapTo(widget->window(), position);
  const auto send = [window](void (*act)(QWindow*, const QPoint&), const QPoint& where) {
    if (window && window->windowHandle() != nullptr) act(window->windowHandle(), where);
  };
  pending_.append([send, at] { send([](QWindow* to, const QPoint& where) { QTest::mouseMove(to, where); }, at); });
  pending_.append([send, at] { send([](QWindow* to, const QPoint& where) { QTest::mousePress(to, Qt::LeftButton, {}, where); }, at); });
  pending_.append([send, at] { send([](QWindow* to, const QPoint& where) { QTest::mouseRelease(to, Qt::LeftButton, {}, where); }, at); });
}

void SessionPlayer::end(int code) {
  timer_.stop();
  pending_.clear();
  QApplication::exit(code);
}

}  // namespace notes
