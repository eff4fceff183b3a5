"""The Python binding as its users meet it: values, errors, threads, fork, guidance, consent. callbacks_test.py has what the worker calls."""

import datetime
import gc
import os
import pathlib
import select
import signal
import subprocess
import sys
import textwrap
import threading
import time
import unittest

import docent
from case import STRATEGY, Case


class Values(Case):
    def test_every_type_arrives(self):
        client = self.client()
        when = datetime.datetime(2026, 11, 23, 8, 0, 0, 500000, tzinfo=datetime.timezone.utc)
        sent = {"s": "Grüße\0文", "i": -(2**63), "f": 1.5, "b": False, "n": None, "l": [1, "a", None], "t": (1, 2), "d": {"k": [True]}, "w": when}
        client.track("x", sent)
        found = client.recorded()[0]["properties"]
        self.assertEqual(found, {**sent, "t": [1, 2], "w": "2026-11-23T08:00:00.500Z"})

    def test_values_that_cannot_be(self):
        client = self.client()
        for value, error in [
            (float("nan"), docent.InvalidNumber),
            (2**63, docent.InvalidNumber),
            ("\ud800", docent.InvalidText),
            ([float("inf")], docent.InvalidJson),
            ({"k": {1, 2}}, TypeError),
            (b"bytes", TypeError),
            (object(), TypeError),
            ("x" * 40_000, docent.TooLarge),
        ]:
            with self.assertRaises(error, msg=repr(value)[:40]):
                client.track("x", {"v": value})
        nested = []
        for _ in range(100_000):
            nested = [nested]
        with self.assertRaises(docent.InvalidJson):
            client.track("x", {"v": nested})
        with self.assertRaises(docent.TooLarge):
            client.track("x", {str(n): n for n in range(256)})
        with self.assertRaises(TypeError):
            client.track(7)
        self.assertEqual(client.recorded(), [])

    def test_capture_is_the_long_form(self):
        client = self.client()
        when = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)
        client.capture("import", {"n": 1}, message_id="m-1", user_id="other", timestamp=when, critical=True)
        client.capture("home", kind=docent.EventKind.SCREEN)
        events = {event["messageId"]: event for event in client.recorded()}
        self.assertEqual(events["m-1"]["timestamp"], "2026-01-02T03:04:05.000Z")
        self.assertEqual(events["m-1"]["userId"], "other")
        self.assertIn("screen", [event["type"] for event in events.values()])

    def test_timers_metrics_and_errors(self):
        client = self.client()
        with client.timed("loaded", {"file": "a"}):
            pass
        with self.assertRaises(ZeroDivisionError), client.timed("failed"):
            1 / 0
        with self.assertRaises(docent.NotFound):
            client.timer_cancel("failed")
        client.metric("memory", 12.5, "MB")
        client.report_error("E1", properties={"where": "save"})
        events = {event["event"]: event["properties"] for event in client.recorded()}
        self.assertEqual(set(events), {"loaded", "metric_recorded", "error_reported"})
        self.assertGreaterEqual(events["loaded"]["durationMs"], 0)
        self.assertEqual(events["error_reported"]["where"], "save")


class Life(Case):
    def test_a_closed_client_says_so(self):
        client = self.client()
        self.assertTrue(client.close())
        self.assertTrue(client.close())
        for call in (lambda: client.track("x"), lambda: client.flush(), lambda: client.recorded(), lambda: client.stats(), lambda: client.explain()):
            with self.assertRaises(docent.Closed):
                call()
        self.assertIsNone(client.poll())

    def test_events_stay_when_close_cannot_deliver(self):
        with self.client(endpoint="http://127.0.0.1:9") as client:
            client.track("x")
            self.assertFalse(client.close(0.2))
        self.assertEqual(self.client().recorded()[0]["event"], "x")

    def test_options_that_cannot_be(self):
        for options in [{"endpoint": "ftp://x"}, {"endpoint": "http://example.com"}, {"journal_bytes": 3}, {"consent": 64}, {"strategy": "{"},
                        {"flush_interval": 0.0001}, {"max_disk_bytes": -1}]:
            with self.assertRaises(docent.DocentError, msg=str(options)) as raised:
                self.client(**options)
            self.assertTrue(str(raised.exception))
        for key in ("", "a:b", "ä"):
            with self.assertRaises(docent.InvalidArgument):
                docent.Client(key, data_dir=self.folder)
        path = os.path.join(self.folder, "file")
        pathlib.Path(path).touch()
        with self.assertRaises(docent.DocentError):
            self.client(data_dir=path)
        self.assertIsInstance(docent.StorageError(), OSError)

    def test_the_data_directory_belongs_to_one_client(self):
        self.client()
        with self.assertRaises(docent.Busy):
            self.client()

    def test_a_forked_child_is_closed(self):
        client = self.client()
        child = os.fork()
        if child == 0:
            try:
                client.track("x")
            except docent.Closed:
                os._exit(7)
            os._exit(1)
        self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), 7)
        client.track("parent")
        self.assertEqual([event["event"] for event in client.recorded()], ["parent"])

    def test_threads_may_share_a_client(self):
        client = self.client()
        threads = [threading.Thread(target=lambda n=n: [client.track("x", {"n": n, "i": i}) for i in range(500)]) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        client.flush()
        self.assertEqual(client.stats().accepted, 2000)

    def test_a_kill_loses_nothing(self):
        program = "import docent, os, signal; c = docent.Client('test', data_dir=%r, consent=docent.Consent.ALL, sessions=False)\n" % self.folder
        program += "[c.track('x', {'n': n}) for n in range(100)]; os.kill(os.getpid(), signal.SIGKILL)"
        self.assertEqual(subprocess.run([sys.executable, "-c", program]).returncode, -signal.SIGKILL)
        found = sorted(event["properties"]["n"] for event in self.client().recorded())
        self.assertEqual(found, list(range(100)))

    def test_an_interpreter_that_ends_without_close_ends_well(self):
        program = f"""
            import docent
            c = docent.Client("test", data_dir={self.folder!r}, consent=docent.Consent.ALL, sessions=False, before_send=lambda e: e)
            c.on_wakeup(lambda: print("woken"))
            for n in range(2000):
                c.track("x")
        """
        run = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, timeout=60)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertEqual(self.client().stats().accepted, 2000)


class Guidance(Case):
    def tip(self, client):
        fd = client.wakeup_fd()
        client.track("go")
        self.assertTrue(select.select([fd], [], [], 5)[0])
        return client.poll()

    def test_outcomes_are_recorded(self):
        client = self.client(strategy=STRATEGY)
        tip = self.tip(client)
        client.report(tip, docent.Outcome.SHOWN)
        client.report(tip, docent.Outcome.INTERACTED, "try")
        del tip
        gc.collect()
        names = [event["event"] for event in client.recorded()]
        self.assertEqual(sorted(names), ["campaign_interacted", "campaign_offered", "campaign_shown", "go"])

    def test_recommendations_are_a_sequence(self):
        client = self.client(strategy=STRATEGY)
        found = client.recommend("home")
        self.assertEqual(found.campaign, "rec")
        self.assertEqual([item.feature for item in found], ["export"])
        self.assertEqual((found[-1].title, found[0].score, len(found[0:5])), ("Export", 2.0, 1))
        with self.assertRaises(IndexError):
            found[1]
        client.report(found[0], docent.Outcome.SHOWN)
        self.assertEqual(client.recorded()[0]["event"], "recommendation_shown")
        with self.assertRaises(docent.NotFound):
            client.recommend("elsewhere")

    def test_strategies_are_installed_and_refused(self):
        client = self.client()
        client.set_strategy({**STRATEGY, "version": 7})
        client.ledger()  # statistics are those of the turn before an answer
        self.assertEqual(client.stats().strategy_version, 7)
        with self.assertRaisesRegex(docent.InvalidArgument, "/campaigns/0"):
            client.set_strategy({**STRATEGY, "campaigns": [{"id": "x"}]})
        self.assertEqual([verdict["campaign"] for verdict in client.explain()], ["tip", "rec"])
        with self.assertRaises(docent.NotFound):
            client.explain("nobody")
        self.assertTrue(client.feature_enabled("anything"))


class Privacy(Case):
    def test_consent_is_a_flag(self):
        client = self.client(consent=None)
        self.assertEqual(client.consent, docent.Consent.UNKNOWN)
        client.set_consent(docent.Consent.GUIDANCE)
        self.assertEqual(client.consent, docent.Consent.GUIDANCE)
        client.set_consent(docent.Consent.NONE)
        with self.assertRaises(docent.NoConsent):
            client.track("x")
        with self.assertRaises(docent.InvalidArgument):
            client.set_consent(64)

    def test_erase_starts_anew(self):
        client = self.client()
        client.identify("someone")
        client.track("x")
        before = client.recorded()[0]["anonymousId"]
        client.erase()
        client.track("y")
        after = client.recorded()
        self.assertEqual([event["event"] for event in after], ["y"])
        self.assertNotEqual(after[0]["anonymousId"], before)
        self.assertNotIn("userId", after[0])

    def test_session_and_identity_calls(self):
        client = self.client(sessions=True, session_timeout=1)
        client.set_foreground(False)
        client.set_foreground(True)
        client.group("org")
        client.alias("me")
        client.reset()
        client.set_super_properties({"edition": "pro"})
        client.set_context({"editing": "text"})
        client.screen("home")
        kinds = {event["type"] for event in client.recorded()}
        self.assertTrue({"group", "alias", "screen"} <= kinds, kinds)


class Durability(Case):
    def test_durable_lag_ends(self):
        client = self.client()
        client.track("x")
        client.flush(docent.Flush.DURABLE, 5)
        self.assertEqual(client.stats().durable_lag_ms, 0)
        begin = time.monotonic()
        with self.assertRaises(docent.Unavailable):
            client.flush(docent.Flush.DELIVERED, 5)
        self.assertLess(time.monotonic() - begin, 4)


class Campaigns(Case):
    """Each call of the six kinds of campaign once; tests/conformance has what they mean."""

    def setUp(self):
        super().setUp()
        question = {"id": "q", "type": "nps", "text": {"en": "Likely?"}}
        tour = {"id": "tour", "type": "tour", "steps": [{"id": "one", "text": {"en": "1"}}, {"id": "two", "text": {"en": "2"}}]}
        survey = {"id": "survey", "type": "survey", "questions": [question, {"id": "r", "type": "open", "optional": True, "text": {"en": "Why?"}}]}
        policies = {"frequency": {"suppressWhen": {"var": "app.modal"}}, "user": {"userMayLower": ["tip"]}}
        self.strategy = {**STRATEGY, "policies": policies, "campaigns": [*STRATEGY["campaigns"], tour, survey]}

    def settled(self, client):
        for _ in range(2):
            client.explain()
        return client.poll()

    def test_a_tour_is_launched_updated_and_withdrawn(self):
        client = self.client(strategy=self.strategy)
        client.launch("tour")
        shown = self.settled(client)
        self.assertEqual((shown.change, shown.step, shown.is_preview), (docent.Change.SHOW, "one", False))
        client.report(shown, docent.Outcome.SHOWN)
        client.report(shown, docent.Outcome.ADVANCED, "next")
        update = self.settled(client)
        self.assertEqual((update.change, update.step, update.id), (docent.Change.UPDATE, "two", shown.id))
        client.reset()
        gone = self.settled(client)
        self.assertEqual((gone.change, gone.id, gone.title), (docent.Change.WITHDRAW, shown.id, ""))
        for wrong in ("", "x" * 129):
            with self.assertRaises(docent.InvalidArgument):
                client.launch(wrong)
        with self.assertRaises(docent.InvalidText):
            client.launch("\ud800")
        with self.assertRaises(TypeError):
            client.launch(None)

    def test_answers(self):
        client = self.client(strategy=self.strategy)
        client.launch("survey")
        survey = self.settled(client)
        for answer, error in [(11, docent.InvalidArgument), ("3", docent.InvalidArgument), (None, docent.InvalidArgument),
                              (2**70, docent.DocentError), (float("nan"), docent.InvalidJson), ("x" * 30_000, docent.TooLarge),
                              ("\ud800", docent.InvalidText), (object(), TypeError)]:
            with self.assertRaises(error, msg=repr(answer)[:40]):
                client.answer(survey, "q", answer)
        with self.assertRaises(docent.NotFound):
            client.answer(survey, "p", 3)
        self.assertEqual(client.answer(survey, "q", 3), "r")
        self.assertEqual(client.answer(survey, "r", None), "")
        self.assertIn("survey_response", [event["event"] for event in client.recorded()])

    def test_a_preview_counts_nothing(self):
        client = self.client(strategy=self.strategy)
        client.preview("tip")
        self.assertTrue(client.poll().is_preview)
        self.assertEqual(client.recorded(), [])
        for campaign, variant, error in [("nobody", "", docent.NotFound), ("tip", "v", docent.NotFound), ("rec", "", docent.InvalidArgument)]:
            with self.assertRaises(error) as raised:
                client.preview(campaign, variant)
            self.assertTrue(str(raised.exception))

    def test_what_the_application_and_the_user_want(self):
        client = self.client(strategy=self.strategy)
        until = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=1)
        client.set_app_state({"modal": True})
        client.do_not_disturb(until)
        client.lower_frequency("tip", 0, datetime.timedelta(days=1))
        client.track("go")
        self.assertIsNone(self.settled(client))
        client.set_app_state({"modal": None})
        client.do_not_disturb(None)
        self.assertIsNone(self.settled(client))
        client.lower_frequency("tip", 0, 0)
        self.assertEqual(self.settled(client).campaign, "tip")
        for call in (lambda: client.set_app_state({"name": 1}), lambda: client.lower_frequency("tour", 1, 1),
                     lambda: client.lower_frequency("tip", 1_001, 1)):
            with self.assertRaises(docent.InvalidArgument):
                call()
        for call in (lambda: client.set_app_state(3), lambda: client.do_not_disturb(3), lambda: client.lower_frequency(3, 1, 1)):
            with self.assertRaises(TypeError):
                call()

    def test_interactions_become_signals(self):
        client = self.client(strategy=self.strategy)
        for _ in range(4):
            client.interact("click", "save", {"role": "button"})
        self.assertIn("rage_click", [event["event"] for event in client.recorded()])
        with self.assertRaises(docent.InvalidArgument):
            client.interact("click", "")

    def test_decisions_are_traced(self):
        decisions = []
        client = self.client(strategy=self.strategy, decision_trace=decisions.append)
        client.track("go")
        self.assertIsNotNone(self.settled(client))
        client.close()
        self.assertEqual([(d["campaign"], d["verdicts"][0]["code"]) for d in decisions], [("tip", "SHOWN")])
        self.assertNotIn("id", decisions[0]["presentation"])

    def test_after_close(self):
        client = self.client(strategy=self.strategy)
        client.launch("survey")
        survey = self.settled(client)
        client.close()
        for call in (lambda: client.launch("tip"), lambda: client.preview("tip"), lambda: client.answer(survey, "q", 3),
                     lambda: client.set_app_state({"x": 1}),
                     lambda: client.do_not_disturb(None), lambda: client.lower_frequency("tip", 1, 1), lambda: client.interact("click", "save")):
            with self.assertRaises(docent.Closed):
                call()


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
