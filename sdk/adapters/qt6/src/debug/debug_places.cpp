#include "debug/debug_places.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QTimer>
#include <QTreeWidget>

#include "look/theme.h"
#include "panels/page.h"

namespace docent::qt {

namespace {

constexpr int flashMs = 1500;
constexpr int blinkMs = 250;

// A frame over a widget, for a moment. It belongs to the widget's window and lets the mouse through.
class Flash : public QWidget {
 public:
  explicit Flash(QWidget* target) : QWidget(target->window()) {
    setObjectName("docentFlash");
    setProperty("docentIgnore", true);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setGeometry(QRect(target->mapTo(target->window(), QPoint()), target->size()).adjusted(-4, -4, 4, 4));
    show();
    raise();
    QTimer::singleShot(flashMs, this, &QObject::deleteLater);
    if (reducedMotion()) return;
    auto* const blink = new QTimer(this);
    connect(blink, &QTimer::timeout, this, [this] { setVisible(!isVisible()); });
    blink->start(blinkMs);
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = theme.accent;
    veil.setAlpha(50);
    painter.setPen(QPen(theme.accent, 3));
    painter.setBrush(veil);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), radius, radius);
  }
};

// The widget's ancestors carry the names of `path` before its own, in this order, others between them.
bool liesUnder(const QWidget* widget, QStringList path) {
  for (const QWidget* above = widget->parentWidget(); above != nullptr && !path.isEmpty(); above = above->parentWidget()) {
    if (above->objectName() == path.last()) path.removeLast();
  }
  return path.isEmpty();
}

}  // namespace

DebugAnchors::DebugAnchors(const DebugSource& source, QWidget* parent)
    : DebugView(parent), source_(source), table_(new QTreeWidget), flash_(new QPushButton("Flash")), state_(new PageLabel(PageLabel::Kind::muted)) {
  table_->setObjectName("anchors");
  table_->setAccessibleName("Anchors");
  table_->setHeaderLabels({"Anchor", "Found"});
  table_->setRootIsDecorated(false);
  table_->header()->setStretchLastSection(false);
  table_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  flash_->setObjectName("flash");
  flash_->setEnabled(false);
  state_->setObjectName("anchorState");
  auto* const tools = new QHBoxLayout;
  tools->addWidget(state_, 1);
  tools->addWidget(flash_);
  auto* const column = new QVBoxLayout(this);
  column->setSpacing(gap);
  column->addWidget(table_, 1);
  column->addLayout(tools);
  connect(table_, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem* now) { flash_->setEnabled(now != nullptr); });
  connect(table_, &QTreeWidget::itemActivated, this, &DebugAnchors::flash);
  connect(flash_, &QPushButton::clicked, this, &DebugAnchors::flash);
}

void DebugAnchors::refresh() {
  const auto anchors = source_.anchors();
  while (table_->topLevelItemCount() > anchors.size()) delete table_->topLevelItem(table_->topLevelItemCount() - 1);
  const Theme theme = Theme::of(table_);
  for (int i = 0; i < anchors.size(); i++) {
    QTreeWidgetItem* const item = i < table_->topLevelItemCount() ? table_->topLevelItem(i) : new QTreeWidgetItem(table_);
    const auto& [name, found] = anchors[i];
    item->setText(0, name);
    item->setText(1, found ? "yes" : "no");
    item->setForeground(1, readable(theme.tone(found ? "success" : "error").mark, palette().color(QPalette::Base)));
  }
  if (table_->topLevelItemCount() == 0) state_->setWords("No campaign asked for an anchor yet.");
  else if (state_->text().startsWith("No campaign")) state_->setWords({});
}

void DebugAnchors::flash() {
  const QTreeWidgetItem* const item = table_->currentItem();
  if (item == nullptr) return;
  QWidget* const widget = findByName(item->text(0));
  if (widget == nullptr || !widget->isVisible()) {
    return state_->setWords(widget == nullptr ? "No widget has this object name." : "The widget is there, but hidden.");
  }
  state_->setWords(QString(widget->metaObject()->className()) + " in " + widget->window()->objectName());
  new Flash(widget);
}

DebugElements::DebugElements(const DebugSource& source, QWidget* parent)
    : DebugView(parent), source_(source), list_(new QListWidget), copy_(new QPushButton("Copy")), state_(new PageLabel(PageLabel::Kind::muted)) {
  list_->setObjectName("elements");
  list_->setAccessibleName("Elements without a stable name");
  list_->setUniformItemSizes(true);
  copy_->setObjectName("elementsCopy");
  state_->setObjectName("elementState");
  auto* const tools = new QHBoxLayout;
  tools->addWidget(state_, 1);
  tools->addWidget(copy_);
  auto* const column = new QVBoxLayout(this);
  column->setSpacing(gap);
  column->addWidget(list_, 1);
  column->addLayout(tools);
  connect(copy_, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(source_.unnamed().join('\n')); });
}

void DebugElements::refresh() {
  const QStringList names = source_.unnamed();
  QStringList listed;
  for (int i = 0; i < list_->count(); i++) listed += list_->item(i)->text();
  if (names != listed) {
    list_->clear();
    list_->addItems(names);
  }
  copy_->setEnabled(!names.isEmpty());
  state_->setWords(names.isEmpty() ? "Every element has a name of its own."
                                   : "Give these an object name, so that reports and anchors keep finding them.");
}

QWidget* findByName(const QString& name) {
  QStringList path = name.split('/', Qt::SkipEmptyParts);
  if (path.isEmpty()) return nullptr;
  const QString own = path.takeLast();
  QWidget* hidden = nullptr;
  const QWidgetList all = QApplication::allWidgets();
  for (QWidget* const widget : all) {
    if (widget->objectName() != own || !liesUnder(widget, path)) continue;
    if (widget->isVisible()) return widget;
    hidden = widget;
  }
  return hidden;
}

}  // namespace docent::qt
