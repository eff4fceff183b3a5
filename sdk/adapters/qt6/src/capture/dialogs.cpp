#include "capture/dialogs.h"

#include <docent/qt/element_name.h>

#include <QAbstractButton>
#include <QDialog>
#include <QDialogButtonBox>
#include <QMessageBox>
#include <algorithm>

#include "capture/own_name.h"

namespace docent::qt {
namespace {

bool accepts(QDialogButtonBox::ButtonRole role) {
  return role == QDialogButtonBox::AcceptRole || role == QDialogButtonBox::YesRole || role == QDialogButtonBox::ApplyRole;
}

// QDialog::done() sets the result before it hides. A message box has buttons instead of a result.
bool isAccepted(const QDialog* dialog) {
  const auto* const box = qobject_cast<const QMessageBox*>(dialog);
  if (box == nullptr) return dialog->result() == QDialog::Accepted;
  QAbstractButton* const chosen = box->clickedButton();
  return chosen != nullptr && accepts(static_cast<QDialogButtonBox::ButtonRole>(box->buttonRole(chosen)));
}

}  // namespace

void Dialogs::shown(const QWidget* widget) {
  const bool dialog = qobject_cast<const QDialog*>(widget) != nullptr;
  if ((!dialog && !isFlagged(widget, "docentForm")) || isIgnored(widget)) return;
  open_.push_back({widget, elementName(widget), dialog ? "dialog" : "form"});
  QObject::connect(widget, &QObject::destroyed, &context_, [this](const QObject* object) { gone(object); });
  recorder_.record(Kind::open, open_.back().name, open_.back().role);
}

void Dialogs::hidden(const QWidget* widget) {
  const auto found = std::find_if(open_.begin(), open_.end(), [&](const Open& open) { return open.widget == widget; });
  if (found == open_.end()) return;
  const QString name = std::move(found->name);
  open_.erase(found);
  QObject::disconnect(widget, nullptr, &context_, nullptr);
  const auto* const dialog = qobject_cast<const QDialog*>(widget);
  const QByteArray role = dialog != nullptr ? "dialog" : "form";
  if (dialog != nullptr && isAccepted(dialog)) recorder_.record(Kind::commit, name, role);
  recorder_.record(Kind::close, name, role);
}

void Dialogs::gone(const QObject* widget) {
  const auto found = std::find_if(open_.begin(), open_.end(), [&](const Open& open) { return open.widget == widget; });
  if (found == open_.end()) return;
  recorder_.record(Kind::close, found->name, found->role);
  open_.erase(found);
}

void Dialogs::clicked(const QWidget* button) {
  if (!button->isEnabled()) return;
  const QWidget* const form = formOf(button);
  if (form == nullptr) return;
  bool commits = isFlagged(button, "docentCommit");
  if (const auto* const box = qobject_cast<const QDialogButtonBox*>(button->parentWidget()); box != nullptr && !commits) {
    auto* const asked = qobject_cast<QAbstractButton*>(const_cast<QWidget*>(button));
    const QDialogButtonBox::ButtonRole role = asked == nullptr ? QDialogButtonBox::InvalidRole : box->buttonRole(asked);
    // A dialog's OK may find mistakes and stay; the dialog's result tells.
    commits = role == QDialogButtonBox::ApplyRole || (accepts(role) && qobject_cast<const QDialog*>(form) == nullptr);
  }
  if (commits) recorder_.record(Kind::commit, elementName(form), qobject_cast<const QDialog*>(form) != nullptr ? "dialog" : "form");
}

}  // namespace docent::qt
