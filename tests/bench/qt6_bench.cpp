// What the Qt kit costs the GUI thread of an application. Capture: what its event filter adds to events sent to a window of 200 named widgets, and a
// click from press to release, Docent's own work included. Showing: from an event to the tip on the screen, and the longest frame while a tip follows
// a scrolled anchor and a tour dims a large window. The floors, measured in the same run, are the same without the kit.
#include <docent/qt/autocapture.h>
#include <docent/qt/presenter.h>
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

bool measure_capture(docent_client* client) {
  Window window;
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
  bool ok = report("Qt capture, mouse move", move_ns, "ns", "<=", 100);
  ok &= report("Qt capture, paint", each_ns(capture, 100'000, painting), "ns", "<=", 100);
  ok &= report("Qt capture, click (press and release)", each_ns(capture, 1'000, clicking) / 1000, "us", "<=", 5);
  const double key_ns = each_ns(capture, 1'000, typing);
  ok &= report("Qt capture, key", key_ns / 1000, "us", "<=", 5);
  ok &= report("Qt capture, CPU of 1,000 keys and 10,000 moves a second", (1'000 * key_ns + 10'000 * move_ns) / 1e9 * 100, "%", "<=", 1);
  return ok;
}

constexpr int tips = 60;

// Tips "tip.0" … at the anchor, each upon its own event, and a tour to the anchor upon "tour".
QByteArray strategy() {
  const QByteArray text = R"("text": {"en": {"title": "Styles are up here", "body": "Mark a line as a heading, and find your way by it later."}})";
  QByteArray all;
  for (int i = 0; i < tips; i++) {
    const QByteArray n = QByteArray::number(i);
    all += R"({"id": "tip.)" + n + R"(", "type": "tip", "triggers": [{"event": "go.)" + n + R"("}], "content": {"anchor": "anchor", )" + text +
           R"(, "actions": [{"id": "ok", "action": "dismiss", "text": {"en": "OK"}}]}},)";
  }
  return R"({"schemaVersion": 1, "product": "bench", "version": 1, "locales": {"default": "en"}, "campaigns": [)" + all +
         R"({"id": "tour", "type": "tour", "triggers": [{"event": "tour"}], "steps": [{"id": "a", "anchor": "anchor", )" + text +
         R"(}, {"id": "b", "type": "modal", )" + text + "}]}]}";
}

// Tells when a card was painted and its window flushed.
class Application : public QApplication {
 public:
  using QApplication::QApplication;
  bool notify(QObject* to, QEvent* event) override {
    const auto type = event->type();
    const bool is_card = type == QEvent::Paint && to->inherits("docent::qt::Card");
    const bool handled = QApplication::notify(to, event);  // `to` may be gone now
    painted_ |= is_card;
    if (type == QEvent::UpdateRequest && painted_ && flushed_ns == 0) flushed_ns = now_ns();
    return handled;
  }
  void reset() {
    painted_ = false;
    flushed_ns = 0;
  }
  uint64_t flushed_ns = 0;

 private:
  bool painted_ = false;
};

// A window of full HD with a page that is scrolled, an anchor on it, and a presenter that waits for nothing.
struct Stage {
  QMainWindow main;
  QScrollArea* area = new QScrollArea;
  docent::qt::Presenter presenter;
  explicit Stage(docent_client* client) : presenter(client) {
    auto* const page = new QWidget;
    page->setFixedSize(1'800, 4'000);
    auto* const anchor = new QPushButton("Anchor", page);
    anchor->setObjectName("anchor");
    anchor->setGeometry(800, 700, 120, 32);
    area->setWidget(page);
    main.setCentralWidget(area);
    main.resize(1'920, 1'080);
    main.show();
    presenter.setCourtesy({0, 0, 4, 60'000});
    presenter.setHome(&main);
    (void)QTest::qWaitForWindowActive(&main);
  }
  bool shows(const QString& campaign) {
    return QTest::qWaitFor([&] { return presenter.onScreen().contains(campaign); }, 5'000);
  }
  void close() {
    for (auto* const button : main.findChildren<QPushButton*>("ok")) button->click();
    (void)QTest::qWaitFor([&] { return presenter.onScreen().isEmpty(); }, 5'000);
  }
};

bool measure_appearance(Application& application, docent_client* client, Stage& stage) {
  std::vector<uint32_t> taken_us;
  for (int i = 0; i < tips - 1; i++) {
    const QByteArray event = "go." + QByteArray::number(i);
    application.reset();
    const uint64_t begun = now_ns();
    docent_track(client, event.constData(), static_cast<std::size_t>(event.size()), nullptr, 0);
    while (application.flushed_ns == 0 && now_ns() - begun < 5'000'000'000) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 100);
    if (application.flushed_ns == 0) return report("event to tip on the screen, p95", 1e9, "ms", "<=", 50);
    taken_us.push_back(static_cast<uint32_t>((application.flushed_ns - begun) / 1'000));
    stage.close();
  }
  bool ok = report("event to tip on the screen, p50", static_cast<double>(percentile(taken_us, 0.5)) / 1'000, "ms", "<=", 50);
  ok &= report("event to tip on the screen, p95", static_cast<double>(percentile(taken_us, 0.95)) / 1'000, "ms", "<=", 50);
  return ok;
}

// The GUI thread's work for the longest of 60 steps of scrolling, all that it leads to included; best of 3 rounds.
double longest_frame_ms(Stage& stage) {
  double best = 1e18;
  for (int round = 0; round < 3; round++) {
    double longest = 0;
    for (int step = 0; step < 60; step++) {
      const double begun = cpu_ns();
      stage.area->verticalScrollBar()->setValue(100 + 4 * (step < 30 ? step : 60 - step));
      for (int pass = 0; pass < 4; pass++) QCoreApplication::processEvents();
      longest = std::max(longest, cpu_ns() - begun);
    }
    best = std::min(best, longest);
  }
  return best / 1e6;
}

bool measure_frames(docent_client* client, Stage& stage) {
  std::printf("floor: longest frame of scrolling alone %.2f ms\n", longest_frame_ms(stage));
  const QByteArray last = "go." + QByteArray::number(tips - 1);
  docent_track(client, last.constData(), static_cast<std::size_t>(last.size()), nullptr, 0);
  if (!stage.shows("tip." + QString::number(tips - 1))) return report("longest frame while a tip follows its anchor", 1e9, "ms", "<=", 16);
  bool ok = report("longest frame while a tip follows its anchor", longest_frame_ms(stage), "ms", "<=", 16);
  stage.close();
  docent_track(client, "tour", DOCENT_AUTO_LEN, nullptr, 0);
  if (!stage.shows("tour")) return report("longest frame while a tour dims 1920x1080 and follows", 1e9, "ms", "<=", 16);
  ok &= report("longest frame while a tour dims 1920x1080 and follows", longest_frame_ms(stage), "ms", "<=", 16);
  return ok;
}

}  // namespace

int main(int argc, char** argv) {
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  Application application(argc, argv);
  QApplication::setQuitOnLastWindowClosed(false);
  TempDir folder;
  docent_client* const client = open_client(folder.path(), 16 << 20, "", strategy().constData());
  bool ok = measure_capture(client);
  {
    Stage stage(client);
    ok &= measure_appearance(application, client, stage);
    ok &= measure_frames(client, stage);
  }
  docent_client_close(client, 2000);
  return ok ? 0 : 1;
}
