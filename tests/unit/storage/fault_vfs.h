// A SQLite VFS over the default one that counts syncs of WAL files and fails on demand. While a FaultVfs lives it is the default; databases must be
// closed before it goes.
#pragma once

#include <sqlite3.h>

#include <cstring>
#include <new>
#include <string_view>

namespace docent::core::test {

class FaultVfs {
 public:
  FaultVfs() : real_(sqlite3_vfs_find(nullptr)), vfs_(*real_) {
    vfs_.szOsFile = static_cast<int>(sizeof(File)) + real_->szOsFile;
    vfs_.zName = "docent-fault";
    vfs_.pAppData = this;
    vfs_.xOpen = &FaultVfs::open;
    sqlite3_vfs_register(&vfs_, 1);
  }
  ~FaultVfs() {
    sqlite3_vfs_unregister(&vfs_);
    sqlite3_vfs_register(real_, 1);
  }
  FaultVfs(const FaultVfs&) = delete;
  FaultVfs& operator=(const FaultVfs&) = delete;

  int wal_syncs = 0;
  int wal_writes = 0;
  int fail_sync = SQLITE_OK;   // what xSync answers instead
  int fail_write = SQLITE_OK;  // … and xWrite, for every file
  int writes_before_failure = 0;
  bool read_only = false;  // files open for reading only, as when their mode says so

 private:
  struct File {
    sqlite3_file base;
    sqlite3_file* real;
    FaultVfs* owner;
    bool is_wal;
  };
  static File* of(sqlite3_file* f) { return reinterpret_cast<File*>(f); }
  static sqlite3_file* real(sqlite3_file* f) { return of(f)->real; }

  static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    auto* self = static_cast<FaultVfs*>(vfs->pAppData);
    auto* f = of(file);
    f->real = reinterpret_cast<sqlite3_file*>(f + 1);
    f->owner = self;
    f->is_wal = (flags & SQLITE_OPEN_WAL) != 0;
    std::memset(f->real, 0, static_cast<std::size_t>(self->real_->szOsFile));
    if (self->read_only) flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
    const int result = self->real_->xOpen(self->real_, name, f->real, flags, out_flags);
    f->base.pMethods = f->real->pMethods == nullptr ? nullptr : methods();
    return result;
  }

  static int sync(sqlite3_file* f, int flags) {
    FaultVfs* self = of(f)->owner;
    if (self->fail_sync != SQLITE_OK) return self->fail_sync;
    if (of(f)->is_wal) self->wal_syncs++;
    return real(f)->pMethods->xSync(real(f), flags);
  }

  static int write(sqlite3_file* f, const void* data, int bytes, sqlite3_int64 offset) {
    FaultVfs* self = of(f)->owner;
    if (of(f)->is_wal) self->wal_writes++;
    if (self->fail_write != SQLITE_OK && self->writes_before_failure-- <= 0) return self->fail_write;
    return real(f)->pMethods->xWrite(real(f), data, bytes, offset);
  }

  static const sqlite3_io_methods* methods() {
    static sqlite3_io_methods m = [] {
      sqlite3_io_methods t{};
      t.iVersion = 2;  // no memory mapping of the file
      t.xClose = [](sqlite3_file* f) { return real(f)->pMethods->xClose(real(f)); };
      t.xRead = [](sqlite3_file* f, void* p, int n, sqlite3_int64 o) { return real(f)->pMethods->xRead(real(f), p, n, o); };
      t.xWrite = &FaultVfs::write;
      t.xTruncate = [](sqlite3_file* f, sqlite3_int64 n) { return real(f)->pMethods->xTruncate(real(f), n); };
      t.xSync = &FaultVfs::sync;
      t.xFileSize = [](sqlite3_file* f, sqlite3_int64* n) { return real(f)->pMethods->xFileSize(real(f), n); };
      t.xLock = [](sqlite3_file* f, int l) { return real(f)->pMethods->xLock(real(f), l); };
      t.xUnlock = [](sqlite3_file* f, int l) { return real(f)->pMethods->xUnlock(real(f), l); };
      t.xCheckReservedLock = [](sqlite3_file* f, int* r) { return real(f)->pMethods->xCheckReservedLock(real(f), r); };
      t.xFileControl = [](sqlite3_file* f, int op, void* arg) { return real(f)->pMethods->xFileControl(real(f), op, arg); };
      t.xSectorSize = [](sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); };
      t.xDeviceCharacteristics = [](sqlite3_file* f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); };
      t.xShmMap = [](sqlite3_file* f, int r, int n, int w, void volatile** p) { return real(f)->pMethods->xShmMap(real(f), r, n, w, p); };
      t.xShmLock = [](sqlite3_file* f, int o, int n, int flags) { return real(f)->pMethods->xShmLock(real(f), o, n, flags); };
      t.xShmBarrier = [](sqlite3_file* f) { real(f)->pMethods->xShmBarrier(real(f)); };
      t.xShmUnmap = [](sqlite3_file* f, int d) { return real(f)->pMethods->xShmUnmap(real(f), d); };
      return t;
    }();
    return &m;
  }

  sqlite3_vfs* real_;
  sqlite3_vfs vfs_;
};

}  // namespace docent::core::test
