"""docs/strategy.schema.json by an independent validator: itself, the strategies of the repository, and the cases that the loader is held to too.

usage: strategy_schema_test.py SOURCE_DIR     exit code 77 (skipped) without python3-jsonschema
"""
import copy
import json
import pathlib
import re
import sys

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed (scripts/setup test)")
    sys.exit(77)


def changed(document, case):
    """The document with the case's change."""
    document = copy.deepcopy(document)
    *path, last = case.get("set", case.get("remove")).split("/")[1:]
    place = document
    for key in path:
        place = place[int(key) if isinstance(place, list) else key]
    last = int(last) if isinstance(place, list) else last
    if "set" in case:
        place[last] = case["value"]
    else:
        del place[last]
    return document


def main():
    source = pathlib.Path(sys.argv[1])
    schema = json.loads((source / "docs/strategy.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    listed = json.loads((source / "tests/unit/guidance/strategy_cases.json").read_text(encoding="utf-8"))

    good = {"the complete document": listed["complete"]}
    page = (source / "docs/strategy.md").read_text(encoding="utf-8")
    for number, text in enumerate(re.findall(r"^```json\n(.*?)^```$", page, re.M | re.S), 1):
        good[f"docs/strategy.md, example {number}"] = json.loads(text)
    for path in (source / "examples/notes-terminal/strategy.json", source.parent / "shared/strategy.example.json"):
        if path.exists():
            good[path.name] = json.loads(path.read_text(encoding="utf-8"))
    failed = 0
    for name, document in good.items():
        for error in validator.iter_errors(document):
            failed += 1
            print(f"{name}: {error.json_path}: {error.message[:200]}")
    for case in listed["cases"]:
        if validator.is_valid(changed(listed["complete"], case)) != case.get("schema", False):
            failed += 1
            print(f"{case['why']}: the schema {'refuses' if case.get('schema') else 'accepts'} it")
    print(f"{len(good)} documents, {len(listed['cases'])} changes, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
