// templates.h: notes that begin with some structure. Values only.
#pragma once

#include <QList>
#include <QString>

namespace notes {

struct Template {
  const char* id;
  const char* icon;
  QString name;
  QString purpose;
  QString html;
};

/// In the language of the application.
QList<Template> templates();

}  // namespace notes
