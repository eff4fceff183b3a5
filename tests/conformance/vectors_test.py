"""Runs the vectors of this folder through the Python binding. usage: vectors_test.py (with DOCENT_LIBRARY and PYTHONPATH set by ctest)"""

import datetime
import json
import os
import pathlib
import select
import shutil
import sys
import tempfile
import time
import unittest

import docent

HERE = pathlib.Path(__file__).parent
CONSENT = {
    "all": docent.Consent.ALL,
    "analytics": docent.Consent.ANALYTICS,
    "guidance": docent.Consent.GUIDANCE,
    "none": docent.Consent.NONE,
    "unknown": docent.Consent.UNKNOWN,
    "stored": None,
}
PATIENCE = 10  # seconds
MEMORY = "/dev/shm" if os.path.isdir("/dev/shm") else None  # a sync of a real disk takes longer than a case


def decoded(value):
    """What JSON can't say."""
    if isinstance(value, list):
        return [decoded(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "$double" in value:
        return float(value["$double"])
    if "$repeat" in value:
        return value["$repeat"][0] * value["$repeat"][1]
    if "$surrogate" in value:
        return "\ud800"
    if "$properties" in value:
        return {f"p{n}": n for n in range(value["$properties"])}
    if "$nested" in value:
        nested = []
        for _ in range(value["$nested"] - 1):
            nested = [nested]
        return nested
    return {key: decoded(item) for key, item in value.items()}


def contains(found, wanted):
    """Every member of `wanted` is in `found`; lists have as many items."""
    if isinstance(found, (docent.Action, docent.Recommendation)):
        return all(contains(getattr(found, key), item) for key, item in wanted.items())
    if isinstance(wanted, dict) and isinstance(found, dict):
        return all(key in found and contains(found[key], item) for key, item in wanted.items())
    if isinstance(wanted, list) and isinstance(found, (list, tuple)):
        return len(found) == len(wanted) and all(map(contains, found, wanted))
    return found == wanted


class Run:
    def __init__(self, test, case):
        self.test, self.case, self.folder = test, case, tempfile.mkdtemp(prefix="docent-vector-", dir=MEMORY)
        self.strategy = case.get("strategy")
        self.list = None
        self.handed_out = []
        self.open()

    def open(self):
        options = dict(self.case.get("options", {}))
        options["consent"] = CONSENT[options.get("consent", "all")]
        if self.strategy is not None:
            options["strategy"] = self.strategy
        self.client = docent.Client("vectors", data_dir=self.folder, **options)
        self.bell = self.client.wakeup_fd()

    def close(self):
        self.client.close()
        shutil.rmtree(self.folder)

    def step(self, step):
        kind = next(iter(step))
        getattr(self, "step_" + kind)(step)

    def step_call(self, step):
        arguments = decoded(step["args"])
        if step["call"] == "set_consent":
            arguments = [CONSENT[arguments[0]]]
        if step["call"] == "erase":
            arguments = [docent.Erase[arguments[0].upper()]]
        if step["call"] == "do_not_disturb" and arguments[0] is not None:
            arguments = [datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=arguments[0])]
        for _ in range(step.get("times", 1)):
            self.attempt(step, lambda: getattr(self.client, step["call"])(*arguments))

    def attempt(self, step, action):
        if "error" not in step:
            return action()
        with self.test.assertRaises(docent.DocentError, msg=str(step)) as raised:
            action()
        self.test.assertEqual(raised.exception.name, step["error"], str(step)[:200])
        return None

    def step_presentation(self, step):
        end = time.monotonic() + PATIENCE
        while (found := self.client.poll()) is None and time.monotonic() < end:
            if select.select([self.bell], [], [], end - time.monotonic())[0]:
                os.read(self.bell, 4096)
        self.test.assertIsNotNone(found, f"nothing to show; {self.client.explain()}")
        wanted = {"change": "show", "is_preview": False, **step["presentation"]}
        self.test.assertEqual(found.change.name.lower(), wanted.pop("change"), found)
        for key, value in wanted.items():
            self.test.assertTrue(contains(getattr(found, key), value), f"{key}: {getattr(found, key)!r}, not {value!r}")
        if found.change != docent.Change.WITHDRAW:
            self.handed_out.append(found)

    def latest(self, step):
        """The latest that was handed out, or the latest of the campaign that the step names; what was taken away stays it."""
        return next(p for p in reversed(self.handed_out) if p.campaign == step.get("of", p.campaign))

    def settle(self):
        """An answer comes after everything recorded before the question; what that leaves to a timer that is due has been decided before the next."""
        for _ in range(2):
            self.client.explain()

    def step_nothing(self, _):
        self.settle()
        self.test.assertIsNone(self.client.poll())

    def step_report(self, step):
        self.attempt(step, lambda: self.client.report(self.latest(step), docent.Outcome[step["report"].upper()], decoded(step.get("detail", ""))))

    def step_answer(self, step):
        following = self.attempt(step, lambda: self.client.answer(self.latest(step), decoded(step["answer"]), decoded(step.get("value"))))
        if following is not None and "next" in step:
            self.test.assertEqual(following, step["next"])

    def step_recommendations(self, step):
        found = self.attempt(step, lambda: self.client.recommend(step["recommendations"]))
        if found is None:
            return
        self.test.assertEqual([item.feature for item in found], step["features"])
        self.test.assertTrue(contains(list(found), step.get("items", [{}] * len(found))), list(found))
        self.test.assertEqual(found.campaign, step.get("campaign", found.campaign))
        self.list = found

    def step_report_recommendation(self, step):
        item = self.list[step["report_recommendation"]]
        self.attempt(step, lambda: self.client.report(item, docent.Outcome[step["outcome"].upper()]))

    def step_explain(self, step):
        found = self.attempt(step, lambda: self.client.explain(step["explain"]))
        if found is not None:
            wanted = step.get("verdicts") or [{"code": code} for code in step["codes"]]
            self.test.assertTrue(contains(found["verdicts"], wanted), found)

    def step_consent(self, step):
        self.test.assertEqual(self.client.consent, CONSENT[step["consent"]])

    def step_wait_ms(self, step):
        time.sleep(step["wait_ms"] / 1000)

    def step_feature(self, step):
        self.settle()
        self.test.assertEqual(self.client.feature_enabled(step["feature"]), step["enabled"])

    def step_recorded(self, step):
        wanted = step["recorded"]
        events = self.client.recorded()
        found = list(reversed(events[: len(wanted)])) if wanted else events
        self.test.assertEqual(len(found), len(wanted), found)
        for event, members in zip(found, wanted):
            self.test.assertTrue(contains(event, members), f"{event} has not {members}")

    def step_happened(self, step):
        events = self.client.recorded()
        self.test.assertEqual(sum(contains(event, step["happened"]) for event in events), step.get("times", 1), events)

    def step_ledger(self, step):
        ledger = self.client.ledger()
        self.test.assertTrue(contains(ledger, step["ledger"]), ledger)

    def step_restart(self, _):
        self.client.close()
        self.open()


class Vectors(unittest.TestCase):
    def run_case(self, case):
        run = Run(self, case)
        self.addCleanup(run.close)
        for number, step in enumerate(case["steps"], 1):
            with self.subTest(step=number):
                run.step(step)


def add_cases():
    count = 0
    for file in sorted((HERE / "vectors").glob("*.json")):
        for case in json.loads(file.read_text(encoding="utf-8")):
            if "steps" not in case:
                break  # of rule_vectors_test.py
            name = f"test_{file.stem}_{case['name'].replace(' ', '_')}"
            if hasattr(Vectors, name):
                sys.exit(f"{file}: two cases are called {case['name']!r}")
            setattr(Vectors, name, lambda self, case=case: self.run_case(case))
            count += 1
    return count


if __name__ == "__main__":
    print(f"{add_cases()} vectors")
    unittest.main(verbosity=2)
