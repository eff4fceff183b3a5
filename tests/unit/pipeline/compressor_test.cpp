#include "pipeline/compressor.h"

#include <gmock/gmock.h>
#include <libdeflate.h>

#include "storage/chunk_text.h"

namespace docent::core {
namespace {

bool allocation_fails = false;

TEST(CompressorTest, MakesAStreamThatGivesTheTextBack) {
  Compressor compressor;
  for (const std::size_t bytes : {1u, 2u, 300u, 65'536u, 450'000u}) {
    std::string text;
    while (text.size() < bytes) text.append("{\"event\":\"undo\",\"n\":").append(std::to_string(text.size())).append("}");
    text.resize(bytes);
    std::string body = "old";
    ASSERT_TRUE(compressor.compress(text, body).ok());
    std::string back;
    ASSERT_TRUE(inflate_chunk(body, static_cast<uint32_t>(text.size()), gzip_crc32(text), back).ok()) << bytes;
    EXPECT_TRUE(back == text);
    EXPECT_TRUE(bytes < 300 || body.size() < bytes / 3) << body.size();
  }
}

TEST(CompressorTest, TextThatCannotBeCompressedGrowsLittle) {
  std::string text;
  uint64_t state = 1;
  for (int i = 0; i < 100'000; i++)
    text.push_back(static_cast<char>((state = state * 6'364'136'223'846'793'005u + 1'442'695'040'888'963'407u) >> 56));
  std::string body;
  ASSERT_TRUE(Compressor().compress(text, body).ok());
  EXPECT_LT(body.size(), text.size() + 100);
}

TEST(CompressorTest, AnEmptyTextIsAStreamToo) {
  std::string body;
  ASSERT_TRUE(Compressor().compress("", body).ok());
  std::string back = "old";
  EXPECT_TRUE(inflate_chunk(body, 0, 0, back).ok());
  EXPECT_EQ(back, "");
}

TEST(CompressorTest, RefusesLevelsThatDoNotExist) {
  std::string body;
  EXPECT_EQ(Compressor(0).compress("x", body).code(), Code::invalid);
  EXPECT_EQ(Compressor(13).compress("x", body).code(), Code::invalid);
}

TEST(CompressorTest, WithoutMemoryItSaysSoAndWorksAgainLater) {
  libdeflate_set_memory_allocator([](std::size_t n) { return allocation_fails ? nullptr : std::malloc(n); }, std::free);
  allocation_fails = true;
  Compressor compressor;
  std::string body = "old";
  EXPECT_EQ(compressor.compress("text", body).code(), Code::no_memory);
  EXPECT_EQ(body, "");
  allocation_fails = false;
  EXPECT_TRUE(compressor.compress("text", body).ok());
  EXPECT_NE(body, "");
}

}  // namespace
}  // namespace docent::core
