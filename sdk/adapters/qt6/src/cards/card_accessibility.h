// cards/card_accessibility.h: what cards are to assistive technology: by the `a11y.role` of their campaign, which an update or the next step of a
// tour may change. GUI thread.
#pragma once

#include <QAccessible>

namespace docent::qt {

struct Content;

/// "status" is a notification, "alert" an alert, "dialog" and "alertdialog" dialogs, "region" a section, "none" a mere group. Without a role, tips
/// and banners are notifications, everything else is a dialog.
QAccessible::Role roleOf(const Content& content);
/// Makes QAccessible ask the content of cards; the first call does it. Every card calls it.
void describeCards();

}  // namespace docent::qt
