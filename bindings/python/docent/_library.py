"""Finds and loads the shared library, once.

Order: the file that DOCENT_LIBRARY names; a library beside this package; the loader's own search path. A library of another major version is refused.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import pathlib
import sys
from typing import List

from . import _abi

ABI_MAJOR = 0
_NAMES = {"darwin": ["libdocent.dylib"], "win32": ["docent.dll"]}.get(sys.platform, ["libdocent.so.0", "libdocent.so"])


def _candidates() -> List[str]:
    named = os.environ.get("DOCENT_LIBRARY")
    if named:
        return [named]
    here = pathlib.Path(__file__).parent
    beside = [str(here / name) for name in _NAMES if (here / name).exists()]
    found = ctypes.util.find_library("docent")
    return beside + _NAMES + ([found] if found else [])


def load() -> ctypes.CDLL:
    """The library with all prototypes set. ImportError says where it was looked for and what to do."""
    problems = []
    for candidate in _candidates():
        try:
            library = ctypes.CDLL(candidate)
        except OSError as error:
            problems.append(f"{candidate}: {error}")
            continue
        try:
            _abi.declare(library)
        except AttributeError as error:
            raise ImportError(f"{candidate} is not a Docent library of this version: {error}") from None
        version = int(library.docent_abi_version())
        if version // 10000 != ABI_MAJOR or version < _abi.ABI_VERSION:
            wanted = f"this binding needs {_abi.ABI_VERSION} or a later one of major version {ABI_MAJOR}"
            raise ImportError(f"{candidate} has ABI version {version}, {wanted}")
        return library
    raise ImportError(
        "the Docent library was not found; install it (cmake --install) or set DOCENT_LIBRARY to the path of libdocent.so. Tried:\n  "
        + "\n  ".join(problems)
    )


library = load()
