"""docent simulate, explain and send --decisions: what the simulator says is what the SDK does.

usage: simulate_test.py --docent BIN [--pairs N]     exit code 77 (skipped) without python3-jsonschema
"""

import argparse
import concurrent.futures
import datetime
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import random_strategies  # noqa: E402

try:
    import jsonschema
except ImportError:
    print("SKIPPED: python3-jsonschema is not installed (scripts/setup test)")
    sys.exit(77)

SOURCE = pathlib.Path(__file__).parents[2]
DOCS = SOURCE / "docs" / "cli"
OPTIONS = None
STRATEGY = {
    "schemaVersion": 1, "product": "p", "version": 1, "locales": {"default": "en"},
    "policies": {"frequency": {"caps": [{"id": "day", "limit": 2, "window": "P1D"}]}},
    "campaigns": [
        {"id": "tip", "type": "tip", "triggers": [{"event": "saved", "goal": 2, "within": "PT10M"}], "delay": "PT5S",
         "targeting": {"==": [{"var": "user.plan"}, "pro"]}, "frequency": {"displayLimit": 1}, "content": {"text": {"en": "Tip"}}},
        {"id": "never", "type": "banner", "triggers": [{"event": "unheard"}], "content": {"text": {"en": "Banner"}}},
    ],
}


def line(user, seconds, event="saved", **members):
    return {"userId": user, "timestamp": f"2026-11-02T08:{seconds // 60:02}:{seconds % 60:02}Z", "event": event, **members}


RECORDING = [
    line("ada", 0, type="identify", traits={"plan": "pro"}), line("ada", 1), line("ada", 2), line("ada", 30, "closed"),
    line("bob", 1), line("bob", 2), line("bob", 3),
]


def validate(schema, value):
    loaded = json.loads((DOCS / f"{schema}.schema.json").read_text(encoding="utf-8"))
    store = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in DOCS.glob("*.schema.json")}
    jsonschema.Draft202012Validator(loaded, resolver=jsonschema.RefResolver(base_uri="", referrer=loaded, store=store)).validate(value)
    return value


class Case(unittest.TestCase):
    def setUp(self):
        base = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="docent-simulate-", dir=base))
        self.addCleanup(shutil.rmtree, self.work, ignore_errors=True)

    def write(self, name, content):
        path = self.work / name
        path.write_text("".join(json.dumps(each) + "\n" for each in content) if isinstance(content, list) else json.dumps(content), encoding="utf-8")
        return str(path)

    def run_docent(self, *arguments, stdin=""):
        run = subprocess.run([OPTIONS.docent, *map(str, arguments)], input=stdin, capture_output=True, text=True, timeout=120)
        return run.returncode, run.stdout, run.stderr

    def files(self, strategy=STRATEGY, recording=RECORDING, name=""):
        return ["--strategy", self.write(f"strategy{name}.json", strategy), "--events", self.write(f"events{name}.ndjson", recording)]

    def figures(self, *arguments):
        code, out, err = self.run_docent("simulate", *arguments, "--json")
        self.assertEqual(code, 0, err)
        return validate("simulate", json.loads(out))


class Simulate(Case):
    def test_figures_of_a_small_recording(self):
        figures = self.figures(*self.files())
        self.assertEqual((figures["users"], figures["events"]), (2, 7))
        tip, never = figures["campaigns"]
        self.assertEqual((tip["reach"], tip["shown"], tip["offered"]), (1, 1, 1))
        self.assertEqual(tip["blocked"], {"TARGETING_MISMATCH": 2}, "bob is not on the plan")
        self.assertEqual((never["reach"], figures["neverShown"]), (0, ["never"]))
        self.assertEqual(figures["fatigue"], {"userDays": 1, "mean": 1.0, "p50": 1, "p95": 1, "max": 1})

    def test_the_table_says_the_same(self):
        code, out, _ = self.run_docent("simulate", *self.files())
        self.assertEqual(code, 0)
        self.assertIn("TARGETING_MISMATCH 2", out)
        self.assertIn("never shown: never", out)

    def test_another_strategy_is_compared(self):
        other = json.loads(json.dumps(STRATEGY))
        del other["campaigns"][0]["targeting"]
        figures = self.figures(*self.files(), "--diff", self.write("other.json", other))
        self.assertEqual([c["campaign"] for c in figures["changes"]], ["tip"])
        self.assertEqual(figures["changes"][0]["reach"], {"before": 1, "after": 2})
        self.assertEqual(self.figures(*self.files(), "--diff", self.write("same.json", STRATEGY))["changes"], [])

    def test_threads_change_nothing(self):
        strategy, _ = random_strategies.pair(3)
        recording = [{**each, **({"userId": f"u{u}"} if "userId" in each else {"anonymousId": f"a{u}"})}
                     for u in range(40) for each in random_strategies.recording(random.Random(u), f"u{u}")]
        files = self.files(strategy, recording)
        self.assertEqual(self.figures(*files, "--threads", 1), self.figures(*files, "--threads", 4))

    def test_until_lets_time_pass(self):
        short = [each for each in RECORDING if each["event"] != "closed"]
        self.assertEqual(self.figures(*self.files(recording=short))["campaigns"][0]["offered"], 0, "the delay has not passed")
        self.assertEqual(self.figures(*self.files(recording=short), "--until", "2026-11-02T09:00:00Z")["campaigns"][0]["offered"], 1)

    def test_who_logs_in_is_one_user(self):
        recording = [{"anonymousId": "x", "timestamp": "2026-11-02T08:00:00Z", "event": "saved"},
                     {"anonymousId": "x", "userId": "ada", "timestamp": "2026-11-02T08:00:01Z", "type": "identify", "traits": {"plan": "pro"}},
                     {"userId": "ada", "timestamp": "2026-11-02T08:00:02Z", "event": "saved"}]
        figures = self.figures(*self.files(recording=recording), "--until", "2026-11-02T09:00:00Z")
        self.assertEqual((figures["users"], figures["campaigns"][0]["reach"]), (1, 1))

    def test_bad_input_is_said(self):
        files = self.files()
        broken = self.work / "broken.ndjson"
        broken.write_text('{"event":"a"}\nnot json\n[]\n\n{"event":"a","timestamp":"2026-11-02T08:00:00Z"}\n' + json.dumps(RECORDING[1]) + "\n")
        code, _, err = self.run_docent("simulate", *files[:2], "--events", broken)
        self.assertEqual(code, 1)
        for text in ("line 1: ", "line 2: not JSON", "line 3: ", "line 5: ", "4 lines were left out"):
            self.assertIn(text, err)
        for arguments, expected, text in (
            ([], 2, "--events"), (["--events", "nowhere", *files[:2]], 3, "nowhere"), (["--strategy", "nowhere", *files[2:]], 2, "nowhere"),
            ([*files, "--time-zone", "Mars/Base"], 2, "--time-zone"), ([*files, "--until", "later"], 2, "--until"),
            ([*files, "--threads", "0"], 2, "--threads"),
            ([*files, "--visible", "long"], 2, "--visible"), ([*files, "--trace", "nobody"], 3, "nobody"),
            (["--strategy", self.write("bad.json", {"schemaVersion": 1}), *files[2:]], 3, "missing-member"),
        ):
            code, out, err = self.run_docent("simulate", *arguments)
            self.assertEqual((code, out), (expected, ""), err)
            self.assertIn(text, err)


class Explain(Case):
    def test_says_what_stood_in_the_way(self):
        code, out, err = self.run_docent("explain", *self.files(), "--user", "bob", "--campaign", "tip", "--json")
        self.assertEqual(code, 0, err)
        explained = validate("explain", json.loads(out))
        mismatch = next(v for v in explained["verdicts"] if v["code"] == "TARGETING_MISMATCH")
        self.assertEqual(mismatch["values"], [None, "pro"])
        code, out, _ = self.run_docent("explain", *self.files(), "--user", "ada", "--at", "2026-11-02T08:00:03Z")
        self.assertEqual(code, 0)
        self.assertIn("DELAYED", out)
        self.assertIn("never (banner)", out)

    def test_errors(self):
        files = self.files()
        for arguments, expected in ((files, 2), ([*files, "--user", "nobody"], 3), ([*files, "--user", "bob", "--campaign", "nothing"], 3),
                                    ([*files, "--user", "bob", "--at", "noon"], 2)):
            code, out, err = self.run_docent("explain", *arguments)
            self.assertEqual((code, out), (expected, ""))
            self.assertTrue(err)


class TheTruth(Case):
    """docent send --clock events runs the real SDK; its decisions are those of the simulator, byte for byte."""

    def decisions(self, files, user, *options):
        simulated = self.run_docent("simulate", *files, "--trace", user, *options)
        data = self.work / f"data-{pathlib.Path(files[1]).stem}"
        real = self.run_docent("send", *files, "--user", user, "--clock", "events", "--decisions", "-", "--data-dir", data, *options)
        shutil.rmtree(data, ignore_errors=True)
        self.assertEqual((simulated[0], real[0]), (0, 0), simulated[2] + real[2])
        return simulated[1], real[1]

    def test_a_small_recording(self):
        for user in ("ada", "bob"):
            simulated, real = self.decisions(self.files(), user)
            self.assertEqual(simulated, real)
            for each in map(json.loads, simulated.splitlines()):
                self.assertEqual(each["user"], user)
                self.assertIsInstance(each["verdicts"], list)

    def test_the_sample_application(self):
        strategy = SOURCE / "examples" / "notes-terminal" / "strategy.json"
        rng = random.Random(7)
        names = ["text_edited", "text_edited", "document_saved", "style_applied", "export_opened", "export_done", "export_failed", "session_start",
                 "table_inserted", "print_opened"]
        at = datetime.datetime(2026, 11, 2, 8)
        recording = []
        for i in range(600):
            at += datetime.timedelta(seconds=rng.choice([1, 2, 5, 20, 600]))
            base = {"userId": "u", "timestamp": at.isoformat() + "Z"}
            recording.append({**base, "event": rng.choice(names), "properties": {"format": "cloud", "chars": 3},
                              "context": {"screen": rng.choice(["editor", "export"])}})
            if i % 9 == 0:
                recording.append({**base, "type": "context", "context": {"editing": rng.choice(["text", "table"])}})
        events = self.write("events.ndjson", recording)
        simulated, real = self.decisions(["--strategy", str(strategy), "--events", events], "u", "--app-version", "4.2.0", "--locale", "zh-CN")
        self.assertEqual(simulated, real)
        self.assertGreater(simulated.count("\n"), 10)

    def test_random_strategies_and_recordings(self):
        def compare(seed):
            strategy, recording = random_strategies.pair(seed)
            files = self.files(strategy, recording, str(seed))
            simulated, real = self.decisions(files, "u", "--time-zone", "Europe/Berlin")
            for file in (files[1], files[3]):
                os.unlink(file)
            return seed, simulated, real

        decisions = shown = 0
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for seed, simulated, real in pool.map(compare, range(OPTIONS.pairs)):
                self.assertEqual(simulated, real, f"seed {seed}")
                decisions += simulated.count("\n")
                shown += simulated.count('"presentation":')
        self.assertGreater(decisions, OPTIONS.pairs * 10, "the recordings lead to decisions")
        self.assertGreater(shown, OPTIONS.pairs * 2)
        print(f"{OPTIONS.pairs} pairs: {decisions} decisions, {shown} presentations, all alike")

    def test_usage(self):
        files = self.files()
        for arguments, text in (
            (["--decisions", "-"], "--clock"), (["--clock", "events"], "--decisions"), (["--clock", "wall", "--decisions", "-"], "--clock"),
            (["--clock", "events", "--decisions", "-"], "--data-dir"),
            (["--clock", "events", "--decisions", "-", "--data-dir", self.work / "d", "--endpoint", "https://example.com"], "--endpoint"),
            ([*files, "--clock", "events", "--decisions", "-", "--data-dir", self.work / "d"], "--user"),
        ):
            code, out, err = self.run_docent("send", *arguments)
            self.assertEqual((code, out), (2, ""), err)
            self.assertIn(text, err)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--docent", required=True)
    parser.add_argument("--pairs", type=int, default=1000)
    OPTIONS, rest = parser.parse_known_args()
    unittest.main(argv=[sys.argv[0], *rest])
