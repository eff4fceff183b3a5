#!/usr/bin/env python3
"""Compiles the C and C++ examples of the README and the guides, as C99 and C++17, so that they can't grow stale.

usage: readme.py --cc CC --cxx CXX --include INCLUDE_DIR FILE.md...

Lines with #include go to file level, the rest into main(); the standard headers for printing are taken for granted.
"""
import argparse
import re
import subprocess
import sys

WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only"]
LANGUAGES = {"c": ("cc", ["-std=c99", "-x", "c"], "#include <stdio.h>\n"),
             "cpp": ("cxx", ["-std=c++17", "-x", "c++"], "#include <cstdio>\n#include <iostream>\n")}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for option in ("cc", "cxx", "include"):
        parser.add_argument(f"--{option}", required=True)
    parser.add_argument("documents", nargs="+")
    arguments = parser.parse_args()
    examples = []
    for document in arguments.documents:
        with open(document, encoding="utf-8") as file:
            found = re.findall(r"^```(cpp|c)\n(.*?)^```$", file.read(), re.M | re.S)
        if not found:
            sys.exit(f"{document} has no example")
        examples += found
    failed = 0
    for language, code in examples:
        compiler, flags, prelude = LANGUAGES[language]
        includes = "".join(line for line in code.splitlines(True) if line.startswith("#include"))
        body = "".join(line for line in code.splitlines(True) if not line.startswith("#include"))
        source = f"{prelude}{includes}int main(void) {{\n{body}return 0;\n}}\n"
        run = subprocess.run([getattr(arguments, compiler), *flags, *WARNINGS, f"-I{arguments.include}", "-"],
                             input=source, capture_output=True, text=True)
        if run.returncode != 0:
            failed += 1
            print(f"FAILED example in {language}:\n{source}\n{run.stderr}")
    print(f"{len(examples)} examples, {failed} failed")
    sys.exit(1 if failed or {language for language, _ in examples} != set(LANGUAGES) else 0)


if __name__ == "__main__":
    main()
