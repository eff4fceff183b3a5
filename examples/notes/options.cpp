#include "options.h"

#include <QCommandLineParser>

namespace notes {

namespace {

void declare(QCommandLineParser& parser) {
  parser.setApplicationDescription("Notes: a small editor for formatted notes, and the model integration of Docent in Qt Widgets.");
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addOptions({
      {"data-dir", "Folder for notes, preferences and what Docent keeps.", "DIR"},
      {"endpoint", "Docent's backend, such as http://127.0.0.1:8080. Without one nothing leaves this computer.", "URL"},
      {"write-key", "Write key for the backend.", "KEY"},
      {"strategy", "Strategy document in place of the built-in one.", "FILE"},
      {"locale", "Language of this run: en, zh-CN, or ar (English texts, right to left).", "TAG"},
      {"theme", "Colours of this run: system, light, dark or contrast.", "NAME"},
      {"fail", "Plants a defect: OPERATION (open, save, export, cloud) fails with PROBABILITY (0 to 1). May be repeated.", "OPERATION:PROBABILITY"},
      {"slow", "Plants a defect: OPERATION takes SECONDS (0 to 600) longer. May be repeated.", "OPERATION:SECONDS"},
      {"seed", "Seed of planted failures (1): the same seed fails the same times.", "NUMBER"},
      {"play", "Plays a recorded session (README.md has its language); exit code 1 when a line of it fails.", "FILE"},
      {"pictures", "Folder for the pictures that a session takes.", "DIR"},
      {"lint-names", "Opens every window, lists widgets without a stable name, exit code 1 when there are any."},
  });
}

bool plant(const QCommandLineParser& parser, Defects& defects, QString& message) {
  for (const QString& text : parser.values("fail")) {
    if (defects.addFailure(text)) continue;
    message = QString("--fail %1: write OPERATION:PROBABILITY, for example export:0.2\n").arg(text);
    return false;
  }
  for (const QString& text : parser.values("slow")) {
    if (defects.addDelay(text)) continue;
    message = QString("--slow %1: write OPERATION:SECONDS, for example export:3\n").arg(text);
    return false;
  }
  return true;
}

}  // namespace

Start readCommandLine(const QStringList& arguments, CommandLine& line, QString& message) {
  QCommandLineParser parser;
  declare(parser);
  if (!parser.parse(arguments)) {
    message = parser.errorText() + '\n';
    return Start::wrong;
  }
  if (parser.isSet("help")) message = parser.helpText();
  if (parser.isSet("version")) message = QCoreApplication::applicationName() + ' ' + QCoreApplication::applicationVersion() + '\n';
  if (!message.isEmpty()) return Start::done;
  bool number = true;
  line.defects = Defects(parser.isSet("seed") ? parser.value("seed").toUInt(&number) : 1);
  static const QStringList themes = {"", "system", "light", "dark", "contrast"};
  line.theme = parser.value("theme");
  if (!number) message = "--seed: write a whole number\n";
  if (!themes.contains(line.theme)) message = "--theme: system, light, dark or contrast\n";
  if (!parser.positionalArguments().isEmpty()) message = "Notes takes no arguments besides its options\n";
  if (!message.isEmpty() || !plant(parser, line.defects, message)) return Start::wrong;
  line.dataDir = parser.value("data-dir");
  line.endpoint = parser.value("endpoint");
  if (parser.isSet("write-key")) line.writeKey = parser.value("write-key");
  line.strategyFile = parser.value("strategy");
  line.locale = parser.value("locale");
  line.session = parser.value("play");
  if (parser.isSet("pictures")) line.pictures = parser.value("pictures");
  line.lintNames = parser.isSet("lint-names");
  return Start::run;
}

}  // namespace notes
