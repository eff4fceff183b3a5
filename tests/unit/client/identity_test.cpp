#include "client/identity.h"

#include "rig.h"

namespace docent::core::test {
namespace {

class IdentityTest : public ::testing::Test {
 protected:
  IdentityTest() {
    auto opened = Database::open(dir_.path() + "/i.db");
    if (opened.ok()) database_ = std::move(*opened);
  }
  Identity load(std::optional<Consent> host = {}) {
    Identity identity(*database_, random_);
    EXPECT_TRUE(identity.load(host).ok());
    return identity;
  }
  TempDir dir_;
  SeededRandom random_{1};
  std::unique_ptr<Database> database_;
};

TEST_F(IdentityTest, IsMadeOnceAndKept) {
  const Identity first = load();
  const Identity again = load();
  EXPECT_EQ(first.install_id(), again.install_id());
  EXPECT_EQ(first.anonymous_id(), again.anonymous_id());
  EXPECT_TRUE(again.user_id().empty());
  EXPECT_TRUE(again.consent().unknown());
}

TEST_F(IdentityTest, UsersOfOneDeviceAreNeverLinked) {
  Identity i = load();
  const std::string anonymous = i.anonymous_id();
  ASSERT_TRUE(*i.identify("A"));
  EXPECT_EQ(i.anonymous_id(), anonymous) << "the anonymous use before the login is this user's";
  const std::string key_a = i.key();
  EXPECT_FALSE(*i.identify("A"));
  ASSERT_TRUE(*i.identify("B"));
  EXPECT_NE(i.anonymous_id(), anonymous);
  EXPECT_NE(i.key(), key_a);
  const std::string of_b = i.anonymous_id();
  ASSERT_TRUE(*i.identify("A"));
  EXPECT_EQ(i.anonymous_id(), anonymous);
  EXPECT_EQ(i.key(), key_a);
  ASSERT_TRUE(i.reset().ok());
  EXPECT_NE(i.anonymous_id(), anonymous);
  EXPECT_NE(i.anonymous_id(), of_b);
  EXPECT_EQ(i.key().find("A"), std::string::npos) << "keys are hashes";
}

TEST_F(IdentityTest, ConsentBelongsToTheIdentity) {
  Identity i = load();
  ASSERT_TRUE(i.set_consent(Consent::from_bits(3)).ok());
  ASSERT_TRUE(i.identify("A").ok());
  EXPECT_EQ(i.consent(), Consent::from_bits(3)) << "carried over from the anonymous user who logged in";
  ASSERT_TRUE(i.identify("B").ok());
  EXPECT_TRUE(i.consent().unknown());
  ASSERT_TRUE(i.set_consent(Consent::from_bits(0)).ok());
  ASSERT_TRUE(i.identify("A").ok());
  EXPECT_EQ(i.consent(), Consent::from_bits(3));
  ASSERT_TRUE(i.identify("B").ok());
  EXPECT_EQ(load().consent(), Consent::from_bits(0));
}

TEST_F(IdentityTest, TheHostsWordIsTheDefault) {
  Identity i = load(Consent::from_bits(1));
  ASSERT_TRUE(i.apply_host_consent(Consent::from_bits(1)).ok());
  ASSERT_TRUE(i.identify("A").ok());
  ASSERT_TRUE(i.identify("B").ok());
  EXPECT_EQ(i.consent(), Consent::from_bits(1));
}

TEST_F(IdentityTest, ForgettingTheUploadedIdentityKeepsTheHistoryKey) {
  Identity i = load();
  ASSERT_TRUE(i.identify("secret@example.com").ok());
  const std::string key = i.key();
  const std::string anonymous = i.anonymous_id();
  ASSERT_TRUE(i.forget_uploaded().ok());
  EXPECT_TRUE(i.user_id().empty());
  EXPECT_EQ(i.key(), key);
  EXPECT_NE(i.anonymous_id(), anonymous);
  EXPECT_FALSE(*i.identify("secret@example.com")) << "the same person again";
  EXPECT_EQ(i.user_id(), "secret@example.com");
  ASSERT_TRUE(i.set_consent(Consent::from_bits(2)).ok());
  ASSERT_TRUE(i.renew().ok());
  EXPECT_NE(i.key(), key);
  EXPECT_EQ(i.consent(), Consent::from_bits(2)) << "erasing is not a change of mind";
}

TEST_F(IdentityTest, AnAliasTakesTheNameAndNamesTheOther) {
  Identity i = load();
  ASSERT_TRUE(i.identify("A").ok());
  const std::string anonymous = i.anonymous_id();
  const auto other = i.alias("B");
  ASSERT_TRUE(other.ok());
  EXPECT_EQ(i.user_id(), "B");
  EXPECT_EQ(i.anonymous_id(), anonymous);
  EXPECT_EQ(*other, i.key());
  EXPECT_EQ(*i.alias("B"), "");
}

}  // namespace
}  // namespace docent::core::test
