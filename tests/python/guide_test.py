"""Runs the blocks of docs/guide/python.md in order, without a backend, and the Python example of the README."""

import pathlib
import re
import sys
import tempfile
import unittest

import docent

ROOT = pathlib.Path(__file__).parents[2]


def blocks(path):
    return re.findall(r"^```python\n(.*?)^```$", (ROOT / path).read_text(encoding="utf-8"), re.M | re.S)


class Offline(docent.Client):
    """As in the texts, but in a directory of its own and without the example's backend."""

    def __init__(self, *arguments, endpoint=None, **options):
        folder = tempfile.TemporaryDirectory(prefix="docent-guide-")
        super().__init__(*arguments, data_dir=folder.name, **options)
        self.folder = folder


class Guides(unittest.TestCase):
    def run_blocks(self, path):
        found = blocks(path)
        self.assertTrue(found, f"{path} has no example")
        real, docent.Client = docent.Client, Offline
        self.addCleanup(setattr, docent, "Client", real)
        names = {}
        for block in found:
            exec(compile(block, path, "exec"), names)  # noqa: S102, our own documents
        return names

    def test_the_guide_runs(self):
        self.assertIs(self.run_blocks("docs/guide/python.md")["delivered"], True)

    def test_the_readmes_run(self):
        self.run_blocks("README.md")
        self.run_blocks("bindings/python/README.md")


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
