#!/usr/bin/env python3
"""Compiles modules of the SDK for Windows with mingw-w64: objects only, to prove that they need no POSIX system.

usage: mingw.py SDK_DIR MODULE...

Files named *_posix.cpp or *_linux.cpp are left out: each has a twin per family of systems. Exit code 77 (skipped) without the compiler.
"""
import concurrent.futures
import os
import shutil
import subprocess
import sys
import tempfile

COMPILERS = ("x86_64-w64-mingw32-g++-posix", "x86_64-w64-mingw32-g++")
FLAGS = ["-std=c++20", "-O0", "-Wall", "-Wextra", "-Wno-unknown-pragmas", "-DDOCENT_BUILDING", "-c"]
# Dependencies that are headers only as far as these modules go; found beside the host's own headers.
DEPENDENCY_HEADERS = ("simdjson.h",)


def main():
    compiler = next((c for c in COMPILERS if shutil.which(c)), None)
    if compiler is None:
        print("SKIPPED: no mingw-w64 compiler; scripts/setup test installs it")
        sys.exit(77)
    sdk, modules = sys.argv[1], sys.argv[2:]
    sources = []
    for module in modules:
        folder = os.path.join(sdk, "src", module)
        names = [n for n in sorted(os.listdir(folder)) if n.endswith(".cpp") and not n.endswith(("_posix.cpp", "_linux.cpp"))]
        if not names:
            sys.exit(f"{folder} has no source to compile")
        sources += [os.path.join(folder, name) for name in names]
    with tempfile.TemporaryDirectory() as out:
        include = os.path.join(out, "include")
        os.mkdir(include)
        for header in DEPENDENCY_HEADERS:
            for place in ("/usr/include", "/usr/local/include"):
                if os.path.exists(os.path.join(place, header)) and not os.path.exists(os.path.join(include, header)):
                    os.symlink(os.path.join(place, header), os.path.join(include, header))

        def build(source):
            target = os.path.join(out, source.replace(os.sep, "_") + ".obj")
            command = [compiler, *FLAGS, f"-I{sdk}/src", f"-I{sdk}/include", "-isystem", include, "-o", target, source]
            return source, subprocess.run(command, capture_output=True, text=True)

        failed = 0
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for source, run in pool.map(build, sources):
                if run.returncode != 0:
                    failed += 1
                    print(f"FAILED {source}\n{run.stderr[:4000]}")
    print(f"{len(sources)} sources compiled for Windows, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
