#include "journal/ring.h"

#include <algorithm>
#include <bit>
#include <new>

#include "journal/recovery.h"
#include "journal/ring_format.h"
#include "model/limits.h"
#include "platform/file_system.h"
#include "platform/files.h"

namespace docent::core {
namespace {

uint64_t usable_capacity(uint64_t wanted) noexcept { return std::bit_ceil(std::clamp(wanted, limits::min_journal_bytes, limits::max_journal_bytes)); }

Status check_identity(const RingHeader& header, const std::string& path, uint64_t file_bytes, const Uuid& epoch) {
  const RingIdentity& id = header.identity;
  if (id.magic != ring_magic) return {Code::corrupt, path + " is no journal"};
  if (header.identity_crc != identity_crc(id)) return {Code::corrupt, "the header of the journal " + path + " is damaged"};
  if (id.format_version > ring_format_version)
    return {Code::too_new, "the journal " + path + " has format " + std::to_string(id.format_version) + ", this version of Docent reads up to " +
                               std::to_string(ring_format_version)};
  const bool sizes_fit = id.header_bytes == ring_header_bytes && std::has_single_bit(id.capacity) && id.capacity + ring_header_bytes == file_bytes;
  if (id.format_version != ring_format_version || !sizes_fit)
    return {Code::corrupt, "the journal " + path + " has a size that does not fit its header"};
  if (id.epoch != epoch.bytes) return {Code::corrupt, "the journal " + path + " is not the one it was taken for"};
  return {};
}

}  // namespace

const char* medium_name(Medium medium) noexcept {
  switch (medium) {
    case Medium::tmpfs: return "tmpfs";
    case Medium::disk: return "disk";
    case Medium::memory: return "memory";
  }
  return "memory";
}

Ring::Ring(MappedFile file, Medium medium) noexcept
    : header_(reinterpret_cast<RingHeader*>(file.data())),
      data_(file.data() + ring_header_bytes),
      capacity_(header_->identity.capacity),
      seed_(header_->identity.seed),
      // A record and the skip in front of it must fit into an empty ring.
      max_payload_bytes_(static_cast<uint32_t>(std::min<uint64_t>(limits::max_record_bytes, capacity_ / 2 - record_header_bytes))),
      file_(std::move(file)),
      epoch_{header_->identity.epoch},
      medium_(medium) {}

Result<std::unique_ptr<Ring>> Ring::make(MappedFile file, Medium medium, const Uuid& epoch, uint64_t capacity, Random& random) {
  auto* const header = new (file.data()) RingHeader{};
  header->identity = {ring_magic, ring_format_version, static_cast<uint32_t>(ring_header_bytes), capacity, epoch.bytes, random.next()};
  header->identity_crc = identity_crc(header->identity);
  return std::unique_ptr<Ring>(new Ring(std::move(file), medium));
}

Result<std::unique_ptr<Ring>> Ring::create_in(const std::string& directory, uint64_t capacity, Random& random) {
  const auto kind = file_system_kind(directory);
  if (!kind.ok()) return kind.status();
  if (*kind == FileSystemKind::other) return Status(Code::io, directory + " lies on a file system that the journal does not trust");
  const Uuid epoch = new_uuid_v4(random);
  capacity = usable_capacity(capacity);
  auto file = MappedFile::create(ring_path(directory, epoch), ring_header_bytes + capacity);
  if (!file.ok()) return file.status();
  return make(std::move(*file), *kind == FileSystemKind::memory ? Medium::tmpfs : Medium::disk, epoch, capacity, random);
}

Result<std::unique_ptr<Ring>> Ring::create_in_memory(uint64_t capacity, Random& random) {
  const Uuid epoch = new_uuid_v4(random);
  capacity = usable_capacity(capacity);
  auto file = MappedFile::anonymous(ring_header_bytes + capacity);
  if (!file.ok()) return file.status();
  return make(std::move(*file), Medium::memory, epoch, capacity, random);
}

Result<std::unique_ptr<Ring>> Ring::create(const std::string& data_dir, uint64_t capacity, Random& random) {
  return create_in_best(ring_directories(data_dir), capacity, random);
}

Result<std::unique_ptr<Ring>> Ring::create_in_best(std::span<const std::string> directories, uint64_t capacity, Random& random) {
  std::unique_ptr<Ring> on_disk;
  for (const std::string& directory : directories) {
    if (!make_private_dir(directory).ok()) continue;  // not ours, or no such place here: the next one serves
    auto ring = create_in(directory, capacity, random);
    if (!ring.ok()) continue;
    if ((*ring)->medium() == Medium::tmpfs) {
      if (on_disk) (void)on_disk->remove();
      return ring;
    }
    if (on_disk) (void)(*ring)->remove();
    else on_disk = std::move(*ring);
  }
  if (on_disk) return on_disk;
  return create_in_memory(capacity, random);
}

Result<std::unique_ptr<Ring>> Ring::open_dead(const std::string& path, const Uuid& epoch) {
  auto file = MappedFile::open(path, ring_header_bytes + limits::min_journal_bytes, ring_header_bytes + limits::max_journal_bytes);
  if (!file.ok()) return file.status();
  DOCENT_TRY(check_identity(*reinterpret_cast<const RingHeader*>(file->data()), path, file->size(), epoch));
  const auto kind = file_system_kind(path);
  const bool tmpfs = kind.ok() && *kind == FileSystemKind::memory;
  return std::unique_ptr<Ring>(new Ring(std::move(*file), tmpfs ? Medium::tmpfs : Medium::disk));
}

uint64_t Ring::head() const noexcept { return header_->head.load(std::memory_order_seq_cst); }
uint64_t Ring::tail() const noexcept { return header_->tail.load(std::memory_order_acquire); }

RefusedCounts Ring::refused() const noexcept {
  return {header_->queue_full.load(std::memory_order_relaxed), header_->invalid.load(std::memory_order_relaxed),
          header_->no_consent.load(std::memory_order_relaxed)};
}

// The stores are ordered: a crash between them leaves a position that was never begun, with no attempts.
uint32_t Ring::begin_attempt(uint64_t position) noexcept {
  uint32_t attempts = header_->marked_attempts.load(std::memory_order_relaxed);
  if (header_->marked_position.load(std::memory_order_relaxed) != position) {
    header_->marked_attempts.store(0, std::memory_order_release);
    header_->marked_position.store(position, std::memory_order_release);
    attempts = 0;
  }
  if (attempts != UINT32_MAX) attempts++;
  header_->marked_attempts.store(attempts, std::memory_order_release);
  return attempts;
}

void Ring::end_attempt() noexcept { header_->marked_attempts.store(0, std::memory_order_release); }
uint64_t Ring::marked_position() const noexcept { return header_->marked_position.load(std::memory_order_relaxed); }
uint32_t Ring::marked_attempts() const noexcept { return header_->marked_attempts.load(std::memory_order_relaxed); }
uint32_t Ring::crashed_starts() const noexcept { return header_->crashed_starts.load(std::memory_order_relaxed); }
void Ring::set_crashed_starts(uint32_t count) noexcept { header_->crashed_starts.store(count, std::memory_order_release); }

}  // namespace docent::core
