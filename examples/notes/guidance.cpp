#include "guidance.h"

#include <docent/qt/debug_overlay.h>
#include <docent/qt/element_name.h>
#include <docent/qt/kit.h>
#include <docent/qt/privacy_panel.h>
#include <docent/qt/recommendation_panel.h>

#include <QAction>
#include <QCoreApplication>
#include <QFile>
#include <QKeySequence>
#include <QLabel>

#include "words.h"

namespace notes {

struct Guidance::Parts {
  explicit Parts(docent::Client&& opened) : client(std::move(opened)), kit(client) {}
  docent::Client client;
  docent::qt::Kit kit;  // goes before the client does
  QString checklist;    // the campaign that is shown, or was last
};

namespace {

QByteArray contentOf(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

Guidance::Guidance(const Settings& settings, QObject* parent) : QObject(parent) {
  const QByteArray strategy = contentOf(settings.strategyFile.isEmpty() ? ":/notes/strategy.json" : settings.strategyFile);
  docent::Options options(settings.writeKey.toStdString());
  options.app("Notes", QCoreApplication::applicationVersion().toStdString()).data_dir((settings.dataDir + "/docent").toStdString());
  options.locale(settings.locale.toStdString()).flush_interval(docent::Milliseconds(2000));
  if (!strategy.isEmpty()) options.strategy({strategy.constData(), static_cast<std::size_t>(strategy.size())});
  if (!settings.endpoint.isEmpty()) options.endpoint(settings.endpoint.toStdString());
  auto client = docent::Client::open(options);
  if (!client) {
    problem_ = QString::fromStdString(client.status().message());
    return;
  }
  parts_ = std::make_unique<Parts>(std::move(*client));
  docent::qt::DebugOverlay::install(parts_->kit.presenter(), QKeySequence("Ctrl+Shift+D"));  // for who writes the strategy
  connect(&parts_->kit.presenter(), &docent::qt::Presenter::commandRequested, this, &Guidance::commandWanted);
  connect(&parts_->kit.presenter(), &docent::qt::Presenter::appeared, this, [this](const QString& campaign, const QString& type) {
    if (type != "checklist") return;
    parts_->checklist = campaign;
    emit checklistShown(true);
  });
  connect(&parts_->kit.presenter(), &docent::qt::Presenter::closed, this, [this](const QString& campaign) {
    if (campaign == parts_->checklist) emit checklistShown(false);
  });
}

Guidance::~Guidance() = default;

void Guidance::noteCreated() {
  if (parts_) parts_->client.track("note_created");
}

void Guidance::textEdited(int chars) {
  if (parts_) parts_->client.track("text_edited", {{"chars", chars}});
}

void Guidance::styleApplied(const QString& style) {
  if (parts_) parts_->client.track("style_applied", {{"style", style.toStdString()}});
}

void Guidance::toolbarOpened() {
  if (parts_) parts_->client.track("toolbar_opened");
}

void Guidance::tableInserted(int rows, int columns) {
  if (parts_) parts_->client.track("table_inserted", {{"rows", rows}, {"columns", columns}});
}

void Guidance::documentSaved(qint64 bytes) {
  if (parts_) parts_->client.track("document_saved", {{"bytes", bytes}});
}

void Guidance::printOpened() {
  if (parts_) parts_->client.track("print_opened");
}

void Guidance::exportOpened() {
  if (parts_) parts_->client.track("export_opened");
}

void Guidance::formatChosen(const QString& format) {
  if (parts_) parts_->client.track("format_chosen", {{"format", format.toStdString()}});
}

void Guidance::exportStarted() {
  if (parts_) parts_->client.timer_start("export_done");
}

void Guidance::exportDone(const QString& format) {
  if (parts_) parts_->client.timer_stop("export_done", {{"format", format.toStdString()}});
}

void Guidance::exportFailed(const QString& format, const QString& code, const QString& message) {
  if (!parts_) return;
  parts_->client.timer_cancel("export_done");
  parts_->client.track("export_failed", {{"code", code.toStdString()}, {"format", format.toStdString()}});
  parts_->client.error(code.toStdString(), message.toStdString());
}

void Guidance::exportCancelled() {
  if (parts_) parts_->client.timer_cancel("export_done");
}

void Guidance::templateUsed() {
  if (parts_) parts_->client.track("template_used");
}

void Guidance::mailMergeDone(int copies) {
  if (parts_) parts_->client.track("mail_merge_done", {{"copies", copies}});
}

void Guidance::searchUsed() {
  if (parts_) parts_->client.track("search_used");
}

void Guidance::took(const char* what, qint64 ms) {
  if (parts_) parts_->client.metric(what, static_cast<double>(ms), "ms");
}

void Guidance::failed(const char* code, const QString& message) {
  if (parts_) parts_->client.error(code, message.toStdString());
}

void Guidance::editing(const char* what) {
  if (!parts_) return;
  if (what == nullptr) parts_->client.set_context({{"editing", nullptr}});
  else parts_->client.set_context({{"editing", what}});
}

void Guidance::fullScreen(bool on) {
  if (parts_) parts_->client.set_app_state({{"presenting", on}});
}

bool Guidance::isEnabled(const char* feature) const { return !parts_ || parts_->client.feature_enabled(feature); }

void Guidance::setHome(QWidget* window) {
  if (parts_) parts_->kit.presenter().setHome(window);
}

void Guidance::watchSearch(QLineEdit* field, QAbstractItemModel* results) {
  if (parts_) parts_->kit.autocapture().watchSearch(field, results);
}

QAction* Guidance::historyAction() { return parts_ ? parts_->kit.presenter().historyAction() : nullptr; }

void Guidance::launch(const QString& campaign) {
  if (parts_) parts_->kit.presenter().launch(campaign);
}

void Guidance::preview(const QString& campaign) {
  if (parts_) parts_->kit.presenter().preview(campaign);
}

QStringList Guidance::onScreen() const { return parts_ ? parts_->kit.presenter().onScreen() : QStringList(); }

QWidget* Guidance::recommendations(const QString& slot, QWidget* parent) {
  if (!parts_) return new QWidget(parent);
  auto* const panel = new docent::qt::RecommendationPanel(parts_->client, slot, parent);
  connect(panel, &docent::qt::RecommendationPanel::chosen, this, &Guidance::featureWanted);
  return panel;
}

QWidget* Guidance::privacyPanel(QWidget* parent) {
  if (parts_) return new docent::qt::PrivacyPanel(parts_->client, parent);
  auto* const reason = new QLabel(words("Nothing is recorded in this run.") + "\n\n" + problem_, parent);
  reason->setTextFormat(Qt::PlainText);
  reason->setWordWrap(true);
  reason->setAlignment(Qt::AlignTop | Qt::AlignLeading);
  return reason;
}

void Guidance::showPrivacy(QWidget* parent) {
  if (parts_) docent::qt::PrivacyPanel::showDialog(parts_->client.get(), parent);
}

bool Guidance::consentKnown() const { return !parts_ || parts_->client.consent() != docent::Consent::unknown(); }

bool Guidance::setConsent(bool allowed) {
  return parts_ && parts_->client.set_consent(allowed ? docent::Consent::all() : docent::Consent::none()) == DOCENT_OK;
}

bool Guidance::feedback(const QString& text, int stars, const QString& category) {
  const auto rating = stars > 0 ? std::optional<int>(stars) : std::nullopt;
  return parts_ && parts_->client.feedback(text.toStdString(), rating, category.toStdString()) == DOCENT_OK;
}

QStringList Guidance::unnamedElements() { return docent::qt::unnamedElements(); }

}  // namespace notes
