// The presenter as its users see it: everything it does is the stage's. GUI thread.
#include "docent/qt/presenter.h"

#include <QAction>
#include <QApplication>

#include "panels/message_history.h"
#include "presenter/presenter_words.h"
#include "presenter/stage.h"

namespace docent::qt {

Presenter::Presenter(docent_client* client, QObject* parent) : QObject(parent), stage_(std::make_unique<Stage>(*this, client)) {}

Presenter::~Presenter() = default;

void Presenter::setAnchor(const QString& name, QWidget* widget, std::function<QRect()> part) { stage_->anchors().set(name, widget, std::move(part)); }

void Presenter::setVeto(std::function<bool(const QString&, const QString&)> mayShow) { stage_->setVeto(std::move(mayShow)); }

void Presenter::setCourtesy(const Courtesy& courtesy) { stage_->courtesy().setRules(courtesy); }

void Presenter::setHome(QWidget* window) { stage_->setHome(window); }

void Presenter::launch(const QString& campaign) { stage_->launch(campaign); }

void Presenter::preview(const QString& campaign, const QString& variant) { stage_->preview(campaign, variant); }

void Presenter::showHistory(QWidget* parent) {
  auto* const dialog = new HistoryDialog(&stage_->history(), parent != nullptr ? parent : QApplication::activeWindow());
  connect(dialog, &HistoryDialog::again, this, &Presenter::launch);
  dialog->open();
}

QAction* Presenter::historyAction() {
  auto* action = findChild<QAction*>("docent.history");
  if (action == nullptr) {
    action = new QAction(say(words::whatWasThat, QLocale()), this);
    action->setObjectName("docent.history");
    connect(action, &QAction::triggered, this, [this] { showHistory(); });
  }
  return action;
}

QStringList Presenter::onScreen() const { return stage_->onScreen(); }

QList<std::pair<QString, bool>> Presenter::anchorsAskedFor() const {
  const auto& asked = stage_->anchorsAskedFor();
  return {asked.begin(), asked.end()};
}

docent_client* Presenter::client() const { return stage_->client(); }

}  // namespace docent::qt
