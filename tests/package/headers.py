#!/usr/bin/env python3
"""Compiles every public header alone: .h as C99 and as C++17, .hpp as C++17, without a warning, and twice in one source.

usage: headers.py --cc CC --cxx CXX [--qt FLAGS] INCLUDE_DIR

With --qt: the headers of docent/qt, as C++17, with these flags of the compiler.
"""
import argparse
import os
import subprocess
import sys

WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Werror"]


def compile_alone(command, include_dir, header):
    source = f"#include <{header}>\n#include <{header}>\ntypedef int docent_headers_test;\n"
    run = subprocess.run([*command, *WARNINGS, "-fsyntax-only", "-I", include_dir, "-"], input=source, text=True, capture_output=True)
    if run.returncode != 0:
        print(f"FAILED {' '.join(command)} <{header}>\n{run.stderr}")
    return run.returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cc", required=True)
    parser.add_argument("--cxx", required=True)
    parser.add_argument("--qt")
    parser.add_argument("include_dir")
    arguments = parser.parse_args()
    c99 = [arguments.cc, "-std=c99", "-x", "c"]
    cxx17 = [arguments.cxx, "-std=c++17", "-x", "c++"]
    folder = "docent" if arguments.qt is None else "docent/qt"
    headers = sorted(f"{folder}/{name}" for name in os.listdir(os.path.join(arguments.include_dir, folder))
                     if name.endswith((".h", ".hpp")))
    if arguments.qt is not None:
        c99, cxx17 = None, [*cxx17, *arguments.qt.split()]
    languages = [[c99, cxx17] if c99 and header.endswith(".h") else [cxx17] for header in headers]
    results = [compile_alone(command, arguments.include_dir, header) for header, commands in zip(headers, languages) for command in commands]
    print(f"{len(headers)} headers, {len(results)} compilations, {results.count(False)} failed")
    sys.exit(0 if headers and all(results) else 1)


if __name__ == "__main__":
    main()
