// Turns the text of a chunk into its raw deflate stream with libdeflate. Owned by the batcher and the uploader; one thread at a time.
// The compressor's memory is taken on first use and kept; when there is none, compress() says no_memory and may be called again later.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/status.h"
#include "model/limits.h"

struct libdeflate_compressor;

namespace docent::core {

class Compressor {
 public:
  // 1 (fastest) to 12 (smallest); docs/adr/0002-compression-level.md has the measurements.
  explicit Compressor(int level = limits::compression_level) : level_(level) {}

  // `body` is replaced by one complete raw deflate stream of `text`; on failure it is empty.
  Status compress(std::string_view text, std::string& body);

 private:
  struct Free {
    void operator()(libdeflate_compressor* compressor) const noexcept;
  };
  int level_;
  std::unique_ptr<libdeflate_compressor, Free> compressor_;
};

}  // namespace docent::core
