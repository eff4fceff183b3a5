#include "printing.h"

#include <QApplication>
#include <QPrintDialog>
#include <QPrintPreviewDialog>
#include <QPrinter>
#include <QTextDocument>
#include <QToolBar>
#include <QToolButton>
#include <memory>

#include "exporter.h"
#include "words.h"

namespace notes {

namespace {

// Qt's dialogs name few of their widgets.
void nameParts(QWidget* dialog, const QString& prefix) {
  int number = 0;
  for (QObject* const child : dialog->findChildren<QObject*>()) {
    if ((child->isWidgetType() || child->inherits("QAction")) && child->objectName().isEmpty()) {
      child->setObjectName(QString("%1.%2%3").arg(prefix, QString(child->metaObject()->className()).mid(1).toLower()).arg(++number));
    }
  }
}

}  // namespace

void printNote(const QString& title, const QString& html, bool preview, QWidget* parent) {
  const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
  printer->setDocName(title);
  printer->setPageMargins(QMarginsF(18, 18, 18, 18), QPageLayout::Millimeter);
  const auto print = [title, html](QPrinter* to) {
    QTextDocument document;
    fillForPaper(document, title, html, QApplication::font());
    document.print(to);
  };
  if (preview) {
    auto* const dialog = new QPrintPreviewDialog(printer.get(), parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName("print.preview");
    dialog->setWindowTitle(words("Print Preview"));
    nameParts(dialog, "print.preview");
    QObject::connect(dialog, &QPrintPreviewDialog::paintRequested, dialog, [print, printer](QPrinter* to) { print(to); });
    dialog->resize(820, 640);
    dialog->open();
    return;
  }
  auto* const dialog = new QPrintDialog(printer.get(), parent);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setObjectName("print");
  dialog->setWindowTitle(words("Print"));
  nameParts(dialog, "print");
  QObject::connect(dialog, QOverload<QPrinter*>::of(&QPrintDialog::accepted), dialog, [print, printer](QPrinter* to) { print(to); });
  dialog->open();
}

}  // namespace notes
