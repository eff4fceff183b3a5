#!/usr/bin/env python3
"""Compares what the two libraries export with the committed list and with the functions that the headers declare.

usage: symbols.py --nm NM --readelf READELF --strip STRIP --headers INCLUDE_DIR --list symbols.txt --shared FILE --static FILE [--update]

Also: the shared library's name carries the ABI's major version, it can't be unloaded, binds at once, and is at most 1,152 KB stripped.
--update writes the list from the headers; docs/abi.md says when that is right.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile

MAX_STRIPPED_BYTES = 1152 * 1024  # the aim is 1 MB, which the library kept until all six kinds of campaign ran; it is not to grow further


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def declared(include_dir):
    names = set()
    for header in os.listdir(os.path.join(include_dir, "docent")):
        if header.endswith(".h"):
            with open(os.path.join(include_dir, "docent", header), encoding="utf-8") as file:
                text = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.S)
            names.update(re.findall(r"^DOCENT_API\b[^;(]*?\b(docent_\w+)\s*\(", text, flags=re.M))
    return names


def defined(nm, option, path):
    """Symbols that others can see: global, weak and unique ones; the version node itself (absolute) is not one."""
    rows = [line.split() for line in output(nm, option, "--defined-only", path).splitlines()]
    return {row[2].split("@")[0] for row in rows if len(row) == 3 and row[1] != "A"}


def differences(what, found, wanted):
    for name in sorted(found - wanted):
        yield f"{what} has {name}, which the list has not"
    for name in sorted(wanted - found):
        yield f"{what} lacks {name}"


def shared_library(arguments):
    dynamic = output(arguments.readelf, "-dW", arguments.shared)
    with open(os.path.join(arguments.headers, "docent", "docent.h"), encoding="utf-8") as file:
        major = int(re.search(r"#define DOCENT_ABI_VERSION (\d+)", file.read()).group(1)) // 10000
    if f"[libdocent.so.{major}]" not in dynamic:
        yield f"the shared library's SONAME is not libdocent.so.{major}"
    for flag in ("NODELETE", "NOW"):
        if not re.search(rf"FLAGS.*\b{flag}\b", dynamic):
            yield f"the shared library lacks the flag {flag}"
    if "GNU_RELRO" not in output(arguments.readelf, "-lW", arguments.shared):
        yield "the shared library's relocations stay writable (no GNU_RELRO)"
    with tempfile.TemporaryDirectory() as folder:
        stripped = os.path.join(folder, "stripped")
        subprocess.run([arguments.strip, "-o", stripped, arguments.shared], check=True)
        size = os.path.getsize(stripped)
    print(f"stripped size: {size} bytes")
    if size > MAX_STRIPPED_BYTES:
        yield f"the shared library has {size} bytes stripped, more than {MAX_STRIPPED_BYTES}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for option in ("nm", "readelf", "strip", "headers", "list", "shared", "static"):
        parser.add_argument(f"--{option}", required=option in ("headers", "list"))
    parser.add_argument("--update", action="store_true")
    arguments = parser.parse_args()
    in_headers = declared(arguments.headers)
    if arguments.update:
        with open(arguments.list, "w", encoding="utf-8") as file:
            file.writelines(f"{name}\n" for name in sorted(in_headers))
        return
    with open(arguments.list, encoding="utf-8") as file:
        listed = set(file.read().split())
    wrong = [
        *differences("the set of headers", in_headers, listed),
        *differences("the shared library", defined(arguments.nm, "-D", arguments.shared), listed),
        *differences("the static library", defined(arguments.nm, "-g", arguments.static), listed),
        *shared_library(arguments),
    ]
    print(*wrong, f"{len(listed)} symbols, {len(wrong)} differences", sep="\n")
    sys.exit(1 if wrong or not listed else 0)


if __name__ == "__main__":
    main()
