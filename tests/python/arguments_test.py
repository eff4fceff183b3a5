"""Arguments of wrong types and sizes: a clear error, nothing recorded, and nothing cut to size on the way into C."""

import datetime
import inspect
import sys
import unittest

import docent
from case import Case
from docent._arguments import to_ms

UTC = datetime.timezone.utc


class Arguments(Case):
    def refused(self, *calls):
        for error, call in calls:
            with self.assertRaises(error, msg=inspect.getsource(call).strip()) as raised:
                call()
            self.assertTrue(str(raised.exception))

    def test_numbers_are_not_cut_to_size(self):
        client = self.client(consent=docent.Consent.NONE)
        self.refused(
            (docent.InvalidArgument, lambda: client.set_consent(2**32 + 3)),
            (docent.InvalidArgument, lambda: client.set_consent(-1)),
            (docent.InvalidArgument, lambda: client.feedback("x", 2**32 + 5)),
            (docent.InvalidArgument, lambda: self.client(consent=2**32 + 3)),
            (docent.InvalidArgument, lambda: self.client(journal_bytes=2**64 + 2**20)),
        )
        self.assertEqual(client.consent, docent.Consent.NONE)

    def test_wrong_types(self):
        client = self.client()
        self.refused(
            (TypeError, lambda: client.track(7)),
            (TypeError, lambda: client.track(b"x")),
            (TypeError, lambda: client.track("x", ["a"])),
            (TypeError, lambda: client.track("x", "a")),
            (TypeError, lambda: client.track("x", 0)),
            (TypeError, lambda: client.track("x", {7: 1})),
            (TypeError, lambda: client.feedback("x", "5")),
            (TypeError, lambda: client.feedback(5)),
            (TypeError, lambda: client.metric("x", "5")),
            (TypeError, lambda: client.metric("x", None)),
            (TypeError, lambda: client.report("x", docent.Outcome.SHOWN)),
            (ValueError, lambda: client.report("x", "shown")),
            (ValueError, lambda: client.flush("durable")),
            (ValueError, lambda: client.erase(7)),
            (ValueError, lambda: client.capture("x", kind=9)),
            (TypeError, lambda: client.flush(timeout="1")),
            (TypeError, lambda: client.set_strategy(7.5j)),
            (TypeError, lambda: self.client(app="notes")),
            (TypeError, lambda: self.client(app=("notes", 4))),
            (TypeError, lambda: self.client(redact="password")),
            (TypeError, lambda: self.client(journal_bytes=1.5)),
            (TypeError, lambda: docent.Client(b"key")),
        )
        self.assertEqual(client.recorded(), [])

    def test_texts_and_numbers_that_cannot_be(self):
        client = self.client()
        loop = []
        loop.append(loop)
        early = datetime.datetime.min.replace(tzinfo=datetime.timezone(datetime.timedelta(hours=1)))  # before the calendar begins in UTC
        self.refused(
            (docent.InvalidText, lambda: client.track("\ud800")),
            (docent.InvalidText, lambda: client.track("x", {"\udfff": 1})),
            (docent.InvalidText, lambda: client.track("x", {"v": ["\ud800"]})),
            (docent.InvalidText, lambda: client.identify("\ud800")),
            (docent.InvalidText, lambda: client.feedback("\ud800")),
            (docent.InvalidText, lambda: client.feature_enabled("\ud800")),
            (docent.InvalidText, lambda: self.client(locale="\ud800")),
            (docent.InvalidNumber, lambda: client.metric("x", float("nan"))),
            (docent.InvalidNumber, lambda: client.metric("x", 10**400)),
            (docent.InvalidJson, lambda: client.track("x", {"v": loop})),
            (docent.InvalidJson, lambda: client.set_strategy({"v": float("nan")})),
            (docent.InvalidArgument, lambda: client.track("x", {"v": early})),
            (docent.InvalidArgument, lambda: client.explain("")),
            (docent.InvalidArgument, lambda: client.recommend("")),
            (docent.InvalidArgument, lambda: client.flush(timeout=float("nan"))),
        )
        self.assertEqual(client.recorded(), [])

    def test_durations_are_seconds_or_timedeltas(self):
        client = self.client(flush_interval=datetime.timedelta(minutes=1), session_timeout=90)
        client.flush(timeout=float("inf"))
        client.flush(timeout=datetime.timedelta(seconds=5))
        self.assertEqual([to_ms(s) for s in (-1, 0.0004, 0.25, 5_000_000)], [0, 0, 250, 2**32 - 1])

    def test_times_are_exact_to_the_millisecond(self):
        client = self.client()
        times = [datetime.datetime(2033, 5, 18, 3, 33, 20, n * 1000 + 999, UTC) for n in range(0, 1000, 7)]
        times.append(datetime.datetime.min.replace(tzinfo=UTC))
        for n, time in enumerate(times):
            client.track("x", {"n": n, "at": time})
        found = {event["properties"]["n"]: event["properties"]["at"] for event in client.recorded()}
        self.assertEqual(found, {n: time.isoformat(timespec="milliseconds").replace("+00:00", "Z") for n, time in enumerate(times)})

    def test_an_error_has_code_name_and_text(self):
        with self.assertRaises(docent.InvalidArgument) as raised:
            self.client(journal_bytes=3)
        self.assertEqual((raised.exception.code, raised.exception.name), (1, "DOCENT_INVALID"))
        self.assertRegex(str(raised.exception), "^journal_bytes: ")
        with self.assertRaisesRegex(docent.InvalidArgument, "http"):
            self.client(endpoint="http://example.com")

    def test_values_of_a_later_library_are_kept(self):
        from docent.errors import error_of

        unknown = error_of(99, "from the future")
        self.assertEqual((type(unknown), unknown.code, str(unknown)), (docent.DocentError, 99, "from the future"))
        self.assertEqual((int(docent.Delivery(42)), docent.Delivery(42).name), (42, "UNKNOWN_42"))

    def test_every_call_on_a_closed_client_says_so(self):
        client = self.client()
        client.close()
        arguments = {
            "alias": ["a"], "capture": ["x"], "do_not_disturb": [None], "erase": [], "explain": [], "feedback": ["x"], "flush": [],
            "group": ["g"], "identify": ["u"],
            "interact": ["click", "save"], "launch": ["c"], "lower_frequency": ["tip", 1, 60], "preview": ["c"], "set_app_state": [{"modal": True}],
            "ledger": [], "metric": ["m", 1.0], "on_wakeup": [None], "recommend": ["home"], "recorded": [], "report_error": ["E"], "reset": [],
            "screen": ["s"], "set_consent": [docent.Consent.ALL], "set_context": [{"a": 1}], "set_foreground": [True], "set_strategy": [{}],
            "set_super_properties": [{"a": 1}], "stats": [], "timer_cancel": ["t"], "timer_start": ["t"], "timer_stop": ["t"], "track": ["x"],
            "wakeup_fd": [],
        }
        for name, given in arguments.items():
            with self.assertRaises(docent.Closed, msg=name):
                getattr(client, name)(*given)
        answers = {"answer": [], "close": [], "feature_enabled": ["x"], "poll": [], "presentations": [], "report": [], "timed": []}
        methods = {name for name, _ in inspect.getmembers(docent.Client, inspect.isfunction) if not name.startswith("_")}
        self.assertEqual(methods, set(arguments) | set(answers), "a method without a test")
        self.assertTrue(client.feature_enabled("x"))
        self.assertIsNone(client.poll())
        self.assertEqual(list(client.presentations()), [])
        self.assertEqual(client.consent, docent.Consent.UNKNOWN)
        with self.assertRaises(docent.Closed), client.timed("x"):
            pass


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
