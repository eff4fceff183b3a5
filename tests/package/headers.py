#!/usr/bin/env python3
"""Compiles every public header alone: .h as C99 and as C++17, .hpp as C++17, without a warning, and twice in one source.

usage: headers.py --cc CC --cxx CXX INCLUDE_DIR
"""
import argparse
import os
import subprocess
import sys

WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Werror"]


def compile_alone(command, include_dir, header):
    source = f"#include <{header}>\n#include <{header}>\ntypedef int docent_headers_test;\n"
    run = subprocess.run([*command, *WARNINGS, "-fsyntax-only", f"-I{include_dir}", "-"], input=source, text=True, capture_output=True)
    if run.returncode != 0:
        print(f"FAILED {' '.join(command)} <{header}>\n{run.stderr}")
    return run.returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cc", required=True)
    parser.add_argument("--cxx", required=True)
    parser.add_argument("include_dir")
    arguments = parser.parse_args()
    c99 = [arguments.cc, "-std=c99", "-x", "c"]
    cxx17 = [arguments.cxx, "-std=c++17", "-x", "c++"]
    headers = sorted(f"docent/{name}" for name in os.listdir(os.path.join(arguments.include_dir, "docent"))
                     if name.endswith((".h", ".hpp")))
    results = [compile_alone(command, arguments.include_dir, header)
               for header in headers for command in ([c99, cxx17] if header.endswith(".h") else [cxx17])]
    print(f"{len(headers)} headers, {len(results)} compilations, {results.count(False)} failed")
    sys.exit(0 if headers and all(results) else 1)


if __name__ == "__main__":
    main()
