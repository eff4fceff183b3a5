#!/usr/bin/env python3
"""Compiles the whole program at the beginning of docs/guide/qt.md, and looks whether its strategy has a lint.

usage: qt_guide.py --cxx CXX --flags FLAGS --docent DOCENT qt.md
"""
import argparse
import re
import subprocess
import sys


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for option in ("cxx", "flags", "docent"):
        parser.add_argument(f"--{option}", required=True)
    parser.add_argument("guide")
    arguments = parser.parse_args()
    with open(arguments.guide, encoding="utf-8") as file:
        program = re.search(r"^```cpp\n(.*?)^```$", file.read(), re.M | re.S).group(1)
    command = [arguments.cxx, "-std=c++17", "-Wall", "-Wextra", "-Wpedantic", "-Werror", *arguments.flags.split(), "-fsyntax-only", "-x", "c++", "-"]
    compiled = subprocess.run(command, input=program, text=True, capture_output=True)
    strategy = re.search(r'R"\((.*?)\)"', program, re.S).group(1)
    linted = subprocess.run([arguments.docent, "lint", "-"], input=strategy, text=True, capture_output=True)
    print(compiled.stderr, linted.stdout, linted.stderr, sep="")
    sys.exit(1 if compiled.returncode != 0 or linted.returncode != 0 else 0)


if __name__ == "__main__":
    main()
