// A stranger's C++17 program: the same as consumer.c through the C++ wrapper.
#include <docent/docent.h>

#include <cstdio>

int main(int argc, char** argv) {
  if (argc != 2 || docent_abi_version() != DOCENT_ABI_VERSION) return 1;
  std::printf("C++: docent %s in %s\n", docent_version(), argv[1]);
  return 0;
}
