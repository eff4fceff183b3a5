// desk.h: what the windows of Notes share, in a folder of its own, for tests of one of them. Without Docent, unless a test takes `withDocent`.
#pragma once

#include <QFile>
#include <QTemporaryDir>

#include "workspace.h"

namespace notes {

class Desk {
 public:
  enum class Guide { none, withDocent };

  explicit Desk(Guide guide = Guide::none) : guidance({guide == Guide::none ? aFile() : dir.path(), {}, "key", {}, "en"}) {
    EXPECT_TRUE(store.load());
    EXPECT_EQ(guidance.problem().isEmpty(), guide == Guide::withDocent) << guidance.problem().toStdString();
  }

  QString noteOf(const QString& text) {
    const auto note = store.create(text, "<p>" + text + "</p>", text);
    EXPECT_TRUE(note);
    return note ? note->id : QString();
  }

  QTemporaryDir dir;
  NoteStore store{dir.path()};
  Preferences preferences{dir.path()};
  Defects defects;
  Guidance guidance;
  Workspace workspace{store, preferences, guidance, defects, "en"};

 private:
  QString aFile() const {  // in which no client opens a folder
    QFile file(dir.filePath("file"));
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    return file.fileName();
  }
};

}  // namespace notes
