#include "pipeline/compressor.h"

#include <libdeflate.h>

namespace docent::core {

void Compressor::Free::operator()(libdeflate_compressor* compressor) const noexcept { libdeflate_free_compressor(compressor); }

Status Compressor::compress(std::string_view text, std::string& body) {
  body.clear();
  if (level_ < 1 || level_ > 12) return {Code::invalid, "there is no compression level " + std::to_string(level_) + ", levels go from 1 to 12"};
  if (!compressor_) compressor_.reset(libdeflate_alloc_compressor(level_));
  if (!compressor_) return {Code::no_memory, "no memory for the compressor"};
  body.resize(libdeflate_deflate_compress_bound(compressor_.get(), text.size()));
  const std::size_t bytes = libdeflate_deflate_compress(compressor_.get(), text.data(), text.size(), body.data(), body.size());
  body.resize(bytes);
  return bytes != 0 ? Status() : Status(Code::internal, "a chunk did not fit into its compression bound");
}

}  // namespace docent::core
