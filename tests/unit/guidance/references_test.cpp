#include "guidance/references.h"

#include <gtest/gtest.h>

namespace docent::core {
namespace {

TEST(References, ReportsWhatIsUsedAndNotDeclared) {
  References r;
  EXPECT_TRUE(r.declare(NameKind::event, "a"));
  EXPECT_FALSE(r.declare(NameKind::event, "a"));
  EXPECT_TRUE(r.declare(NameKind::feature, "a")) << "another kind, another name";
  r.use(NameKind::event, "a", "/1");
  r.use(NameKind::event, "b", "/2");
  r.use(NameKind::event, "b", "/3");
  r.use(NameKind::event, "session_start", "/4");
  r.use(NameKind::attribute, "app.version", "/5");
  r.use(NameKind::metric, "m", "/6");
  Findings findings;
  r.report_undeclared(findings);
  ASSERT_EQ(findings.warnings.size(), 2u);
  EXPECT_EQ(findings.warnings[0].pointer, "/2") << "the first use";
  EXPECT_NE(findings.warnings[0].remedy.find("/catalogue/events"), std::string::npos);
  EXPECT_NE(findings.warnings[1].remedy.find("metrics"), std::string::npos);
  EXPECT_TRUE(r.declared(NameKind::event, "a"));
  EXPECT_FALSE(r.declared(NameKind::event, "b"));
}

TEST(References, BuiltinAttributes) {
  EXPECT_TRUE(is_builtin_attribute("context.screen"));
  EXPECT_FALSE(is_builtin_attribute("context.editing"));
}

}  // namespace
}  // namespace docent::core
