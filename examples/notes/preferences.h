// preferences.h: what the user has set, kept in one file in the data folder. GUI thread.
#pragma once

#include <QSettings>
#include <QStringList>

namespace notes {

class Preferences {
 public:
  explicit Preferences(const QString& folder) : settings_(folder + "/preferences.ini", QSettings::IniFormat) {}

  QString theme() const { return settings_.value("theme", "system").toString(); }  ///< system, light, dark, contrast
  void setTheme(const QString& theme) { settings_.setValue("theme", theme); }
  QString language() const { return settings_.value("language", "system").toString(); }  ///< system, en, zh
  void setLanguage(const QString& language) { settings_.setValue("language", language); }
  int fontSize() const { return settings_.value("fontSize", 0).toInt(); }  ///< points; 0: the system's
  void setFontSize(int points) { settings_.setValue("fontSize", points); }
  QString sort() const { return settings_.value("sort", "modified").toString(); }  ///< modified, created, title
  void setSort(const QString& sort) { settings_.setValue("sort", sort); }
  /// Ids of the notes that were opened last, newest first.
  QStringList recent() const { return settings_.value("recent").toStringList(); }
  void addRecent(const QString& id) {
    QStringList list = recent();
    list.removeAll(id);
    list.prepend(id);
    settings_.setValue("recent", QStringList(list.mid(0, 8)));
  }
  QString exportFolder() const { return settings_.value("exportFolder").toString(); }
  void setExportFolder(const QString& folder) { settings_.setValue("exportFolder", folder); }
  QByteArray windowState() const { return settings_.value("window").toByteArray(); }
  void setWindowState(const QByteArray& state) { settings_.setValue("window", state); }

 private:
  QSettings settings_;
};

}  // namespace notes
