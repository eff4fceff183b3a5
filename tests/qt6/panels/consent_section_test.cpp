#include "panels/consent_section.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include "rig.h"

namespace docent::qt {
namespace {

using testing::until;

struct ConsentSectionTest : ::testing::Test {
  testing::Rig rig;
  ConsentSection section{rig.client().get()};
  QAbstractButton* analytics = section.findChild<QAbstractButton*>("analytics");
  QAbstractButton* guidance = section.findChild<QAbstractButton*>("guidance");
  QAbstractButton* neither = section.findChild<QAbstractButton*>("allowNeither");
  QAbstractButton* decide = section.findChild<QAbstractButton*>("decide");
  QLabel* result = section.findChild<QLabel*>("consentResult");
  QSignalSpy changed{&section, &ConsentSection::consentChanged};

  void SetUp() override {
    section.refresh();
    section.show();
  }
  uint32_t consent() { return rig.client().consent().bits(); }
};

TEST_F(ConsentSectionTest, ActsAtOnceByMouseAndKey) {
  ASSERT_TRUE(analytics->isChecked() && guidance->isChecked());
  QTest::mouseClick(analytics, Qt::LeftButton);
  EXPECT_EQ(consent(), DOCENT_CONSENT_GUIDANCE);
  EXPECT_EQ(changed.takeFirst().at(0).toUInt(), DOCENT_CONSENT_GUIDANCE);
  EXPECT_TRUE(until([&] { return result->text() == "What waited to be sent was erased."; }));
  guidance->setFocus();
  QTest::keyClick(guidance, Qt::Key_Space);
  EXPECT_EQ(consent(), DOCENT_CONSENT_NONE);
  EXPECT_TRUE(until([&] { return result->text() == "The history on this device was erased."; }));
  QTest::mouseClick(analytics, Qt::LeftButton);
  EXPECT_EQ(consent(), DOCENT_CONSENT_ANALYTICS);
  EXPECT_FALSE(result->isVisible());
}

TEST_F(ConsentSectionTest, SaysThatNothingIsDecidedYet) {
  ASSERT_EQ(rig.client().set_consent(Consent::unknown()), DOCENT_OK);
  section.refresh();
  EXPECT_FALSE(analytics->isChecked() || guidance->isChecked());
  ASSERT_TRUE(neither->isVisible());
  EXPECT_FALSE(decide->isEnabled());
  QTest::mouseClick(neither, Qt::LeftButton);
  EXPECT_EQ(consent(), DOCENT_CONSENT_NONE);
  EXPECT_FALSE(neither->isVisible());
  EXPECT_TRUE(until([&] { return result->isVisible(); }));  // what was held is gone
}

// Each switch on its own would deny the other purpose, and erase what was held for it.
TEST_F(ConsentSectionTest, BothPurposesAreAllowedWithoutDenyingOneBetween) {
  ASSERT_EQ(rig.client().set_consent(Consent::unknown()), DOCENT_OK);
  section.refresh();
  rig.client().track("held");
  QTest::mouseClick(guidance, Qt::LeftButton);
  section.refresh();  // as the panel does every second
  EXPECT_EQ(consent(), DOCENT_CONSENT_UNKNOWN);
  QTest::mouseClick(analytics, Qt::LeftButton);
  QTest::mouseClick(decide, Qt::LeftButton);
  EXPECT_EQ(consent(), DOCENT_CONSENT_ANALYTICS | DOCENT_CONSENT_GUIDANCE);
  EXPECT_FALSE(decide->isVisible());
  EXPECT_EQ(rig.events("held").size(), 1);
}

TEST_F(ConsentSectionTest, OneMarkedPurposeDeniesTheOther) {
  ASSERT_EQ(rig.client().set_consent(Consent::unknown()), DOCENT_OK);
  section.refresh();
  QTest::mouseClick(guidance, Qt::LeftButton);
  QTest::mouseClick(decide, Qt::LeftButton);
  EXPECT_EQ(consent(), DOCENT_CONSENT_GUIDANCE);
  EXPECT_TRUE(until([&] { return result->text() == "What waited to be sent was erased."; }));
}

TEST_F(ConsentSectionTest, PutsTheSwitchBackWhenTheClientIsClosed) {
  docent_client* const handle = rig.client().get();
  rig.close();
  ASSERT_EQ(docent_consent(handle), DOCENT_CONSENT_UNKNOWN);
  QTest::mouseClick(analytics, Qt::LeftButton);
  EXPECT_FALSE(analytics->isChecked());
  EXPECT_TRUE(result->text().contains("recording has ended"));
  EXPECT_EQ(changed.count(), 0);
}

TEST_F(ConsentSectionTest, NamesTheRecipientToEverybody) {
  section.setRecipient("Example <i>Ltd.</i>");
  EXPECT_TRUE(analytics->accessibleDescription().contains("Example <i>Ltd.</i>"));
}

}  // namespace
}  // namespace docent::qt
