#include "pipeline/gzip_member.h"

#include <gmock/gmock.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>

#include "base/random.h"
#include "pipeline/compressor.h"
#include "storage/chunk_text.h"

namespace docent::core {
namespace {

std::string random_text(SeededRandom& random, std::size_t bytes) {
  std::string text(bytes, '\0');
  for (char& c : text) c = static_cast<char>('a' + random.below(26));
  return text;
}

std::string member_of(const std::string& prefix, const std::string& text) {
  std::string body;
  EXPECT_TRUE(Compressor().compress(text, body).ok());
  return make_gzip_member(prefix, body, gzip_crc32(text), static_cast<uint32_t>(text.size()));
}

// What zlib makes of it, which checks checksum and length; the number of bytes it did not read goes to `left`.
std::string gunzip(const std::string& member, std::size_t& left) {
  z_stream z{};
  EXPECT_EQ(inflateInit2(&z, 15 + 16), Z_OK);
  std::string out(4'000'000, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(member.data()));
  z.avail_in = static_cast<uInt>(member.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&z, Z_FINISH), Z_STREAM_END) << (z.msg == nullptr ? "" : z.msg);
  out.resize(z.total_out);
  left = z.avail_in;
  inflateEnd(&z);
  return out;
}

TEST(GzipMemberTest, CombinesChecksumsAsZlibDoes) {
  SeededRandom random(1);
  for (const uint64_t bytes :
       {uint64_t{0}, uint64_t{1}, uint64_t{2}, uint64_t{7}, uint64_t{65'535}, uint64_t{450'002}, uint64_t{0xffffffff}, uint64_t{1} << 40}) {
    const auto a = static_cast<uint32_t>(random.next());
    const auto b = static_cast<uint32_t>(random.next());
    EXPECT_EQ(combine_crc32(a, b, bytes), static_cast<uint32_t>(crc32_combine64(a, b, static_cast<z_off64_t>(bytes)))) << bytes;
  }
}

TEST(GzipMemberTest, IsOneMemberOfPrefixAndBody) {
  SeededRandom random(2);
  for (const std::size_t prefix_bytes : {0u, 1u, 300u, 65'534u, 65'535u, 65'536u, 131'070u, 200'000u}) {
    for (const std::size_t text_bytes : {2u, 5'000u, 450'000u}) {
      const std::string prefix = random_text(random, prefix_bytes);
      const std::string text = random_text(random, text_bytes);
      const std::string member = member_of(prefix, text);
      std::size_t left = 99;
      EXPECT_TRUE(gunzip(member, left) == prefix + text) << prefix_bytes << " " << text_bytes;
      EXPECT_EQ(left, 0u);
    }
  }
}

TEST(GzipMemberTest, HasAPlainHeaderAndNoTime) { EXPECT_EQ(member_of("p", "t").substr(0, 10), std::string("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10)); }

TEST(GzipMemberTest, AWrongChecksumOfTheBodyIsFoundByTheReader) {
  std::string body;
  ASSERT_TRUE(Compressor().compress("text", body).ok());
  const std::string member = make_gzip_member("p", body, gzip_crc32("text") ^ 1, 4);
  z_stream z{};
  ASSERT_EQ(inflateInit2(&z, 31), Z_OK);
  std::string out(100, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(member.data()));
  z.avail_in = static_cast<uInt>(member.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = 100;
  EXPECT_EQ(inflate(&z, Z_FINISH), Z_DATA_ERROR);
  inflateEnd(&z);
}

// The tools that people and backends use; gzip and Python's zlib read the member by itself.
TEST(GzipMemberTest, OtherDecodersReadIt) {
  const std::string path = (std::filesystem::temp_directory_path() / ("docent-member-" + std::to_string(::getpid()) + ".gz")).string();
  SeededRandom random(3);
  const std::string expected = random_text(random, 70'000) + "\n";
  std::ofstream(path, std::ios::binary) << member_of(expected.substr(0, 66'000), expected.substr(66'000));
  std::ofstream(path + ".txt", std::ios::binary) << expected;
  EXPECT_EQ(std::system(("gzip -dc " + path + " | cmp - " + path + ".txt").c_str()), 0);
  std::filesystem::remove(path);
  std::filesystem::remove(path + ".txt");
}

}  // namespace
}  // namespace docent::core
