// main.cpp: Notes. Reads the command line, puts the parts together, and makes the window anew when the language changes.
#include <QApplication>
#include <QDir>
#include <QFont>
#include <QLocale>
#include <QStandardPaths>
#include <QTimer>
#include <cstdio>
#include <memory>

#include "appearance.h"
#include "icons.h"
#include "main_window.h"
#include "name_check.h"
#include "options.h"
#include "session_player.h"
#include "words.h"
#include "workspace.h"

namespace {

using namespace notes;

constexpr int wrongUse = 2;

QString languageOf(const CommandLine& line, const Preferences& preferences) {
  QString wanted = line.locale;
  if (wanted.isEmpty()) wanted = preferences.language();
  if (wanted.isEmpty() || wanted == "system") wanted = QLocale::system().name();
  if (wanted.startsWith("zh")) return "zh-CN";
  return wanted.startsWith("ar") ? "ar" : "en";
}

// Everything that depends on the language; made anew when it changes.
struct Run {
  Run(CommandLine& line, const QString& folder, NoteStore& store, Preferences& preferences)
      : language(languageOf(line, preferences)), translator(language.left(2)) {
    QLocale::setDefault(QLocale(language));
    QApplication::installTranslator(&translator);
    QApplication::setLayoutDirection(language == "ar" ? Qt::RightToLeft : Qt::LeftToRight);
    guidance = std::make_unique<Guidance>(Guidance::Settings{folder, line.endpoint, line.writeKey, line.strategyFile, language});
    workspace = std::make_unique<Workspace>(Workspace{store, preferences, *guidance, line.defects, language});
    window = std::make_unique<MainWindow>(*workspace);
  }

  QString language;
  TableTranslator translator;
  std::unique_ptr<Guidance> guidance;
  std::unique_ptr<Workspace> workspace;
  std::unique_ptr<MainWindow> window;
};

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  QApplication::setApplicationName("Notes");
  QApplication::setApplicationVersion("1.0.0");
  QApplication::setStyle(new NotesStyle);
  QApplication::setQuitOnLastWindowClosed(false);
  CommandLine line;
  QString message;
  const Start start = readCommandLine(QApplication::arguments(), line, message);
  if (start != Start::run) {
    std::fputs(message.toLocal8Bit().constData(), start == Start::done ? stdout : stderr);
    return start == Start::done ? 0 : wrongUse;
  }
  const QString folder = line.dataDir.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) : line.dataDir;
  Preferences preferences(folder);
  applyAppearance(line.theme.isEmpty() ? preferences.theme() : line.theme, preferences.fontSize());
  NoteStore store(folder);
  if (!store.load()) {
    std::fprintf(stderr, "Notes: %s\n", store.error().toLocal8Bit().constData());
    return 1;
  }
  auto run = std::make_unique<Run>(line, folder, store, preferences);
  const std::function<void()> show = [&] {
    if (!run->guidance->problem().isEmpty()) std::fprintf(stderr, "Notes: without Docent: %s\n", run->guidance->problem().toLocal8Bit().constData());
    QObject::connect(
        run->window.get(), &MainWindow::languageChanged, &application,
        [&] {
          if (!run->window->close()) return;  // it says what could not be saved, and keeps it
          line.locale.clear();
          run.reset();  // the old client has to be closed before the new one opens the folder
          run = std::make_unique<Run>(line, folder, store, preferences);
          show();
        },
        Qt::QueuedConnection);
    run->window->show();
  };
  show();
  QObject::connect(&application, &QApplication::lastWindowClosed, &application, [&] {
    // A window that makes room for the next one is not the last.
    QTimer::singleShot(0, &application, [&] {
      if (!run->window->isVisible()) QApplication::quit();
    });
  });
  if (line.lintNames) return checkNames(*run->window);
  std::unique_ptr<SessionPlayer> player;
  if (!line.session.isEmpty()) {
    QDir().mkpath(line.pictures);
    preferences.setExportFolder(line.pictures);  // what a session exports is looked at, too
    player = SessionPlayer::open(
        line.session, line.pictures, [&]() -> Guidance& { return *run->guidance; }, line.defects, message);
    if (!player) {
      std::fputs(message.toLocal8Bit().constData(), stderr);
      return wrongUse;
    }
    QTimer::singleShot(0, player.get(), &SessionPlayer::play);
  }
  return QApplication::exec();
}
