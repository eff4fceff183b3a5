"""Runs the vectors about rules (README.md) through `docent eval`, and those about bucketing through the dozen lines of arithmetic below: all that
another implementation needs for them. usage: rule_vectors_test.py DOCENT"""

import copy
import datetime
import json
import pathlib
import struct
import subprocess
import sys

VECTORS = pathlib.Path(__file__).parent / "vectors"
FILES = ("rules", "history", "bucketing")
U32 = 0xFFFFFFFF
MAX_TOTAL_WEIGHT = 2**31 - 1


def murmur3(data):
    """MurmurHash3_x86_32 with seed 0."""

    def rotated(x, by):
        return (x << by | x >> (32 - by)) & U32

    def scrambled(k):
        return rotated(k * 0xCC9E2D51 & U32, 15) * 0x1B873593 & U32

    h, whole = 0, len(data) // 4 * 4
    for (block,) in struct.iter_unpack("<I", data[:whole]):
        h = (rotated(h ^ scrambled(block), 13) * 5 + 0xE6546B64) & U32
    h ^= scrambled(int.from_bytes(data[whole:], "little")) ^ len(data)
    h = (h ^ h >> 16) * 0x85EBCA6B & U32
    h = (h ^ h >> 13) * 0xC2B2AE35 & U32
    return h ^ h >> 16


def bucket_of(hashed, total):
    return hashed * total >> 32


def variant_of(hashed, weights):
    if not 0 < sum(weights) <= MAX_TOTAL_WEIGHT:
        return None
    end = 0
    for index, weight in enumerate(weights):
        end += weight
        if bucket_of(hashed, sum(weights)) < end:
            return index
    return None


def in_holdout(hashed, percentage):
    return percentage >= 100 or bucket_of(hashed, 100_000) < round(percentage * 1000)


def expanded(value):
    """A value of a vector, with what it doesn't spell out."""
    if isinstance(value, list):
        items = []
        for item in value:
            if isinstance(item, dict) and "$series" in item:
                items += series(*item["$series"])
            else:
                items.append(expanded(item))
        return items
    if not isinstance(value, dict):
        return value
    if "$repeat" in value:
        return value["$repeat"][0] * value["$repeat"][1]
    if "$list" in value:
        return [expanded(value["$list"][0])] * value["$list"][1]
    if "$deep" in value:
        op, count, inner = value["$deep"]
        inner = expanded(inner)
        for _ in range(count):
            inner = [inner] if op == "$array" else {op: [inner]}
        return inner
    return {key: expanded(item) for key, item in value.items()}


def series(event, count, step_ms):
    first = datetime.datetime.fromisoformat(event["timestamp"].replace("Z", "+00:00"))
    for index in range(count):
        one = copy.deepcopy(event)
        one["timestamp"] = (first + datetime.timedelta(milliseconds=index * step_ms)).isoformat(timespec="milliseconds")
        yield one


def same(a, b):
    """Equal as JSON: true is not 1."""
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    return a == b


def failures_of_bucketing(case):
    if "text" in case:
        return [] if murmur3(case["text"].encode()) == case["murmur3"] else ["murmur3"]
    hashed = murmur3(f"{case['seed']}:{case['attribute']}".encode()) if "seed" in case else case["hash"]
    found = {"hash": hashed}
    if "weights" in case:
        found.update(bucket=bucket_of(hashed, sum(case["weights"])), variant=variant_of(hashed, case["weights"]))
    if "percentage" in case:
        found["in_holdout"] = in_holdout(hashed, case["percentage"])
    return [f"{key}: {found[key]}, not {case[key]}" for key in found if key in case and found[key] != case[key]]


def main():
    cases = [case for file in FILES for case in json.loads((VECTORS / f"{file}.json").read_text(encoding="utf-8"))]
    if len({case["name"] for case in cases}) != len(cases):
        sys.exit("two cases have one name")
    rules = [case for case in cases if "rule" in case]
    members = ("rule", "data", "events", "now", "segments")
    lines = "".join(json.dumps(expanded({key: case[key] for key in members if key in case})) + "\n" for case in rules)
    done = subprocess.run([sys.argv[1], "eval"], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    if len(answers) != len(rules):
        sys.exit(f"{len(answers)} answers to {len(rules)} lines")
    failures = [f"{case['name']}: {what}" for case in cases if "rule" not in case for what in failures_of_bucketing(case)]
    for case, answer in zip(rules, answers):
        if "error" in case:
            right = answer.get("error", {}).get("type") == case["error"]
        else:
            right = "result" in answer and same(answer["result"], expanded(case["result"]))
        if not right:
            failures.append(f"{case['name']}: {json.dumps(answer)[:300]}")
    print("\n".join(failures))
    print(f"{len(cases)} vectors about rules, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
