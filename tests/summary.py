#!/usr/bin/env python3
"""Reads CTest's JUnit files and prints what a person wants to know: each skip and each failure with its reason, then one line.

usage: summary.py [--no-skips] [--check NAME=passed|failed|skipped]... [JUNIT_FILE...]

The last line is `N passed, N failed, N skipped`. Exit code 1 when a test failed, nothing ran, or (--no-skips) a test was skipped.
"""
import argparse
import re
import sys
import xml.etree.ElementTree


def reason_of_skip(output):
    """GoogleTest prints the reason after `FILE:LINE: Skipped`; scripts print it on the line that says SKIPPED."""
    found = re.search(r": Skipped\n(.+)", output) or re.search(r"SKIPPED(?:\s*\]|:)\s+(?!\d+ test)(.+)", output)
    return found.group(1).strip() if found else "no reason given"


def reason_of_failure(case, output):
    failure = case.find("failure")
    message = failure.get("message") if failure is not None else ""
    found = re.search(r"^.*(: Failure|FAILED |Error: |ERROR: |error: |runtime error|WARNING: ThreadSanitizer).*$", output, re.M)
    first = next((line for line in output.splitlines() if line.strip()), "no output")
    return " · ".join(part.strip() for part in (message, found.group(0) if found else first) if part and part.strip())


def results(path):
    for case in xml.etree.ElementTree.parse(path).getroot().iter("testcase"):
        output = case.findtext("system-out") or ""
        status = case.get("status")
        name = case.get("name")
        if status == "disabled":
            yield name, "skipped", "disabled"
        elif case.find("skipped") is not None:
            message = case.find("skipped").get("message", "")
            ran = message.startswith("SKIP_")
            yield (name, "skipped", reason_of_skip(output)) if ran else (name, "failed", f"did not run: {message or status}")
        elif case.find("failure") is not None or status == "fail":
            yield name, "failed", reason_of_failure(case, output)
        else:
            yield name, "passed", ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--no-skips", action="store_true")
    parser.add_argument("--check", action="append", default=[])
    parser.add_argument("junit", nargs="*")
    arguments = parser.parse_args()
    found = [result for path in arguments.junit for result in results(path)]
    for check in arguments.check:
        name, _, result = check.rpartition("=")
        found.append((name, result, "see above"))
    for verdict in ("skipped", "failed"):
        for name, result, reason in found:
            if result == verdict:
                print(f"{verdict}: {name}: {reason}")
    count = {verdict: sum(result == verdict for _, result, _ in found) for verdict in ("passed", "failed", "skipped")}
    print(f"{count['passed']} passed, {count['failed']} failed, {count['skipped']} skipped")
    sys.exit(1 if count["failed"] or not count["passed"] or (arguments.no_skips and count["skipped"]) else 0)


if __name__ == "__main__":
    main()
