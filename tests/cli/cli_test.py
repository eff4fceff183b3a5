"""The docent command as its users meet it, good input and bad; everything printed for machines is held to docs/cli.

usage: cli_test.py --docent BIN --server BIN     exit code 77 (skipped) without python3-jsonschema
"""

import contextlib
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "integration"))
import rig  # noqa: E402

try:
    import jsonschema
except ImportError:
    rig.skip("python3-jsonschema is not installed (scripts/setup test)")

DOCS = pathlib.Path(__file__).parents[2] / "docs" / "cli"
OPTIONS = None


def validate(schema, text):
    loaded = json.loads((DOCS / f"{schema}.schema.json").read_text(encoding="utf-8"))
    store = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in DOCS.glob("*.schema.json")}
    resolver = jsonschema.RefResolver(base_uri="", referrer=loaded, store=store)
    value = json.loads(text)
    jsonschema.Draft202012Validator(loaded, resolver=resolver).validate(value)
    return value


class Case(unittest.TestCase):
    def setUp(self):
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="docent-cli-"))
        self.addCleanup(shutil.rmtree, self.work, ignore_errors=True)
        self.data = self.work / "data"

    def server(self):
        server = rig.Server(OPTIONS.server, self.work / "server").start()
        self.addCleanup(server.stop)
        return server

    def run_docent(self, *arguments, stdin=b"", timeout=60):
        stdin = stdin.encode() if isinstance(stdin, str) else stdin
        run = subprocess.run([OPTIONS.docent, *map(str, arguments)], input=stdin, capture_output=True, timeout=timeout)
        return run.returncode, run.stdout.decode(errors="replace"), run.stderr.decode(errors="replace")

    def send(self, *arguments, stdin=b"", endpoint="", data=None):
        return self.run_docent("send", "--endpoint", endpoint, "--write-key", rig.KEY, "--data-dir", data or self.data, *arguments, stdin=stdin)

    def start_send(self, *arguments):
        command = [OPTIONS.docent, "send", "--write-key", rig.KEY, "--data-dir", str(self.data), *arguments]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(self.end, process)
        return process

    @staticmethod
    def end(process):
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            with contextlib.suppress(BrokenPipeError):
                stream.close()

    def inspect(self):
        code, out, err = self.run_docent("inspect", self.data)
        self.assertEqual(code, 0, err)
        return validate("inspect", out)


class Usage(Case):
    def test_help_and_version(self):
        for words in (["--help"], ["send", "--help"], ["inspect", "--help"], ["eval", "--help"], ["lint", "--help"]):
            code, out, err = self.run_docent(*words)
            self.assertEqual((code, err), (0, ""), words)
            self.assertTrue(out.startswith("usage: docent"), out)
            self.assertLessEqual(max(map(len, out.splitlines())), 105, words)
        self.assertRegex(self.run_docent("--version")[1], r"^docent \d+\.\d+\.\d+\n$")

    def test_output_that_cannot_be_written_is_an_error(self):
        line = b'{"rule": 1}\n'
        for words, stdin in [(["eval"], line), (["lint", Lint.BASE], b""), (["send", "--help"], b"")]:
            with open("/dev/full", "wb") as full:
                run = subprocess.run([OPTIONS.docent, *words], input=stdin, stdout=full, stderr=subprocess.PIPE, timeout=60)
            self.assertEqual((run.returncode, run.stderr.decode()),
                             (1, f"docent {words[0]}: standard output could not be written to its end\n"))

    def test_wrong_usage_says_what_is_wrong(self):
        for words, part in [
            ([], "command is missing"),
            (["sned"], 'unknown command "sned"'),
            (["send", "--data-dri", "x"], "did you mean --data-dir?"),
            (["send", "--ack=1"], "takes no value"),
            (["send", "--write-key"], "needs a value"),
            (["send", "stray"], 'unexpected argument "stray"'),
            (["send"], "--write-key"),
            (["send", "--write-key", "k"], "--data-dir"),
            (["send", "--write-key", "a:b", "--data-dir", "x"], "--write-key"),
            (["send", "--write-key", "k", "--data-dir", "x", "--consent", "maybe"], "granted, denied or unknown"),
            (["send", "--write-key", "k", "--data-dir", "x", "--rate", "0"], "--rate"),
            (["send", "--write-key", "k", "--data-dir", "x", "--rate", "ten"], "--rate"),
            (["send", "--write-key", "k", "--data-dir", "x", "--timeout", "-1"], "--timeout"),
            (["send", "--write-key", "k", "--data-dir", "x", "--journal-bytes", "3"], "power of two"),
            (["send", "--write-key", "k", "--data-dir", "x", "--strategy", "nowhere.json"], "nowhere.json"),
            (["inspect"], "DIR is missing"),
            (["eval", "rule"], "unexpected argument"),
            (["lint", "--json"], "STRATEGY is missing"),
        ]:
            code, out, err = self.run_docent(*words)
            self.assertEqual((code, out), (2, ""), (words, err))
            self.assertIn(part, err, words)
        self.assertFalse(pathlib.Path("x").exists())


class Lint(Case):
    BASE = pathlib.Path(__file__).parents[1] / "unit" / "guidance" / "lint_base.json"

    def test_findings_for_people_and_as_json(self):
        self.assertEqual(self.run_docent("lint", self.BASE), (0, "0 errors, 0 warnings\n", ""))
        wrong = self.BASE.read_text(encoding="utf-8").replace('"PT10M"', '"10 minutes"', 1)
        code, out, err = self.run_docent("lint", self.BASE, "-", stdin=wrong)
        self.assertEqual((code, err), (1, ""))
        self.assertRegex(out, r"(?s)^-:\d+: error: .*\[duration\] /policies/frequency/cooldown\n  remedy: .*\n1 errors, 0 warnings\n$")
        code, out, err = self.run_docent("lint", "--json", self.BASE, "-", stdin=wrong)
        self.assertEqual((code, err), (1, ""))
        clean, found = [validate("lint", line) for line in out.splitlines()]
        self.assertEqual((clean["errors"], clean["warnings"], clean["findings"]), (0, 0, []))
        self.assertEqual([f["rule"] for f in found["findings"]], ["duration"])

    def test_warnings_are_no_failure_and_a_missing_file_is(self):
        warned = self.BASE.read_text(encoding="utf-8").replace('"percentage": 5', '"percentage": 100', 1)
        code, out, err = self.run_docent("lint", "-", stdin=warned)
        self.assertEqual((code, err), (0, ""))
        self.assertTrue(out.endswith("0 errors, 1 warnings\n"), out)
        code, out, err = self.run_docent("lint", self.work / "nowhere.json")
        self.assertEqual(code, 1)
        self.assertIn("can't be read", err)
        self.assertEqual(validate("lint", self.run_docent("lint", "--json", "-", stdin="{")[1])["findings"][0]["rule"], "json")


class Send(Case):
    def test_every_type_of_event_arrives_as_sent(self):
        server = self.server()
        lines = [
            {"event": "saved", "properties": {"n": 1, "f": 1.5, "b": True, "z": None, "l": [1, {"x": "ü"}], "s": "nul\0and\ttab"}},
            {"type": "track", "event": "other", "messageId": "my-id", "timestamp": "2026-01-02T03:04:05+01:00", "userId": "u-2"},
            {"type": "screen", "name": "editor"},
            {"type": "page", "name": "home"},
            {"type": "identify", "userId": "u-1", "traits": {"plan": "pro"}},
            {"type": "group", "groupId": "g-1", "traits": {"size": 2}},
            {"type": "alias", "userId": "u-3"},
        ]
        code, out, err = self.send("--flush", "--ack", endpoint=server.url, stdin="\r\n".join(map(json.dumps, lines)))
        self.assertEqual((code, err), (0, ""))
        *acknowledged, ledger = out.splitlines()
        self.assertEqual(acknowledged, [str(n) for n in range(1, 8)])
        self.assertEqual(validate("ledger", ledger), {"accepted": 7, "delivered": 7, "pending": 0, "dropped": {}})
        stored = [rig.event_of(row) for row in server.export()]
        by_type = {event["type"]: event for event in stored}
        saved = next(event for event in stored if event.get("event") == "saved")
        self.assertEqual(saved["properties"], lines[0]["properties"])
        other = next(event for event in stored if event["messageId"] == "my-id")
        self.assertEqual((other["timestamp"], other["userId"]), ("2026-01-02T02:04:05.000Z", "u-2"))
        self.assertEqual(by_type["identify"]["traits"], {"plan": "pro"})
        self.assertEqual(by_type["group"]["groupId"], "g-1")
        self.assertTrue({"screen", "page", "alias"} <= set(by_type))

    def test_bad_lines_are_named_counted_and_skipped(self):
        lines = [
            (b'{"event":"good"}', None),
            (b"{", "not JSON"),
            (b"[1]", "must be a JSON object"),
            (b'{"properties":{}}', '"event" is missing'),
            (b'{"event":5}', "must be strings"),
            (b'{"event":"x","properties":[]}', '"properties" must be an object'),
            (b'{"type":"wish","event":"x"}', 'unknown type "wish"'),
            (b'{"type":"identify"}', '"userId" is missing'),
            (b'{"event":"x","timestamp":"yesterday"}', "RFC 3339"),
            (b'{"event":"x","properties":{"a":"\xff"}}', "not JSON"),
            (b'{"event":"session_start"}', "DOCENT_RESERVED_NAME"),
            (b'{"event":"' + b"n" * 200 + b'"}', "DOCENT_INVALID"),
            (b'{"event":"x","properties":{"a":"' + b"b" * 40_000 + b'"}}', "DOCENT_TOO_LARGE"),
            (b'{"event":"x","messageId":"' + b"i" * 200 + b'"}', "DOCENT_"),
            (b'{"event":"x","properties":{"a":"' + b"b" * 10_000_000 + b'"}}', "longer than 1 MiB"),
            (b"", None),
            (b'{"event":"the last line has no end"}', None),
        ]
        code, out, err = self.send("--ack", stdin=b"\n".join(line for line, _ in lines))
        self.assertEqual(code, 1)
        self.assertEqual(out.split(), ["1", "17"])
        reports = err.splitlines()
        wanted = [(number, part) for number, (_, part) in enumerate(lines, 1) if part]
        self.assertEqual(len(reports), len(wanted) + 1, err[:3000])
        for report, (number, part) in zip(reports, wanted):
            self.assertTrue(report.startswith(f"docent send: line {number}: "), report)
            self.assertIn(part, report)
        self.assertEqual(reports[-1], f"docent send: {len(wanted)} of 17 lines were refused")
        self.assertEqual(self.inspect()["ledger"]["accepted"], 2)

    def test_an_empty_input_is_fine(self):
        self.assertEqual(self.send(), (0, "", ""))
        self.assertEqual(self.inspect()["ledger"]["accepted"], 0)

    def test_consent_decides(self):
        server = self.server()
        code, _, err = self.send("--consent", "denied", stdin='{"event":"x"}', endpoint=server.url)
        self.assertEqual(code, 1)
        self.assertIn("line 1: DOCENT_NO_CONSENT", err)
        code, out, err = self.send("--consent", "unknown", "--flush", "--timeout", "1", stdin='{"event":"held"}', endpoint=server.url)
        self.assertEqual(code, 4, err)
        self.assertIn("DOCENT_NO_CONSENT", err)
        self.assertEqual(validate("ledger", out)["pending"], 1)
        self.assertEqual(self.inspect()["consent"], "unknown")
        code, out, err = self.send("--flush", endpoint=server.url)
        self.assertEqual((code, validate("ledger", out)["delivered"]), (0, 1), err)

    def test_without_a_backend_nothing_is_lost_and_the_next_run_delivers(self):
        code, out, err = self.send("--flush", "--timeout", "1", stdin='{"event":"a"}\n{"event":"b"}', endpoint="http://127.0.0.1:9")
        self.assertEqual(code, 4)
        self.assertIn("not everything was delivered", err)
        self.assertEqual(validate("ledger", out)["pending"], 2)
        self.assertEqual(self.inspect()["pending"]["events"], 2)
        server = self.server()
        code, out, err = self.send("--flush", endpoint=server.url)
        self.assertEqual((code, validate("ledger", out)["delivered"]), (0, 2), err)

    def test_waits_while_the_queue_is_full(self):
        lines = json.dumps({"event": "x", "properties": {"text": "y" * 1000}}) + "\n"
        code, out, err = self.send("--ack", "--journal-bytes", "65536", stdin=lines * 3000)
        self.assertEqual((code, err), (0, ""))
        self.assertEqual(out.split(), [str(n) for n in range(1, 3001)])
        self.assertEqual(self.inspect()["ledger"]["accepted"], 3000)

    def test_rate_is_kept(self):
        begin = time.monotonic()
        self.assertEqual(self.send("--rate", "100", stdin='{"event":"x"}\n' * 50)[0], 0)
        self.assertGreaterEqual(time.monotonic() - begin, 0.45)

    def test_acknowledgements_are_not_buffered(self):
        process = self.start_send("--ack")
        process.stdin.write(b'{"event":"x"}\n')
        process.stdin.flush()
        self.assertEqual(process.stdout.readline(), b"1\n")

    def test_signals_end_it_and_lose_nothing(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            before = self.inspect()["ledger"]["accepted"] if self.data.exists() else 0
            process = self.start_send("--ack", "--flush")
            process.stdin.write(b'{"event":"x"}\n' * 10)
            process.stdin.flush()
            for _ in range(10):
                process.stdout.readline()
            process.send_signal(number)
            self.assertEqual(process.wait(20), 0)
            self.assertEqual(self.inspect()["ledger"]["accepted"], before + 10)

    def test_a_reader_that_goes_away_ends_it(self):
        process = self.start_send("--ack")
        process.stdout.close()
        with self.assertRaises(BrokenPipeError):
            for _ in range(100_000):
                process.stdin.write(b'{"event":"x"}\n' * 100)
                process.stdin.flush()
        self.assertEqual(process.wait(20), 0)

    def test_progress_is_shown_on_a_terminal(self):
        controller, terminal = os.openpty()
        command = [OPTIONS.docent, "send", "--write-key", rig.KEY, "--data-dir", str(self.data), "--rate", "4000"]
        shown = []
        with open(controller, "rb", closefd=True) as output:
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=terminal)
            os.close(terminal)

            def read():
                try:
                    while data := os.read(output.fileno(), 4096):
                        shown.append(data)
                except OSError:  # the other side is closed
                    pass

            reader = threading.Thread(target=read)
            reader.start()
            process.communicate(b'{"event":"x"}\n' * 5000, timeout=30)
            reader.join(10)
        self.assertIn(b"lines", b"".join(shown))
        self.assertIn(b"accepted", b"".join(shown))


class DataDirectory(Case):
    def test_places_that_cannot_be(self):
        (self.work / "file").touch()
        for place in (self.work / "file", self.work / "file" / "below", "/proc/nowhere"):
            code, out, err = self.send(data=place, stdin='{"event":"x"}')
            self.assertEqual((code, out), (3, ""), place)
            self.assertRegex(err, r"docent send: DOCENT_\w+: .+")

    def test_another_process_is_named(self):
        process = self.start_send("--ack")
        process.stdin.write(b'{"event":"x"}\n')
        process.stdin.flush()
        process.stdout.readline()
        code, _, err = self.send(stdin='{"event":"x"}')
        self.assertEqual(code, 3)
        self.assertIn("DOCENT_BUSY", err)
        found = self.inspect()  # looking is allowed
        self.assertEqual(len(found["journals"]), 1)

    def test_a_dead_journal_is_counted_until_it_is_replayed(self):
        process = self.start_send("--ack")
        process.stdin.write(b'{"event":"x"}\n' * 500)
        process.stdin.flush()
        for _ in range(500):
            process.stdout.readline()
        process.kill()
        process.wait()
        self.assertEqual(len(self.inspect()["journals"]), 1)
        self.assertEqual(self.send()[0], 0)
        found = self.inspect()
        self.assertEqual((found["ledger"]["accepted"], found["journals"]), (500, []))

    def test_inspect_tells_what_is_wrong(self):
        self.data.mkdir()
        for place in (self.work / "nowhere", self.data):
            code, out, err = self.run_docent("inspect", place)
            self.assertEqual((code, out), (3, ""))
            self.assertRegex(err, r"docent inspect: .+")

    def test_damaged_and_newer_databases(self):
        self.send(stdin='{"event":"x"}')
        database = self.data / "docent.db"
        with sqlite3.connect(database) as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            connection.execute(f"PRAGMA user_version={version + 1}")
        connection.close()
        before = database.read_bytes()
        for code, _, err in (self.send(stdin='{"event":"x"}'), self.run_docent("inspect", self.data)):
            self.assertEqual(code, 3)
            self.assertIn("newer", err)
        self.assertEqual(database.read_bytes(), before, "a newer database is left alone")
        database.write_bytes(b"garbage" * 1000)
        self.assertEqual(self.run_docent("inspect", self.data)[0], 3)
        code, _, err = self.send(stdin='{"event":"x"}')
        self.assertEqual(code, 0, err)
        self.assertIn("it is set aside and a new one is begun", err)
        self.assertTrue(any("corrupt" in file.name for file in self.data.iterdir()), "the damaged one is set aside")
        self.assertEqual(self.inspect()["ledger"]["accepted"], 1)


class Eval(Case):
    def test_answers_stand_in_order_and_name_errors(self):
        lines = [
            ('{"rule":{"+":[1,2]}}', {"result": 3}),
            ('{"rule":{"var":"a.b"},"data":{"a":{"b":"ü"}}}', {"result": "ü"}),
            ("", None),
            ("{", "invalid_json"),
            ('{"data":1}', "invalid_input"),
            ('{"rule":{"nope":[]}}', "unknown_operator"),
            ('{"rule":{"/":[1,0]}}', "division_by_zero"),
            ('{"rule":{"<":[null,5]}}', "type_error"),
            ('{"rule":' + '{"!":' * 200 + "1" + "}" * 200 + "}", "too_deep"),
            ('{"rule":"' + "x" * 2_000_000 + '"}', "too_large"),
            ('{"rule":{"in_segment":["s"]},"segments":[{"id":"s","rule":true}]}', {"result": True}),
            ('{"rule":1,"now":"noon"}', "invalid_input"),
            ('{"rule":{"event_count":["a"]}}', {"result": 0}),
            ('{"rule":1,"events":[{"event":"a"}]}', "invalid_input"),
            ('{"rule":{"in_window":["09:00","10:00","Europe/Atlantis"]}}', "unknown_time_zone"),
        ]
        code, out, err = self.run_docent("eval", stdin="\n".join(line for line, _ in lines))
        self.assertEqual((code, err), (0, ""))
        answers = [validate("eval", line) for line in out.splitlines()]
        wanted = [answer for _, answer in lines if answer is not None]
        self.assertEqual(len(answers), len(wanted))
        for answer, expected in zip(answers, wanted):
            self.assertEqual(answer if isinstance(expected, dict) else answer["error"]["type"], expected)

    def test_a_line_may_tell_what_happened(self):
        events = [
            {"event": "a", "timestamp": "2026-01-01T09:30:00Z", "properties": {"kind": "note", "n": 2}},
            {"event": "b", "timestamp": "2026-01-01T09:40:00Z"},
            {"event": "a", "timestamp": "2026-01-01T00:30:00+01:00", "properties": {"n": 5}},
            {"event": "a", "timestamp": "2026-01-01T11:00:00Z"},
            {"event": "dwell", "timestamp": "2026-01-01T09:41:00Z", "properties": {"screen": "editor", "ms": 1200}},
            {"event": "campaign_shown", "timestamp": "2026-01-01T09:42:00Z", "properties": {"campaignId": "tip"}},
        ]
        answers = [
            ({"event_count": ["a", "PT1H"]}, 1),
            ({"event_count": ["a"]}, 2),
            ({"event_count": ["a", {"==": [{"var": "kind"}, "note"]}]}, 1),
            ({"event_days": ["a", "P7D"]}, 1),
            ({"event_age": ["b"]}, 1200),
            ({"event_first_age": ["c"]}, None),
            ({"event_sum": ["a", "n"]}, 7),
            ({"event_max": ["a", "n", "PT1H"]}, 2),
            ({"event_seq": [["a", "b"], "PT15M"]}, True),
            ({"dwell": ["editor"]}, 1.2),
            ({"campaign_count": ["tip", "shown"]}, 1),
            ({"campaign_age": ["tip", "shown"]}, 1080),
            ({"in_window": ["10:00", "10:01"]}, True),
            ({"in_segment": ["active"]}, True),
        ]
        segments = [{"id": "active", "rule": {">": [{"event_count": ["a"]}, 1]}}]
        lines = [json.dumps({"rule": rule, "events": events, "now": "2026-01-01T10:00:00Z", "segments": segments}) for rule, _ in answers]
        code, out, err = self.run_docent("eval", stdin="\n".join(lines))
        self.assertEqual((code, err), (0, ""))
        self.assertEqual([validate("eval", line) for line in out.splitlines()], [{"result": result} for _, result in answers])

    def test_each_answer_comes_at_once(self):
        process = subprocess.Popen([OPTIONS.docent, "eval"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for n in range(3):
            process.stdin.write(b'{"rule":{"+":[1,%d]}}\n' % n)
            process.stdin.flush()
            self.assertEqual(json.loads(process.stdout.readline()), {"result": 1 + n})
        process.stdin.close()
        process.stdout.close()
        self.assertEqual(process.wait(10), 0)


if __name__ == "__main__":
    OPTIONS = rig.arguments(__doc__)
    unittest.main(argv=sys.argv[:1], verbosity=2)
