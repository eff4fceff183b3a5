// Pictures of everything that the kit draws, in three appearances, three languages, and (by QT_SCALE_FACTOR, see CMakeLists.txt) three scales: arrows
// meet their anchors, anchors stay in sight, nothing is cut off, overlaps, leaves its card or its window, and all text can be read. What the pixels
// show is what counts. PICTURES_DIR keeps them, to be looked at.
#include <docent/qt/privacy_panel.h>
#include <docent/qt/recommendation_panel.h>
#include <gtest/gtest.h>

#include <QApplication>
#include <QDialog>
#include <QMainWindow>

#include "cards/banner.h"
#include "gallery.h"
#include "layout_audit.h"

namespace docent::qt {
namespace {

using testing::Edge;
using testing::Exhibit;
using testing::Gallery;
using testing::Picture;
using testing::until;

struct Appearance {
  const char* name;
  QPalette (*palette)();
};
const Appearance appearances[] = {{"light", testing::lightPalette}, {"dark", testing::darkPalette}, {"high_contrast", testing::highContrastPalette}};

using Case = std::tuple<Exhibit, Appearance, const char*>;

std::string caseName(const ::testing::TestParamInfo<Case>& info) {
  return std::string(std::get<0>(info.param).name) + "_" + std::get<1>(info.param).name + "_" + std::get<2>(info.param);
}

template <class Exhibits>
auto everyLook(const Exhibits& exhibits) {
  return ::testing::Combine(::testing::ValuesIn(exhibits), ::testing::ValuesIn(appearances), ::testing::Values("en", "zh", "ar"));
}

class PicturesBase : public ::testing::TestWithParam<Case> {
 protected:
  PicturesBase() : before_(QApplication::palette()) {
    QApplication::setPalette(std::get<1>(GetParam()).palette());
    gallery_ = std::make_unique<Gallery>(std::get<2>(GetParam()));
  }
  ~PicturesBase() override {
    gallery_.reset();
    QApplication::setPalette(before_);
  }
  const Exhibit& exhibit() const { return std::get<0>(GetParam()); }
  Gallery& gallery() { return *gallery_; }
  // All that holds for anything in any window; `allowed` in root's coordinates.
  void audit(QWidget* root, const QRect& allowed) {
    until([&] { return testing::layoutDefects(root, allowed).isEmpty(); }, 300);  // layouts come with the event loop
    const QStringList layout = testing::layoutDefects(root, allowed);
    EXPECT_TRUE(layout.isEmpty()) << layout.join('\n').toStdString();
    const Picture picture(*root->window());
    keep(picture);
    const QStringList ink = testing::inkDefects(root, picture);
    EXPECT_TRUE(ink.isEmpty()) << ink.join('\n').toStdString();
  }
  void auditCard(Card* card) {
    const int shadow = qobject_cast<Banner*>(card) != nullptr ? 0 : shadowExtent;
    const QRect surface = card->rect().adjusted(shadow, shadow, -shadow, -shadow);
    audit(card, surface);
    const QRect inWindow(card->mapTo(card->window(), surface.topLeft()), surface.size());
    EXPECT_TRUE(card->window()->rect().contains(inWindow)) << testing::describe(card).toStdString() << " leaves the window";
  }

 private:
  static void keep(const Picture& picture) {
    if (!qEnvironmentVariableIsSet("PICTURES_DIR")) return;
    const QString name = QString::fromLatin1(::testing::UnitTest::GetInstance()->current_test_info()->name()).section('/', -1);
    picture.image().save(qEnvironmentVariable("PICTURES_DIR") + "/" + name + "@" + QString::number(picture.scale()) + ".png");
  }
  QPalette before_;
  std::unique_ptr<Gallery> gallery_;
};

class PicturesAnchored : public PicturesBase {
 protected:
  Edge side() {
    const QByteArray detail = exhibit().detail;
    if (detail == "top") return Edge::top;
    if (detail == "bottom") return Edge::bottom;
    return (detail == "left") == (gallery().window().layoutDirection() == Qt::LeftToRight) ? Edge::left : Edge::right;
  }
};

TEST_P(PicturesAnchored, TheArrowMeetsTheAnchorAndNothingCoversIt) {
  Card* const card = gallery().show(exhibit());
  ASSERT_NE(card, nullptr);
  auditCard(card);
  const Picture picture(gallery().window());
  const QRectF anchor = picture.find(Gallery::anchor);
  EXPECT_EQ(anchor, QRectF(Gallery::anchorPlace)) << "the anchor is covered";
  EXPECT_EQ(picture.area(Gallery::anchor), anchor.width() * anchor.height()) << "a part of the anchor is covered";
  // A tour draws a ring around its anchor, four to seven pixels away: the arrow is looked for beyond, where it is wider.
  const bool ringed = card->content().isTour();
  const auto arrow = testing::findArrow(picture, anchor, side(), ringed ? 8 : 0);
  ASSERT_TRUE(arrow.has_value()) << "no arrow on that side";
  const bool vertical = side() == Edge::top || side() == Edge::bottom;
  EXPECT_NEAR(arrow->across, vertical ? anchor.center().x() : anchor.center().y(), 2);
  EXPECT_LE(arrow->width, ringed ? 14 : 6) << "no tip";
  EXPECT_TRUE(ringed || std::abs(arrow->distance - 4) <= 2) << arrow->distance;
}

INSTANTIATE_TEST_SUITE_P(Pictures, PicturesAnchored, everyLook(testing::anchoredExhibits), caseName);

class PicturesOfCards : public PicturesBase {};

TEST_P(PicturesOfCards, NothingIsCutOffCoveredOrFaint) {
  Card* const card = gallery().show(exhibit());
  ASSERT_NE(card, nullptr);
  auditCard(card);
}

INSTANTIATE_TEST_SUITE_P(Pictures, PicturesOfCards, everyLook(testing::standingExhibits), caseName);

class PicturesOfPanels : public PicturesBase {
 protected:
  void showAndAudit(QWidget* panel) {
    QMainWindow& window = gallery().window();
    window.setCentralWidget(panel);
    audit(panel, panel->rect());
  }
};

TEST_P(PicturesOfPanels, NothingIsCutOffCoveredOrFaint) {
  const QByteArray which = exhibit().name;
  if (which == "privacy") return showAndAudit(new PrivacyPanel(gallery().client(), &gallery().window()));
  if (which == "recommendations") {
    auto* const panel = new RecommendationPanel(gallery().client(), "home", &gallery().window());
    gallery().window().setCentralWidget(panel);
    ASSERT_TRUE(until([&] { return panel->count() == 2; }));
    return audit(panel, panel->rect());
  }
  ASSERT_NE(gallery().show(testing::anchoredExhibits[0]), nullptr);
  gallery().presenter().showHistory(&gallery().window());
  auto* const dialog = gallery().window().findChild<QDialog*>("docentHistoryDialog");
  ASSERT_NE(dialog, nullptr);
  audit(dialog, dialog->rect());
}

const Exhibit panels[] = {{"privacy", ""}, {"recommendations", ""}, {"history", ""}};
INSTANTIATE_TEST_SUITE_P(Pictures, PicturesOfPanels, everyLook(panels), caseName);

}  // namespace
}  // namespace docent::qt
