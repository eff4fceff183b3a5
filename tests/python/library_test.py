"""Finding the library, and installing the package: what a newcomer meets before the first call."""

import ctypes.util
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).parents[2]
PACKAGE = ROOT / "bindings/python"


class Library(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="docent-library-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def run_import(self, code="import docent", **environment):
        environment = {**os.environ, "PYTHONPATH": str(PACKAGE), **environment}
        return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60)

    def refused(self, library):
        code = "try:\n import docent\nexcept ImportError as error:\n print(error)"
        run = self.run_import(code, DOCENT_LIBRARY=str(library))
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        return run.stdout

    def test_a_missing_library_says_what_to_do(self):
        said = self.refused("/nonexistent/libdocent.so")
        for hint in ("cmake --install", "DOCENT_LIBRARY", "/nonexistent/libdocent.so"):
            self.assertIn(hint, said)

    def test_another_library_is_refused(self):
        self.assertRegex(self.refused(ctypes.util.find_library("c")), "is not a Docent library of this version: .*docent_status_name")

    def test_another_major_version_is_refused(self):
        names = (ROOT / "tests/package/symbols.txt").read_text().split()
        stub = "".join(f"unsigned {name}(void) {{ return {10000 if name == 'docent_abi_version' else 0}; }}\n" for name in names)
        library = self.folder / "libdocent.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-x", "c", "-", "-o", str(library)], input=stub, text=True, check=True)
        self.assertIn("has ABI version 10000", self.refused(library))

    def test_a_library_beside_the_package_is_found(self):
        copy = self.folder / "docent"
        shutil.copytree(PACKAGE / "docent", copy)
        shutil.copy(os.environ["DOCENT_LIBRARY"], copy / "libdocent.so.0")
        run = self.run_import("import docent; print(docent.__version__)", DOCENT_LIBRARY="", PYTHONPATH=str(self.folder))
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertRegex(run.stdout, r"^\d+\.\d+\.\d+$")

    def test_pip_installs_the_package(self):
        pip = [sys.executable, "-m", "pip"]
        if subprocess.run([*pip, "--version"], capture_output=True).returncode != 0 or self.run_import("import setuptools, wheel").returncode != 0:
            self.skipTest("pip, setuptools and wheel are not installed")
        source, target = self.folder / "source", self.folder / "target"
        shutil.copytree(PACKAGE, source)
        options = ["--quiet", "--root-user-action=ignore", "--no-index", "--no-deps", "--no-build-isolation", "--target", str(target)]
        subprocess.run([*pip, "install", *options, str(source)], check=True, timeout=120)
        self.assertTrue((target / "docent/py.typed").exists())
        run = self.run_import("import docent; print(docent.__file__)", PYTHONPATH=str(target))
        self.assertEqual(run.stdout.strip(), str(target / "docent/__init__.py"), run.stderr)


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
