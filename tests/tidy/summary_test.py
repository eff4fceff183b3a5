#!/usr/bin/env python3
"""Tests tests/summary.py: what counts as passed, failed and skipped, the reasons it names, its last line and its exit code."""
import os
import subprocess
import sys
import tempfile
import unittest

SUMMARY = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "summary.py")
PASSED = '<testcase name="a.Passes" status="run"><system-out>[       OK ]</system-out></testcase>'
FAILED = '<testcase name="a.Fails" status="fail"><failure message=""/><system-out>x\nring_test.cpp:7: Failure\n</system-out></testcase>'
SKIPPED = ('<testcase name="a.Skips" status="notrun"><skipped message="SKIP_REGULAR_EXPRESSION_MATCHED"/>'
           "<system-out>ring_test.cpp:9: Skipped\nno tmpfs here\n[  SKIPPED ] a.Skips (0 ms)</system-out></testcase>")
SCRIPT_SKIPPED = ('<testcase name="b.Skips" status="notrun"><skipped message="SKIP_RETURN_CODE=77"/>'
                  "<system-out>SKIPPED: no compiler</system-out></testcase>")
NOT_RUN = '<testcase name="c.NotBuilt" status="notrun"><skipped message="Unable to find executable"/></testcase>'
DISABLED = '<testcase name="d.Off" status="disabled"><skipped message="Disabled"/></testcase>'


def summary(*cases, arguments=()):
    with tempfile.NamedTemporaryFile("w", suffix=".xml") as file:
        file.write("<testsuite>" + "".join(cases) + "</testsuite>")
        file.flush()
        run = subprocess.run([sys.executable, SUMMARY, *arguments, file.name], capture_output=True, text=True)
    return run.stdout.splitlines(), run.returncode


class Summary(unittest.TestCase):
    def test_counts_and_names(self):
        lines, code = summary(PASSED, FAILED, SKIPPED, SCRIPT_SKIPPED, NOT_RUN, DISABLED)
        self.assertEqual(lines[-1], "1 passed, 2 failed, 3 skipped")
        self.assertIn("skipped: a.Skips: no tmpfs here", lines)
        self.assertIn("skipped: b.Skips: no compiler", lines)
        self.assertIn("skipped: d.Off: disabled", lines)
        self.assertIn("failed: a.Fails: ring_test.cpp:7: Failure", lines)
        self.assertIn("failed: c.NotBuilt: did not run: Unable to find executable", lines)
        self.assertEqual(code, 1)

    def test_skips_fail_only_when_asked(self):
        self.assertEqual(summary(PASSED, SKIPPED), (["skipped: a.Skips: no tmpfs here", "1 passed, 0 failed, 1 skipped"], 0))
        self.assertEqual(summary(PASSED, SKIPPED, arguments=["--no-skips"])[1], 1)

    def test_no_test_is_no_success(self):
        self.assertEqual(summary(), (["0 passed, 0 failed, 0 skipped"], 1))

    def test_checks_count_too(self):
        lines, code = summary(PASSED, arguments=["--check", "ci.format=passed", "--check", "ci.lint=failed"])
        self.assertEqual((lines[-1], code), ("2 passed, 1 failed, 0 skipped", 1))
        self.assertIn("failed: ci.lint: see above", lines)


if __name__ == "__main__":
    unittest.main()
