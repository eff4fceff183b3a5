#!/usr/bin/env python3
"""Checks the rules of the house that no compiler checks.

usage: tidy.py RULE|all [SOURCE_DIR]

Each rule is a function that yields one sentence per violation, led by the place. Exit code 1 when there is any.
"""
import os
import re
import subprocess
import sys

# Layers from left to right; an include points left only, and modules of one layer do not include one another.
LAYERS = [
    {"base"},
    {"json", "platform"},
    {"journal", "storage", "http"},
    {"model"},
    {"profile", "rules", "signals"},
    {"guidance", "recommend", "feedback"},
    {"pipeline", "simulation"},
    {"client"},
    {"capi"},
]
LEVEL = {module: level for level, layer in enumerate(LAYERS) for module in layer}
# Limits stand in one file, so the layers below model may include that file too.
LIMITS_HEADER = "model/limits.h"
LIMITS_READERS = {"journal", "storage", "http"}

MAX_LINES = 450
MAX_PUBLIC_HEADER_LINES = 600
MAX_WIDTH = 150
CODE = (".h", ".hpp", ".c", ".cpp", ".py", ".js", ".mjs", ".cmake", ".sh")
SKIPPED_FOLDERS = {"build", "node_modules", "__pycache__", "dist"}
GENERIC_NAMES = re.compile(r"(^|[_\-.])(utils?|managers?|helpers?|misc|common|stuff)([_\-.]|$)", re.I)

# Sources without a test file of their own, each with the reason.
UNMIRRORED = {
    "base/log.cpp": "formats and forwards; every test that reads log lines runs it",
    "client/wiring.cpp": "composes the others; tests/unit/capi runs through it",
    **{f"guidance/lint_{part}.cpp": "a part of lint.cpp; lint_test's table breaks each of its rules once"
       for part in ("content", "frequency", "policies", "reach", "rules")},
    "rules/program.cpp": "names nodes; explain_test and compiler_test compare the names",
    "rules/rule_error.cpp": "names of errors; eval_lines_test reads them",
    "rules/rule_set.cpp": "the module's front; evaluator_test and explain_test go through it",
    "storage/database_files.cpp": "damaged and unwritable files; database_faults_test makes them",
    "base/random.cpp": "tested with its main user in base/uuid_test.cpp",
}

# The adapters to toolkits, and where their tests stand; and their sources without a test file of their own, each with the reason.
ADAPTERS = {"sdk/adapters/qt6": "tests/qt6"}
UNMIRRORED_IN_ADAPTERS = {
    **{f"sdk/adapters/qt6/src/cards/{part}.cpp": "a part of the survey sheet or the checklist; their tests operate and measure it"
       for part in ("choice_button", "done_page", "marks", "notice", "scale_button", "scroll_body")},
    **{f"sdk/adapters/qt6/src/panels/{part}.cpp": "a part of a panel; the tests of those that use it run it"
       for part in ("answers", "history_row")},
    "sdk/adapters/qt6/src/debug/debug_tabs.cpp": "a part of the debug overlay, whose test runs it",
    **{f"sdk/adapters/qt6/src/presenter/{part}.cpp": "what the presenter does; presenter_test, showing_test, tour_test and panels_test"
       for part in ("stage", "stage_outcomes")},
    "sdk/adapters/qt6/src/capture/recorder.cpp": "sends what the other parts of capture found; every test of theirs reads it back",
}


def files(root):
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(f for f in folders if f not in SKIPPED_FOLDERS and not (f.startswith(".") and f != ".ci"))
        for name in sorted(names):
            yield os.path.relpath(os.path.join(folder, name), root)


def is_code(path):
    first = path.split(os.sep)[0]
    return path.endswith(CODE) or os.path.basename(path) == "CMakeLists.txt" or (first in ("scripts", ".ci") and "." not in os.path.basename(path))


def read(root, path):
    with open(os.path.join(root, path), encoding="utf-8", errors="replace") as file:
        return file.read()


def exists(root, path):
    return os.path.exists(os.path.join(root, path))


def sdk_sources(root):
    """(module, path) of every source and header in sdk/src."""
    for path in files(os.path.join(root, "sdk/src")):
        if path.endswith((".h", ".cpp", ".c")):
            yield path.split(os.sep)[0], path


def own_header(source):
    """ring.cpp → ring.h; files_posix.cpp → files.h, which each family of systems implements."""
    return re.sub(r"(_(posix|linux|windows|apple))?\.cpp$", ".h", source)


def quoted_includes(text):
    for number, line in enumerate(text.splitlines(), 1):
        found = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
        if found:
            yield number, found.group(1)


def module_dependencies(root):
    """DEPENDS of every docent_module() in sdk/src, closed transitively."""
    direct = {}
    for module in LEVEL:
        path = f"sdk/src/{module}/CMakeLists.txt"
        found = re.search(r"DEPENDS([^)]*?)(LIBRARIES|SOURCES|\))", read(root, path) + ")", re.S) if exists(root, path) else None
        direct[module] = set(found.group(1).split()) & set(LEVEL) if found else set()
    closed = {}
    for module in sorted(LEVEL, key=LEVEL.get):
        closed[module] = set(direct[module]).union(*(closed.get(d, set()) for d in direct[module]))
    return closed


def arrows(root):
    listed_layers = re.search(r"set\(DOCENT_LAYERS ([^)]*)\)", read(root, "CMakeLists.txt")).group(1).split()
    if set(listed_layers) != set(LEVEL) or listed_layers != sorted(listed_layers, key=lambda module: LEVEL.get(module, 0)):
        yield "CMakeLists.txt: DOCENT_LAYERS and the layers checked here differ"
    depends = module_dependencies(root)
    for module, path in sdk_sources(root):
        if module not in LEVEL:
            yield f"sdk/src/{path}: {module} is no layer; add it to LAYERS here, to CMakeLists.txt and to docs/ARCHITECTURE.md"
            continue
        for line, include in quoted_includes(read(root, f"sdk/src/{path}")):
            other = include.split("/")[0]
            if (include == LIMITS_HEADER and module in LIMITS_READERS) or (other == "docent" and module == "capi"):
                continue
            if other not in LEVEL:
                yield f'sdk/src/{path}:{line}: "{include}" is not named from sdk/src (write "module/file.h")'
            elif other != module and LEVEL[other] >= LEVEL[module]:
                yield f"sdk/src/{path}:{line}: {module} may not include {other} ({include}): an include points left only"
            elif other not in depends[module] | {module} and include != LIMITS_HEADER and exists(root, f"sdk/src/{module}/CMakeLists.txt"):
                yield f"sdk/src/{path}:{line}: {module} includes {include} but its CMakeLists.txt has no DEPENDS {other}"
    for module, reached in depends.items():
        for other in sorted(reached):
            if LEVEL[other] >= LEVEL[module]:
                yield f"sdk/src/{module}/CMakeLists.txt: {module} may not depend on {other}"


def boost(root):
    for path in files(root):
        if path.startswith("sdk" + os.sep) and is_code(path):
            for number, line in enumerate(read(root, path).splitlines(), 1):
                if re.search(r"<boost/|\bboost::|Boost::", line):
                    yield f"{path}:{number}: no Boost in sdk/"


def contracts(root):
    """A header opens with a comment; so does a source that has no header of its own."""
    for path in files(root):
        if not path.startswith(("sdk", "server-stub")) or not path.endswith((".h", ".hpp", ".cpp")):
            continue
        if path.endswith(".cpp") and exists(root, own_header(path)):
            continue
        if not read(root, path).startswith(("//", "/*")):
            yield f"{path}: opens without a comment that says what it is for, who owns it, which threads touch it and what always holds"


def limits(root):
    """docs/limits.md is what scripts/limits makes of sdk/src/model/limits.h."""
    made = subprocess.run([sys.executable, os.path.join(root, "scripts/limits"), "--print"], check=True, capture_output=True, text=True).stdout
    if not exists(root, "docs/limits.md") or read(root, "docs/limits.md") != made:
        yield "docs/limits.md: differs from sdk/src/model/limits.h; run scripts/limits"


def listed(root):
    """Every source stands in the CMakeLists.txt of its folder or of one above, by name."""
    for path in files(root):
        if not path.endswith((".cpp", ".c")) or not path.startswith(("sdk", "server-stub", "tests", "examples")):
            continue
        folder = os.path.dirname(path)
        while folder and not exists(root, f"{folder}/CMakeLists.txt"):
            folder = os.path.dirname(folder)
        if not folder:
            continue
        name = os.path.relpath(path, folder)
        lists = read(root, f"{folder}/CMakeLists.txt")
        stem = os.path.splitext(os.path.basename(name))[0]
        if not re.search(rf"(^|[\s/(\"]){re.escape(name)}\b", lists) and not re.search(rf"[\s(]{re.escape(stem)}[\s)]", lists):
            yield f"{path}: not listed in {folder}/CMakeLists.txt"
        if re.search(r"file\s*\(\s*GLOB", lists):
            yield f"{folder}/CMakeLists.txt: lists sources by pattern; name them"


def mirror(root):
    """Every source of sdk/src/MODULE is tested in tests/unit/MODULE: by STEM_test.cpp, or by a test that includes its header.

    A source without a header of its own is a part of the first header of its module that it includes; the C shim is tested through the
    public headers.
    """
    included = {}
    for path in files(os.path.join(root, "tests/unit")):
        if path.endswith("_test.cpp"):
            text = read(root, f"tests/unit/{path}")
            tested = included.setdefault(path.split(os.sep)[0], set())
            tested.update(name for _, name in quoted_includes(text))
            if re.search(r"#include [<\"]docent/", text):
                tested.add("docent")
            if not re.search(r"\b(EXPECT|ASSERT)_|\bTEST_P\(", text):
                yield f"tests/unit/{path}: asserts nothing"
    for module, path in sdk_sources(root):
        if not path.endswith(".cpp") or path in UNMIRRORED:
            continue
        header = own_header(path)
        stem = header[:-2]
        if not exists(root, f"sdk/src/{header}"):
            own = [name for _, name in quoted_includes(read(root, f"sdk/src/{path}")) if name.startswith(module + "/")]
            header = own[0].replace("_impl.h", ".h") if own else header
        tested = included.get(module, set())
        if exists(root, f"tests/unit/{stem}_test.cpp") or header in tested or (module == "capi" and "docent" in tested):
            continue
        yield f"sdk/src/{path}: no tests/unit/{stem}_test.cpp, and no test of {module} includes {header}"
    for path, reason in UNMIRRORED.items():
        if not exists(root, f"sdk/src/{path}"):
            yield f"tests/tidy/tidy.py: UNMIRRORED names {path}, which does not exist ({reason})"


def adapters(root):
    """Every source of an adapter's src/FOLDER is tested in tests/ADAPTER/FOLDER: by STEM_test.cpp, or by a test that includes its header or the
    public header of its name."""
    for adapter, tests in ADAPTERS.items():
        included = set()
        for path in files(os.path.join(root, tests)):
            if path.endswith((".cpp", ".h")):
                text = read(root, f"{tests}/{path}")
                included.update(re.findall(r'#\s*include [<"]([^>"]+)[>"]', text))
                if path.endswith("_test.cpp") and not re.search(r"\b(EXPECT|ASSERT)_|\bTEST_P\(", text):
                    yield f"{tests}/{path}: asserts nothing"
        for path in files(os.path.join(root, adapter, "src")):
            stem, extension = os.path.splitext(path)
            if extension != ".cpp" or f"{adapter}/src/{path}" in UNMIRRORED_IN_ADAPTERS:
                continue
            public = f"docent/qt/{os.path.basename(stem)}.h"
            if not exists(root, f"{tests}/{stem}_test.cpp") and f"{stem}.h" not in included and public not in included:
                yield f"{adapter}/src/{path}: no {tests}/{stem}_test.cpp, and no test there includes {stem}.h"
        for path, reason in UNMIRRORED_IN_ADAPTERS.items():
            if not exists(root, path):
                yield f"tests/tidy/tidy.py: UNMIRRORED_IN_ADAPTERS names {path}, which does not exist ({reason})"


def names(root):
    for path in files(root):
        for part in path.split(os.sep):
            if GENERIC_NAMES.search(part):
                yield f"{path}: a generic name says nothing; name the concept"
                break


def paths(root):
    """Nothing that belongs to one machine is committed: no absolute path of a checkout, no download address of a registry."""
    machine = re.compile(r"(?<![\w./-])/(work|root|home/(?!someone)[a-z]\w*|Users/\w+)/")
    for path in files(root):
        if not is_code(path) and not path.endswith((".md", ".json", ".txt", ".yml", ".in")):
            continue
        if path.startswith("tests/tidy/"):
            continue
        for number, line in enumerate(read(root, path).splitlines(), 1):
            if machine.search(line):
                yield f"{path}:{number}: a path of one machine"
            if os.path.basename(path) == "package-lock.json" and '"resolved":' in line and "http" in line:
                yield f"{path}:{number}: a registry's address; set omit-lockfile-registry-resolved"


def sizes(root):
    for path in files(root):
        if not is_code(path):
            continue
        lines = read(root, path).splitlines()
        allowed = MAX_PUBLIC_HEADER_LINES if path.startswith("sdk/include") else MAX_LINES
        if len(lines) > allowed:
            yield f"{path}: {len(lines)} lines, more than {allowed}; split it by concept"
        for number, line in enumerate(lines, 1):
            if len(line) > MAX_WIDTH:
                yield f"{path}:{number}: {len(line)} columns, more than {MAX_WIDTH}"
            if line != line.rstrip() or "\t" in line:
                yield f"{path}:{number}: a tab, or blanks at the end"


def todo(root):
    words = "|".join(("TODO", "FIXME", "XXX", "HACK"))
    for path in files(root):
        if is_code(path) and not path.startswith("tests/tidy/"):
            for number, line in enumerate(read(root, path).splitlines(), 1):
                if re.search(rf"\b({words})\b(?=[\s:(]|$)(?!\([\w .-]+\):? \w)", line):
                    yield f"{path}:{number}: later work needs an owner and a reason: TODO(owner): reason"


def version(root):
    """The project, the header, the symbol node and the change log agree."""
    major, minor, patch = map(int, re.search(r"project\(docent VERSION (\d+)\.(\d+)\.(\d+)", read(root, "CMakeLists.txt")).groups())
    header = int(re.search(r"#define DOCENT_ABI_VERSION (\d+)", read(root, "sdk/include/docent/docent.h")).group(1))
    if header != major * 10000 + minor * 100 + patch:
        yield f"sdk/include/docent/docent.h: DOCENT_ABI_VERSION is {header}, CMakeLists.txt says {major}.{minor}.{patch}"
    if f"DOCENT_{major} {{" not in read(root, "sdk/docent.map"):
        yield f"sdk/docent.map: the symbol node is not DOCENT_{major}"
    if f"## [{major}.{minor}.{patch}]" not in read(root, "CHANGELOG.md") and "## [Unreleased]" not in read(root, "CHANGELOG.md"):
        yield f"CHANGELOG.md: says nothing about {major}.{minor}.{patch}"


RULES = [adapters, arrows, boost, contracts, limits, listed, mirror, names, paths, sizes, todo, version]


def main():
    if len(sys.argv) < 2 or sys.argv[1] in ("-h", "--help"):
        sys.exit(__doc__ + "\nRules: " + " ".join(rule.__name__ for rule in RULES))
    root = sys.argv[2] if len(sys.argv) > 2 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
    chosen = [rule for rule in RULES if sys.argv[1] in (rule.__name__, "all")]
    if not chosen:
        sys.exit(f"no rule {sys.argv[1]}; there are: " + " ".join(rule.__name__ for rule in RULES))
    broken = 0
    for rule in chosen:
        for sentence in rule(root):
            print(f"{rule.__name__}: {sentence}")
            broken += 1
    if broken:
        sys.exit(f"{broken} violations")


if __name__ == "__main__":
    main()
