#include "capture/recorder.h"

#include <docent/qt/element_name.h>
#include <docent/docent.hpp>

#include <QVariant>

#include "capture/own_name.h"

namespace docent::qt {
namespace {

constexpr qint64 streamMs = 1000;
constexpr qint64 waitMs = 3000;  // as long as Docent waits before it calls a click dead
constexpr qsizetype maxValueChars = 200;

constexpr std::array<std::string_view, 12> names = {"click",   "key",    "edit",  "scroll",  "undo", "redo",
                                                    "execute", "commit", "focus", "repaint", "open", "close"};

bool isResponse(Kind kind) { return kind != Kind::click && kind != Kind::key && kind != Kind::scroll; }

bool startsAnew(Kind kind) { return kind == Kind::click || kind == Kind::commit || kind == Kind::open || kind == Kind::close; }

std::string_view view(const QByteArray& bytes) { return {bytes.constData(), static_cast<std::size_t>(bytes.size())}; }

}  // namespace

// A value as Docent takes it; keeps the bytes of a text.
struct Recorder::Value {
  QByteArray text;
  std::optional<Property> property;

  explicit Value(const QVariant& value) {
    switch (value.typeId()) {
      case QMetaType::UnknownType: break;
      case QMetaType::Bool: property.emplace("value", value.toBool()); break;
      case QMetaType::Float:
      case QMetaType::Double: property.emplace("value", value.toDouble()); break;
      case QMetaType::QString:
      case QMetaType::QByteArray:
        text = value.toString().left(maxValueChars).toUtf8();
        property.emplace("value", view(text));
        break;
      default:
        if (value.metaType().flags().testFlag(QMetaType::IsEnumeration) || value.typeId() < QMetaType::Double)
          property.emplace("value", value.toLongLong());  // the numbers come first among the types
    }
  }
};

Recorder::Recorder(docent_client* client) : client_(client) { clock_.start(); }

void Recorder::record(Kind kind, const Element& element, std::optional<QPointF> place, const QString& suffix) {
  if (!isOn() || element.widget == nullptr) return;
  QString name = elementName(element.widget);
  const Value value(kind == Kind::click || kind == Kind::edit ? allowedValue(element, name) : QVariant());
  if (!suffix.isEmpty()) name = clippedName(name + suffix);
  const QWidget* const form = formOf(element.widget);
  send(kind, name, element.role, form == nullptr ? QString() : elementName(form), place, value);
  if (kind == Kind::click && isInteractiveRole(element.role)) waitingElement_ = element.widget;
}

void Recorder::record(Kind kind, const QString& target, const QByteArray& role, const QString& form, std::optional<QPointF> place) {
  if (isOn()) send(kind, target, role, form, place, Value({}));
}

bool Recorder::isDue(Kind kind, const QObject* element) {
  const qint64 now = clock_.elapsed();
  for (Stream& stream : streams_) {
    if (stream.element != element || stream.kind != kind) continue;
    if (now - stream.ms < streamMs) return false;
    stream.ms = now;
    return true;
  }
  streams_[nextStream_] = {element, kind, now};
  nextStream_ = (nextStream_ + 1) % streams_.size();
  return true;
}

bool Recorder::isClickWaiting() const { return waitingSince_ && clock_.elapsed() - *waitingSince_ < waitMs; }

void Recorder::screen(const QString& name) {
  if (!isOn()) return;
  const QByteArray bytes = clippedName(name).toUtf8();
  answered(docent_screen(client_, bytes.constData(), static_cast<size_t>(bytes.size()), nullptr, 0));
  waitingSince_.reset();
}

void Recorder::foreground(bool front) {
  if (isOn()) answered(docent_set_foreground(client_, front ? 1 : 0));
}

void Recorder::noResult(const QString& target) {
  if (!isOn()) return;
  const QByteArray bytes = target.toUtf8();
  const Property property("target", view(bytes));
  answered(docent_track(client_, "search_no_result", DOCENT_AUTO_LEN, &property, 1));
}

void Recorder::send(Kind kind, const QString& target, const QByteArray& role, const QString& form, std::optional<QPointF> place, const Value& value) {
  if (startsAnew(kind)) streams_.fill({});
  if (isResponse(kind)) waitingSince_.reset();
  if (kind == Kind::click && isInteractiveRole(role)) {
    waitingSince_ = clock_.elapsed();
    waitingElement_.clear();
  }
  const std::string_view name = names[static_cast<std::size_t>(kind)];
  const QByteArray targetBytes = target.toUtf8();
  const QByteArray formBytes = form.toUtf8();
  std::array<docent_property, 5> properties;
  std::size_t count = 0;
  if (!role.isEmpty()) properties[count++] = Property("role", view(role));
  if (!form.isEmpty()) properties[count++] = Property("form", view(formBytes));
  if (place) {
    properties[count++] = Property("x", static_cast<int64_t>(place->x()));
    properties[count++] = Property("y", static_cast<int64_t>(place->y()));
  }
  if (value.property) properties[count++] = *value.property;
  answered(
      docent_interact(client_, name.data(), name.size(), targetBytes.constData(), static_cast<size_t>(targetBytes.size()), properties.data(), count));
}

QVariant Recorder::allowedValue(const Element& element, const QString& name) const {
  if (allowed_.isEmpty() || isSecret(element.field)) return {};
  const auto found = allowed_.constFind(name);
  return found == allowed_.constEnd() ? QVariant() : element.widget->property(found->constData());
}

}  // namespace docent::qt
