// notes_style.cpp: how NotesStyle of appearance.h draws controls.
#include <QPainter>
#include <QStyleOption>

#include "appearance.h"
#include "icons.h"

namespace notes {

namespace {

constexpr double corner = 6;
constexpr int menuMark = 13;  // the chevron of a button that opens a menu

void rounded(QPainter* painter, const QRectF& rect, const QBrush& fill, const QPen& line) {
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setBrush(fill);
  painter->setPen(line);
  painter->drawRoundedRect(rect, corner, corner);
  painter->restore();
}

// The outline of a control: the accent where the focus is.
QPen outline(const QStyleOption* option) {
  const bool focused = (option->state & QStyle::State_HasFocus) && (option->state & QStyle::State_Enabled);
  return focused ? QPen(option->palette.color(QPalette::Highlight), 2) : QPen(hairline(option->palette), 1);
}

void drawButton(const QStyleOptionButton* button, QPainter* painter) {
  const QPalette& palette = button->palette;
  const bool enabled = button->state & QStyle::State_Enabled;
  const bool main = (button->features & QStyleOptionButton::DefaultButton) && enabled;
  QColor fill = main ? palette.color(QPalette::Highlight) : palette.color(QPalette::Button);
  const QColor ink = main ? Qt::black : palette.color(QPalette::ButtonText);
  if (enabled && (button->state & (QStyle::State_Sunken | QStyle::State_On))) fill = mixed(fill, ink, 0.16);
  else if (enabled && (button->state & QStyle::State_MouseOver)) fill = mixed(fill, ink, main ? 0.1 : 0.05);
  const bool focused = (button->state & QStyle::State_HasFocus) && enabled;
  QPen line(main ? fill : hairline(palette), 1);
  if (focused) line = QPen(main ? palette.color(QPalette::WindowText) : palette.color(QPalette::Highlight), 2);
  const double inset = focused ? 1 : 0.5;
  rounded(painter, QRectF(button->rect).adjusted(inset, inset, -inset, -inset), fill, line);
}

// A list that can be opened: a button with a chevron.
void drawComboBox(const QStyleOptionComboBox* box, QPainter* painter) {
  QColor fill = box->palette.color(QPalette::Button);
  if ((box->state & QStyle::State_MouseOver) && (box->state & QStyle::State_Enabled))
    fill = mixed(fill, box->palette.color(QPalette::ButtonText), 0.05);
  const QPen pen = outline(box);
  const double inset = pen.widthF() / 2;
  rounded(painter, QRectF(box->rect).adjusted(inset, inset, -inset, -inset), fill, pen);
  const bool mirrored = box->direction == Qt::RightToLeft;
  const QRect mark(mirrored ? box->rect.left() + 9 : box->rect.right() - 23, box->rect.center().y() - 7, 15, 15);
  paintIcon(*painter, mark, "down", box->palette.color(QPalette::ButtonText));
}

// The entry of a menu bar: flat, with a soft ground while its menu is open.
void drawMenuBarItem(const QStyleOptionMenuItem* item, QPainter* painter) {
  painter->fillRect(item->rect, item->palette.color(QPalette::Window));
  if (item->state & (QStyle::State_Selected | QStyle::State_Sunken)) {
    const QColor ground = mixed(item->palette.color(QPalette::Window), item->palette.color(QPalette::WindowText), 0.12);
    rounded(painter, QRectF(item->rect).adjusted(1, 2, -1, -2), ground,
            isHighContrast(item->palette) ? QPen(item->palette.color(QPalette::Highlight)) : Qt::NoPen);
  }
  painter->setPen(item->palette.color(item->state & QStyle::State_Enabled ? QPalette::Active : QPalette::Disabled, QPalette::WindowText));
  painter->drawText(item->rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, item->text);
}

void drawToolButton(const QStyleOption* option, QPainter* painter) {
  const bool enabled = option->state & QStyle::State_Enabled;
  const QColor ink = option->palette.color(QPalette::WindowText);
  const QColor accent = option->palette.color(QPalette::Highlight);
  QColor fill = Qt::transparent;
  if (enabled && (option->state & QStyle::State_On)) fill = mixed(option->palette.color(QPalette::Window), accent, 0.22);
  else if (enabled && (option->state & QStyle::State_Sunken)) fill = mixed(option->palette.color(QPalette::Window), ink, 0.16);
  else if (enabled && (option->state & QStyle::State_MouseOver)) fill = mixed(option->palette.color(QPalette::Window), ink, 0.08);
  const bool focused = enabled && (option->state & QStyle::State_HasFocus);
  const bool framed = focused || (isHighContrast(option->palette) && (option->state & (QStyle::State_On | QStyle::State_MouseOver)));
  rounded(painter, QRectF(option->rect).adjusted(1, 1, -1, -1), fill, framed ? QPen(accent, 2) : QPen(Qt::NoPen));
}

// A slim handle, without arrows.
void drawScrollBar(const QStyleOptionSlider* bar, const QRect& handle, QPainter* painter) {
  const bool upright = bar->orientation == Qt::Vertical;
  const QRectF slim = upright ? QRectF(handle).adjusted(3, 2, -3, -2) : QRectF(handle).adjusted(2, 3, -2, -3);
  const bool active = bar->activeSubControls & QStyle::SC_ScrollBarSlider;
  const QColor ink = bar->palette.color(QPalette::WindowText);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(Qt::NoPen);
  painter->setBrush(isHighContrast(bar->palette) ? ink : mixed(bar->palette.color(QPalette::Base), ink, active ? 0.5 : 0.3));
  painter->drawRoundedRect(slim, 3, 3);
  painter->restore();
}

}  // namespace

void NotesStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const {
  switch (element) {
    case PE_PanelButtonTool: drawToolButton(option, painter); return;
    case PE_PanelLineEdit: {
      const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
      if (frame == nullptr || frame->lineWidth == 0) break;
      const QPen pen = outline(option);
      const double inset = pen.widthF() / 2;
      rounded(painter, QRectF(option->rect).adjusted(inset, inset, -inset, -inset), option->palette.color(QPalette::Base), pen);
      return;
    }
    case PE_FrameFocusRect: {
      const QColor accent = option->palette.color(QPalette::Highlight);
      rounded(painter, QRectF(option->rect).adjusted(1, 1, -1, -1), Qt::NoBrush, QPen(accent, 1.5));
      return;
    }
    case PE_PanelMenu:
    case PE_FrameMenu:
      painter->fillRect(option->rect, option->palette.color(QPalette::Base));
      painter->setPen(hairline(option->palette));
      painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
      return;
    case PE_IndicatorToolBarSeparator: {
      const QRect r = option->rect;
      painter->setPen(hairline(option->palette));
      if (option->state & State_Horizontal) painter->drawLine(r.center().x(), r.top() + 6, r.center().x(), r.bottom() - 6);
      else painter->drawLine(r.left() + 6, r.center().y(), r.right() - 6, r.center().y());
      return;
    }
    case PE_PanelMenuBar:
    case PE_PanelStatusBar:
    case PE_FrameStatusBarItem: return;
    default: break;
  }
  QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void NotesStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const {
  if (control == CC_ComboBox) {
    if (const auto* box = qstyleoption_cast<const QStyleOptionComboBox*>(option); box != nullptr && !box->editable) return drawComboBox(box, painter);
  }
  if (control == CC_ScrollBar) {
    if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
      return drawScrollBar(bar, subControlRect(CC_ScrollBar, bar, SC_ScrollBarSlider, widget), painter);
    }
  }
  const auto* button = control == CC_ToolButton ? qstyleoption_cast<const QStyleOptionToolButton*>(option) : nullptr;
  if (button == nullptr || !(button->features & QStyleOptionToolButton::HasMenu)) {
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    return;
  }
  drawPrimitive(PE_PanelButtonTool, button, painter, widget);
  const bool mirrored = button->direction == Qt::RightToLeft;
  QStyleOptionToolButton label = *button;
  label.rect = button->rect.adjusted(mirrored ? menuMark + 4 : 4, 0, mirrored ? -4 : -menuMark - 4, 0);
  drawControl(CE_ToolButtonLabel, &label, painter, widget);
  const QRect mark(mirrored ? button->rect.left() + 4 : button->rect.right() - menuMark - 3, button->rect.center().y() - 6, menuMark, menuMark);
  paintIcon(*painter, mark, "down",
            button->palette.color(button->state & State_Enabled ? QPalette::Active : QPalette::Disabled, QPalette::WindowText));
}

void NotesStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const {
  if (element == CE_PushButtonBevel) {
    if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        button != nullptr && !(button->features & QStyleOptionButton::Flat)) {
      drawButton(button, painter);
      return;
    }
  }
  if (element == CE_PushButtonLabel) {
    if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        button != nullptr && (button->features & QStyleOptionButton::DefaultButton) && (button->state & State_Enabled)) {
      QStyleOptionButton onAccent = *button;
      onAccent.palette.setColor(QPalette::ButtonText, button->palette.color(QPalette::HighlightedText));
      QProxyStyle::drawControl(element, &onAccent, painter, widget);
      return;
    }
  }
  if (element == CE_ToolBar) return;  // what lies below it shows
  if (element == CE_MenuBarItem) {
    if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) return drawMenuBarItem(item, painter);
  }
  if (element == CE_MenuBarEmptyArea) {
    painter->fillRect(option->rect, option->palette.color(QPalette::Window));
    return;
  }
  QProxyStyle::drawControl(element, option, painter, widget);
}

QRect NotesStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part, const QWidget* widget) const {
  if (control == CC_ComboBox && part == SC_ComboBoxEditField) return option->rect.adjusted(9, 0, -9, 0);
  if (control != CC_ScrollBar) return QProxyStyle::subControlRect(control, option, part, widget);
  const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
  if (bar == nullptr || part == SC_ScrollBarAddLine || part == SC_ScrollBarSubLine) return {};
  const bool upright = bar->orientation == Qt::Vertical;
  const int length = upright ? bar->rect.height() : bar->rect.width();
  const int range = bar->maximum - bar->minimum;
  const int size =
      range > 0 ? std::clamp(static_cast<int>(qint64(length) * bar->pageStep / (range + bar->pageStep)), std::min(32, length), length) : length;
  const int from = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - size, bar->upsideDown);
  const auto along = [&](int begin, int end) {
    return visualRect(bar->direction, bar->rect,
                      upright ? QRect(0, begin, bar->rect.width(), end - begin) : QRect(begin, 0, end - begin, bar->rect.height()));
  };
  switch (part) {
    case SC_ScrollBarSlider: return along(from, from + size);
    case SC_ScrollBarSubPage: return along(0, from);
    case SC_ScrollBarAddPage: return along(from + size, length);
    default: return bar->rect;
  }
}

QRect NotesStyle::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const {
  const QRect rect = QProxyStyle::subElementRect(element, option, widget);
  const auto* frame = element == SE_LineEditContents ? qstyleoption_cast<const QStyleOptionFrame*>(option) : nullptr;
  return frame != nullptr && frame->lineWidth > 0 ? rect.adjusted(5, 0, -5, 0) : rect;
}

int NotesStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
  switch (metric) {
    case PM_ToolBarIconSize:
    case PM_SmallIconSize: return 18;
    case PM_ToolBarItemSpacing: return 2;
    case PM_ToolBarItemMargin: return 4;
    case PM_ToolBarFrameWidth: return 0;
    case PM_MenuPanelWidth: return 1;
    case PM_MenuVMargin: return 5;
    case PM_ScrollBarExtent: return 12;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical: return 0;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
  }
}

QSize NotesStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const {
  QSize wanted = QProxyStyle::sizeFromContents(type, option, size, widget);
  if (type == CT_PushButton) wanted = QSize(wanted.width() + 12, qMax(wanted.height(), 32));
  if (type == CT_LineEdit) wanted.setHeight(qMax(wanted.height() + 6, 32));
  if (type == CT_ToolButton) {
    wanted = wanted.expandedTo(QSize(32, 32));
    const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option);
    if (button != nullptr && (button->features & QStyleOptionToolButton::HasMenu)) wanted.setWidth(wanted.width() + menuMark);
  }
  if (type == CT_MenuBarItem) wanted += QSize(6, 6);
  if (type == CT_ComboBox) wanted.setHeight(qMax(wanted.height(), 32));
  if (type == CT_MenuItem) {
    const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
    if (item != nullptr && item->menuItemType != QStyleOptionMenuItem::Separator) wanted.setHeight(qMax(wanted.height(), 28));
  }
  return wanted;
}

int NotesStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* result) const {
  if (hint == SH_ToolButton_PopupDelay) return 0;
  if (hint == SH_EtchDisabledText || hint == SH_DitherDisabledText) return 0;
  if (hint == SH_DialogButtonBox_ButtonsHaveIcons) return 0;
  return QProxyStyle::styleHint(hint, option, widget, result);
}

}  // namespace notes
