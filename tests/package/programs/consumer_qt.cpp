// A stranger's Qt application: one window, the kit, one tip. Ends with 0 when the tip was on the screen. Usage: consumer_qt DATA_DIR
#include <docent/qt/element_name.h>
#include <docent/qt/kit.h>
#include <docent/qt/privacy_panel.h>
#include <docent/qt/recommendation_panel.h>
#include <docent/docent.hpp>
#ifdef WITH_DEBUG_OVERLAY
#  include <docent/qt/debug_overlay.h>
#endif

#include <QApplication>
#include <QKeySequence>
#include <QMainWindow>
#include <QPushButton>
#include <QTimer>
#include <iostream>

static const char* const strategy = R"({"schemaVersion": 1, "product": "consumer", "version": 1, "locales": {"default": "en"}, "campaigns": [
  {"id": "tip.save", "type": "tip", "triggers": [{"event": "text_edited"}],
   "content": {"anchor": "save", "text": {"en": {"title": "Keep it", "body": "Save what you wrote."}}}}]})";

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  auto client = docent::Client::open(docent::Options("KEY").data_dir(argv[1]).strategy(strategy).consent(docent::Consent::all()));
  if (!client) {
    std::cerr << client.status().message() << "\n";
    return 1;
  }
  docent::qt::Kit kit(*client);
  docent::qt::Courtesy at_once;
  at_once.startMs = 0;
  kit.presenter().setCourtesy(at_once);
#ifdef WITH_DEBUG_OVERLAY
  docent::qt::DebugOverlay::install(kit.presenter(), QKeySequence("Ctrl+Shift+D"));
#endif
  QMainWindow window;
  auto* const save = new QPushButton("Save");
  save->setObjectName("save");
  window.setCentralWidget(save);
  window.resize(640, 480);
  window.show();
  QObject::connect(&kit.presenter(), &docent::qt::Presenter::appeared, &application, [&] { application.exit(0); });
  QTimer::singleShot(10000, &application, [&] { application.exit(2); });
  client->track("text_edited");
  return application.exec();
}
