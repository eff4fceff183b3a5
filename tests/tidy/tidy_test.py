#!/usr/bin/env python3
"""Tests tidy.py: each rule finds its violation in a small tree made for it, and nothing in a clean one."""
import os
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tidy  # noqa: E402

CLEAN = {
    "CMakeLists.txt": "project(docent VERSION 1.2.3 LANGUAGES CXX)\nset(DOCENT_LAYERS base json platform journal storage http model profile rules "
                      "signals guidance recommend feedback simulation pipeline client capi)\n",
    "CHANGELOG.md": "## [1.2.3]\n",
    "sdk/docent.map": "DOCENT_1 {\n};\n",
    "sdk/include/docent/docent.h": "/* The umbrella. */\n#define DOCENT_ABI_VERSION 10203\n",
    "sdk/src/base/CMakeLists.txt": "docent_module(base SOURCES log.cpp random.cpp)\n",
    "sdk/src/base/log.h": "// Logging.\n",
    "sdk/src/base/log.cpp": '#include "base/log.h"\n',
    "sdk/src/base/random.h": "// Randomness.\n",
    "sdk/src/base/random.cpp": '#include "base/random.h"\n',
    "sdk/src/journal/CMakeLists.txt": "docent_module(journal SOURCES ring.cpp DEPENDS base)\n",
    "sdk/src/journal/ring.h": "// The ring.\n",
    "sdk/src/journal/ring.cpp": '#include "journal/ring.h"\n#include "base/log.h"\n#include "model/limits.h"\n',
    "sdk/src/model/limits.h": "// Limits.\n",
    "tests/unit/journal/ring_test.cpp": '#include "journal/ring.h"\nTEST(Ring, Holds) { EXPECT_TRUE(1); }\n',
    "sdk/adapters/qt6/src/cards/card.h": "// A card.\n",
    "sdk/adapters/qt6/src/cards/card.cpp": '#include "cards/card.h"\n',
    "sdk/adapters/qt6/CMakeLists.txt": "add_library(kit src/cards/card.cpp)\n",
    "tests/qt6/cards/card_test.cpp": '#include "cards/card.h"\nTEST(Card, Shows) { EXPECT_TRUE(1); }\n',
    "tests/qt6/CMakeLists.txt": "add_executable(unit_qt6 cards/card_test.cpp)\n",
    "tests/unit/journal/CMakeLists.txt": "docent_unit_test(journal ring_test.cpp)\n",
}
VIOLATIONS = [
    ("adapters", "sdk/adapters/qt6/src/cards/callout.cpp", "// Callouts.\n"),
    ("adapters", "tests/qt6/cards/card_test.cpp", '#include "cards/card.h"\nTEST(Card, Shows) {}\n'),
    ("arrows", "sdk/src/base/log.cpp", '#include "base/log.h"\n#include "journal/ring.h"\n'),
    ("arrows", "sdk/src/journal/ring.cpp", '#include "journal/ring.h"\n#include "storage/outbox.h"\n'),
    ("arrows", "sdk/src/journal/ring.cpp", '#include "ring.h"\n'),
    ("arrows", "sdk/src/journal/CMakeLists.txt", "docent_module(journal SOURCES ring.cpp)\n"),
    ("arrows", "sdk/src/journal/CMakeLists.txt", "docent_module(journal SOURCES ring.cpp DEPENDS base model)\n"),
    ("arrows", "sdk/src/elsewhere/new.h", "// A module that is no layer.\n"),
    ("boost", "sdk/src/base/log.h", "// Logging.\n#include <boost/asio.hpp>\n"),
    ("contracts", "sdk/src/base/log.h", "#pragma once\n"),
    ("contracts", "sdk/src/journal/replay.cpp", "#include <vector>\n"),
    ("listed", "sdk/src/journal/replay.cpp", "// Replay.\n"),
    ("mirror", "sdk/src/journal/replay.cpp", "// Replay.\n"),
    ("mirror", "tests/unit/journal/ring_test.cpp", '#include "journal/ring.h"\nTEST(Ring, Holds) {}\n'),
    ("names", "sdk/src/base/string_utils.h", "// Strings.\n"),
    ("paths", "sdk/src/base/log.h", "// See /" + "home/alice/notes.\n"),
    ("paths", "tests/npm/package-lock.json", '{"resolved": "https://registry.example/a.tgz"}\n'),
    ("sizes", "sdk/src/base/log.h", "// Logging.\n" * 451),
    ("sizes", "sdk/src/base/log.h", "// " + "x" * 148 + "\n"),
    ("sizes", "sdk/src/base/log.h", "// Logging.\n\tint i;\n"),
    ("todo", "sdk/src/base/log.h", "// " + "TODO: levels\n"),
    ("version", "sdk/docent.map", "DOCENT_2 {\n};\n"),
    ("version", "sdk/include/docent/docent.h", "#define DOCENT_ABI_VERSION 10204\n"),
    ("version", "CHANGELOG.md", "## [1.2.2]\n"),
]


tidy.UNMIRRORED = {"base/log.cpp": "no test in the clean tree", "base/random.cpp": "no test in the clean tree"}
tidy.UNMIRRORED_IN_ADAPTERS = {}


def findings(rule, tree):
    with tempfile.TemporaryDirectory() as root:
        for path, text in tree.items():
            os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
            with open(os.path.join(root, path), "w", encoding="utf-8") as file:
                file.write(text)
        return list(getattr(tidy, rule)(root))


class Rules(unittest.TestCase):
    def test_a_clean_tree_has_no_finding(self):
        for rule in {rule for rule, _, _ in VIOLATIONS}:
            with self.subTest(rule):
                self.assertEqual(findings(rule, CLEAN), [])

    def test_each_violation_is_found_once(self):
        for rule, path, text in VIOLATIONS:
            with self.subTest(rule=rule, path=path):
                self.assertEqual(len(findings(rule, {**CLEAN, path: text})), 1)

    def test_an_owned_todo_is_allowed(self):
        self.assertEqual(findings("todo", {"sdk/a.h": "// " + "TODO(ana): when the server can do it\n"}), [])


if __name__ == "__main__":
    unittest.main()
