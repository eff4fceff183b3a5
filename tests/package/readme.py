#!/usr/bin/env python3
"""Compiles and runs the C and C++ examples of the README and the guides, as C99 and C++17, so that they can't grow stale.

usage: readme.py --cc CC --cxx CXX --include INCLUDE_DIR --library LIBDOCENT FILE.md...

The blocks of one language in a document make one program. Lines with #include and functions that begin with "static" go to file level, the rest into
main(); the standard headers for printing are taken for granted. It must compile without warnings and exit with 0, and the lines of the document's
```text blocks must be among what it prints.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile

WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"]
LANGUAGES = {"c": ("cc", ["-std=c99", "-x", "c"], "#include <stdio.h>\n"),
             "cpp": ("cxx", ["-std=c++17", "-x", "c++"], "#include <cstdio>\n#include <iostream>\n")}
FILE_LEVEL = re.compile(r"^#include .*\n|^static .*\{\n(?:.*\n)*?^\}\n", re.M)


def blocks(text, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.M | re.S)


def program(language, code):
    before = "".join(FILE_LEVEL.findall(code))
    return f"{LANGUAGES[language][2]}{before}int main(void) {{\n{FILE_LEVEL.sub('', code)}return 0;\n}}\n"


def run(arguments, language, source, wanted, folder):
    """What is wrong with it, or nothing."""
    compiler, flags, _ = LANGUAGES[language]
    binary = os.path.join(folder, f"example-{language}")
    link = ["-x", "none", arguments.library, f"-Wl,-rpath,{os.path.dirname(arguments.library)}", "-o", binary]
    command = [getattr(arguments, compiler), *flags, *WARNINGS, f"-I{arguments.include}", "-", *link]
    compiled = subprocess.run(command, input=source, capture_output=True, text=True)
    if compiled.returncode != 0:
        return compiled.stderr
    environment = {**os.environ, "HOME": folder, "XDG_DATA_HOME": os.path.join(folder, language)}
    done = subprocess.run([binary], env=environment, capture_output=True, text=True, timeout=60)
    missing = [line for line in wanted if line not in done.stdout.splitlines()]
    if done.returncode != 0 or missing:
        return f"exit code {done.returncode}, not printed: {missing}\n{done.stdout}{done.stderr}"
    return ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for option in ("cc", "cxx", "include", "library"):
        parser.add_argument(f"--{option}", required=True)
    parser.add_argument("documents", nargs="+")
    arguments = parser.parse_args()
    programs, failed, seen = 0, 0, set()
    for document in arguments.documents:
        with open(document, encoding="utf-8") as file:
            text = file.read()
        wanted = "".join(blocks(text, "text")).splitlines()
        found = {language: "".join(blocks(text, language)) for language in LANGUAGES}
        if not any(found.values()):
            sys.exit(f"{document} has no example")
        for language, code in found.items():
            if not code:
                continue
            programs += 1
            seen.add(language)
            source = program(language, code)
            with tempfile.TemporaryDirectory(prefix="docent-readme-") as folder:
                problem = run(arguments, language, source, wanted, folder)
            if problem:
                failed += 1
                print(f"FAILED {document} in {language}:\n{source}\n{problem}")
    print(f"{programs} programs, {failed} failed")
    sys.exit(1 if failed or seen != set(LANGUAGES) else 0)


if __name__ == "__main__":
    main()
