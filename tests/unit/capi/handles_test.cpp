#include "capi/handles.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace docent::capi {
namespace {

TEST(Handles, WhateverIsThrownBecomesAStatus) {
  docent_error* error = nullptr;
  EXPECT_EQ(guarded(&error, []() -> docent_status { throw std::bad_alloc(); }), DOCENT_NO_MEMORY);
  EXPECT_EQ(docent_error_status(error), DOCENT_NO_MEMORY);
  docent_error_destroy(error);
  EXPECT_EQ(guarded(&error, []() -> docent_status { throw std::runtime_error("broken"); }), DOCENT_INTERNAL);
  EXPECT_STREQ(docent_error_message(error), "broken");
  docent_error_destroy(error);
  EXPECT_EQ(guarded(&error, []() -> docent_status { throw 7; }), DOCENT_INTERNAL);
  docent_error_destroy(error);
  EXPECT_EQ(guarded(&error, []() -> docent_status { return DOCENT_OK; }), DOCENT_OK);
  EXPECT_EQ(error, nullptr) << "set only on failure";
}

TEST(Handles, TextsWithAndWithoutALength) {
  std::string_view text;
  EXPECT_TRUE(text_of("abc", DOCENT_AUTO_LEN, text));
  EXPECT_EQ(text, "abc");
  EXPECT_TRUE(text_of("abc", 2, text));
  EXPECT_EQ(text, "ab");
  EXPECT_TRUE(text_of(nullptr, 0, text));
  EXPECT_TRUE(text_of(nullptr, DOCENT_AUTO_LEN, text));
  EXPECT_EQ(text, "");
  EXPECT_FALSE(text_of(nullptr, 3, text));
}

TEST(Handles, StatusNamesAndVersions) {
  EXPECT_STREQ(docent_status_name(DOCENT_QUEUE_FULL), "DOCENT_QUEUE_FULL");
  EXPECT_STREQ(docent_status_name(-5), "DOCENT_UNKNOWN");
  EXPECT_EQ(docent_abi_version(), uint32_t{DOCENT_ABI_VERSION});
  EXPECT_STRNE(docent_version(), "");
}

TEST(Handles, NullIsNoClient) { EXPECT_EQ(client_of(nullptr), nullptr); }

}  // namespace
}  // namespace docent::capi
