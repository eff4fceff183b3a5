// What capture costs the GUI thread of a Qt application: the difference that its event filter makes to events sent to a window of 200 named widgets,
// and a click from press to release, Docent's own work included. The floor, measured in the same run, is the same without it.
#include <docent/qt/autocapture.h>
#include <docent/docent.hpp>

#include <QtTest/QtTest>
#include <QtWidgets/QtWidgets>
#include <ctime>
#include <functional>
#include <memory>

#include "load.h"

namespace {

using namespace docent::bench;

// Looks at every event as an application filter must, and does nothing.
struct NoFilter : QObject {
  bool eventFilter(QObject*, QEvent*) override { return false; }
};

double cpu_ns() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e9 + static_cast<double>(t.tv_nsec);
}

// The filter alone, without what Qt and the widgets do with the event: best of 5 rounds, which other processes disturb least.
double each_ns(QObject& filter, int count, const std::function<void(QObject&, int)>& send) {
  double best = 1e18;
  for (int round = 0; round < 5; round++) {
    const double begun = cpu_ns();
    for (int i = 0; i < count; i++) send(filter, i);
    best = std::min(best, (cpu_ns() - begun) / count);
    QCoreApplication::processEvents();
  }
  return best;
}

struct Window {
  QMainWindow main;
  QPushButton* button = nullptr;
  QLineEdit* line = nullptr;
  Window() {
    main.setObjectName("MainWindow");
    auto* const body = new QWidget;
    body->setObjectName("body");
    main.setCentralWidget(body);
    auto* parent = body;
    for (int i = 0; i < 4; i++) {
      auto* const group = new QWidget(parent);
      group->setObjectName(QStringLiteral("group%1").arg(i));
      parent = group;
    }
    auto* const layout = new QGridLayout(parent);
    for (int i = 0; i < 200; i++) {
      auto* const made = new QPushButton;
      made->setObjectName(QStringLiteral("button%1").arg(i));
      layout->addWidget(made, i / 20, i % 20);
      button = made;
    }
    line = new QLineEdit;
    line->setObjectName("line");
    layout->addWidget(line, 10, 0);
    main.show();
  }
};

// The same on the event and the filter's virtual eventFilter(), which is protected in Autocapture.
struct Caller : docent::qt::Autocapture {
  using Autocapture::Autocapture;
  using Autocapture::eventFilter;
};

}  // namespace

int main(int argc, char** argv) {
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application(argc, argv);
  TempDir folder;
  docent_client* const client = open_client(folder.path(), 16 << 20);
  Window window;
  bool ok = true;
  {
    Caller capture(client);
    NoFilter none;
    const auto filter = [&](QObject& o, QObject* to, QEvent* event) {
      if (&o == &none) none.eventFilter(to, event);
      else static_cast<Caller&>(o).eventFilter(to, event);
    };
    const auto mouse = [](QEvent::Type type) {
      const bool held = type != QEvent::MouseButtonRelease;
      return QMouseEvent(type, {5, 5}, {5, 5}, type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton, held ? Qt::LeftButton : Qt::NoButton, {});
    };
    QMouseEvent move = mouse(QEvent::MouseMove);
    QPaintEvent paint(QRect(0, 0, 10, 10));
    const auto moving = [&](QObject& o, int) { filter(o, window.button, &move); };
    const auto painting = [&](QObject& o, int) { filter(o, window.button, &paint); };
    const auto clicking = [&](QObject& o, int) {
      QMouseEvent press = mouse(QEvent::MouseButtonPress), release = mouse(QEvent::MouseButtonRelease);
      QSpontaneKeyEvent::setSpontaneous(&press);
      QSpontaneKeyEvent::setSpontaneous(&release);
      filter(o, window.button, &press);
      filter(o, window.button, &release);
    };
    const auto typing = [&](QObject& o, int) {
      QKeyEvent key(QEvent::KeyPress, Qt::Key_A, {}, "a");
      QSpontaneKeyEvent::setSpontaneous(&key);
      filter(o, window.line, &key);
    };
    std::printf("floor: an event filter that does nothing %.1f ns\n", each_ns(none, 100'000, moving));
    const double move_ns = each_ns(capture, 100'000, moving);
    ok &= report("Qt capture, mouse move", move_ns, "ns", "<=", 100);
    ok &= report("Qt capture, paint", each_ns(capture, 100'000, painting), "ns", "<=", 100);
    ok &= report("Qt capture, click (press and release)", each_ns(capture, 1'000, clicking) / 1000, "us", "<=", 5);
    const double key_ns = each_ns(capture, 1'000, typing);
    ok &= report("Qt capture, key", key_ns / 1000, "us", "<=", 5);
    ok &= report("Qt capture, CPU of 1,000 keys and 10,000 moves a second", (1'000 * key_ns + 10'000 * move_ns) / 1e9 * 100, "%", "<=", 1);
  }
  docent_client_close(client, 2000);
  return ok ? 0 : 1;
}
