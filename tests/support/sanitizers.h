// DOCENT_SANITIZED is defined when the tests run under a sanitizer, whose runtime is ten times slower, makes system calls of its own, and brings an
// operator new of its own that must be paired with its delete.
#pragma once

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#  define DOCENT_SANITIZED
#elif defined(__has_feature)  // Clang's way to say so
#  if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#    define DOCENT_SANITIZED
#  endif
#endif
