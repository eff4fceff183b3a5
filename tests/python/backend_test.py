"""The whole loop through the Python binding and docent-server: the strategy fetched and refreshed, delivery, feedback, erasure, an abnormal session.

DOCENT_SERVER names the server's program.
"""

import json
import os
import pathlib
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import docent

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "integration"))
import rig  # noqa: E402


def strategy(version, title):
    return {
        "schemaVersion": 1,
        "product": "test",
        "version": version,
        "locales": {"default": "en"},
        "campaigns": [{"id": "tip", "type": "tip", "triggers": [{"event": "go"}], "content": {"text": {"en": {"title": title, "body": "b"}}}}],
    }


class Backend(unittest.TestCase):
    def setUp(self):
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="docent-backend-"))
        self.addCleanup(shutil.rmtree, self.work, ignore_errors=True)
        self.document = self.work / "strategy.json"
        self.document.write_text(json.dumps(strategy(1, "first")))
        self.server = rig.Server(os.environ["DOCENT_SERVER"], self.work / "server", self.document).start()
        self.addCleanup(self.server.stop)

    def client(self, **options):
        options = {"endpoint": self.server.url, "data_dir": self.work / "app", "consent": docent.Consent.ALL, "flush_interval": 1, **options}
        client = docent.Client(rig.KEY, **options)
        self.addCleanup(client.close)
        return client

    def until(self, condition, what):
        end = time.monotonic() + 20
        while not condition():
            self.assertLess(time.monotonic(), end, f"waited in vain for {what}")
            time.sleep(0.02)

    def stored(self):
        return [rig.event_of(row) for row in self.server.export()]

    def test_the_strategy_is_fetched_and_a_newer_one_follows_a_delivery(self):
        client = self.client(sessions=False)
        self.until(lambda: client.stats().strategy_version == 1, "the strategy")
        bell = client.wakeup_fd()
        client.track("go")
        self.assertTrue(select.select([bell], [], [], 5)[0])
        self.assertEqual(client.poll().title, "first")
        self.document.write_text(json.dumps(strategy(2, "second")))
        self.server.stop()
        self.server.start()
        client.track("anything")
        client.flush(docent.Flush.DELIVERED, 20)
        self.until(lambda: client.stats().strategy_version == 2, "the announced strategy")

    def test_feedback_reaches_the_product_team(self):
        client = self.client()
        client.identify("user-1")
        client.feedback("Mehr Tabellen!", 4, "wish")
        client.flush(docent.Flush.DELIVERED, 20)
        found = self.server.api("/api/feedback")["feedback"]
        self.assertEqual([(item["text"], item["rating"], item["category"]) for item in found], [("Mehr Tabellen!", 4, "wish")])

    def test_erasing_everywhere_empties_the_backend_too(self):
        client = self.client(sessions=False)
        client.identify("user-1")
        for _ in range(10):
            client.track("x")
        client.flush(docent.Flush.DELIVERED, 20)
        self.assertEqual(len(self.stored()), 11)
        client.erase(docent.Erase.EVERYWHERE, 10)
        self.assertEqual(client.recorded(), [])
        self.until(lambda: not self.stored(), "the erasure in the backend")
        client.track("after")
        client.flush(docent.Flush.DELIVERED, 20)
        self.assertEqual([event["event"] for event in self.stored()], ["after"])

    def test_erasing_is_asked_for_again_after_an_outage(self):
        client = self.client(sessions=False)
        client.identify("user-1")
        client.track("x")
        client.flush(docent.Flush.DELIVERED, 20)
        self.server.stop()
        try:
            client.erase(docent.Erase.EVERYWHERE, 0.5)
        except docent.DeadlineExceeded:
            pass
        client.close(0.5)
        self.server.start()
        again = self.client(sessions=False)
        self.until(lambda: not self.stored(), "the erasure after the restart")
        self.assertEqual(again.recorded(), [])

    def test_what_was_recorded_without_consent_never_arrives(self):
        client = self.client(consent=None, sessions=False)
        client.track("undecided")
        client.set_consent(docent.Consent.GUIDANCE)
        client.track("denied")
        client.set_consent(docent.Consent.ALL)
        client.track("granted")
        client.flush(docent.Flush.DELIVERED, 20)
        self.assertEqual([event["event"] for event in self.stored()], ["granted"])

    def test_a_killed_process_leaves_an_abnormal_session(self):
        program = "import docent, os, sys; c = docent.Client(sys.argv[1], endpoint=sys.argv[2], data_dir=sys.argv[3], consent=docent.Consent.ALL)\n"
        program += f"c.track('x'); os.kill(os.getpid(), {int(signal.SIGKILL)})"
        subprocess.run([sys.executable, "-c", program, rig.KEY, self.server.url, str(self.work / "app")], check=False)
        client = self.client()
        client.flush(docent.Flush.DELIVERED, 20)
        ends = [event["properties"] for event in self.stored() if event.get("event") == "session_end"]
        self.assertEqual(len(ends), 1, ends)
        self.assertIn("abnormal", json.dumps(ends[0]))


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
