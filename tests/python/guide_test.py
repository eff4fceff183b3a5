"""Runs the Python blocks of the guide and the READMEs in order, without a backend. The lines of their text blocks must be among what is printed."""

import contextlib
import io
import pathlib
import re
import shutil
import sys
import tempfile
import unittest
import unittest.mock

import docent

ROOT = pathlib.Path(__file__).parents[2]


def blocks(path, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", (ROOT / path).read_text(encoding="utf-8"), re.M | re.S)


class Guides(unittest.TestCase):
    def run_blocks(self, path):
        found = blocks(path, "python")
        self.assertTrue(found, f"{path} has no example")
        folder = tempfile.mkdtemp(prefix="docent-guide-")
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)

        class Offline(docent.Client):
            """As in the texts, but in a directory of its own and without the example's backend."""

            def __init__(self, *arguments, endpoint, **options):
                super().__init__(*arguments, data_dir=folder, **options)

        names = {}
        printed = io.StringIO()
        with unittest.mock.patch.object(docent, "Client", Offline), contextlib.redirect_stdout(printed):
            for block in found:
                exec(compile(block, path, "exec"), names)  # noqa: S102, our own documents
        return names, printed.getvalue()

    def test_the_guide_runs(self):
        names, printed = self.run_blocks("docs/guide/python.md")
        for line in "".join(blocks("docs/guide/python.md", "text")).splitlines():
            self.assertIn(line, printed.splitlines())
        self.assertIs(names["delivered"], True)

    def test_the_readmes_run(self):
        self.run_blocks("README.md")
        self.run_blocks("bindings/python/README.md")


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
