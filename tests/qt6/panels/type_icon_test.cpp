#include "panels/type_icon.h"

#include <gtest/gtest.h>

#include <QImage>
#include <QPainter>
#include <QSet>

namespace docent::qt {
namespace {

QByteArray drawn(const QString& type) {
  QImage image(40, 40, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::white);
  QPainter painter(&image);
  paintTypeIcon(painter, {0, 0, 40, 40}, type, Qt::black);
  painter.end();
  return {reinterpret_cast<const char*>(image.constBits()), image.sizeInBytes()};
}

TEST(TypeIcon, IsDifferentForEveryKind) {
  QSet<QByteArray> pictures;
  for (const char* type : {"tip", "banner", "tour", "checklist", "survey", "recommendation", "a kind of tomorrow"}) pictures += drawn(type);
  EXPECT_EQ(pictures.size(), 7);
  EXPECT_EQ(drawn("unknown"), drawn(""));
}

}  // namespace
}  // namespace docent::qt
