"""What the library calls: before_send, log functions, wake-ups. They may raise, be replaced, be lost by their owner; C never notices."""

import asyncio
import gc
import logging
import os
import select
import subprocess
import sys
import textwrap
import threading
import unittest

import docent
from case import STRATEGY, Case


class Callbacks(Case):
    def test_before_send_changes_drops_and_may_fail(self):
        def before_send(event):
            name = event["event"]
            if name == "drop":
                return None
            if name == "fail":
                raise RuntimeError("the host's own defect")
            if name == "change":
                return {**event, "properties": {"changed": True}}
            if name == "nonsense":
                return {"type": "track"}
            return event

        client = self.client(before_send=before_send)
        with self.assertLogs("docent", logging.ERROR) as logs:
            for name in ("keep", "drop", "fail", "change", "nonsense"):
                client.track(name, {"n": 1})
            events = {event["event"]: event["properties"] for event in client.recorded()}
        self.assertEqual(events, {"keep": {"n": 1}, "change": {"changed": True}})
        self.assertIn("the host's own defect", "\n".join(logs.output))
        self.assertEqual(client.ledger()["dropped"], {"before_send": 3})

    def test_log_lines_go_to_logging(self):
        with self.assertLogs("docent", logging.DEBUG) as logs:
            client = self.client(strategy=STRATEGY, endpoint="http://127.0.0.1:9")
            client.track("x")
            with self.assertRaises((docent.DeadlineExceeded, docent.Unavailable)):
                client.flush(docent.Flush.DELIVERED, 0.5)
            logging.getLogger("docent").info("at least this line")
        self.assertTrue(logs.output)

    def test_a_wakeup_that_raises_is_logged(self):
        client = self.client(strategy=STRATEGY)
        woken = threading.Event()

        def wake():
            woken.set()
            raise RuntimeError("boom")

        client.on_wakeup(wake)
        with self.assertLogs("docent", logging.ERROR):
            client.track("go")
            self.assertTrue(woken.wait(5))
            client.flush()
            client.on_wakeup(None)

    def test_asyncio_waits_for_the_descriptor(self):
        client = self.client(strategy=STRATEGY)

        async def first_tip():
            loop = asyncio.get_running_loop()
            shown = loop.create_future()
            fd = client.wakeup_fd()

            def readable():
                os.read(fd, 4096)
                for tip in client.presentations():
                    shown.set_result(tip)

            loop.add_reader(fd, readable)
            client.track("go")
            try:
                return await asyncio.wait_for(shown, 5)
            finally:
                loop.remove_reader(fd)

        tip = asyncio.run(first_tip())
        self.assertEqual((tip.campaign, tip.title, tip.body, tip.role), ("tip", "Title", "Body", "status"))
        self.assertEqual(tip.actions, (docent.Action("try", "Try", "focus:toolbar"),))
        self.assertEqual(tip.content["campaign"], "tip")

    def test_a_callback_cannot_end_the_worker(self):
        def before_send(event):
            sys.exit(3)

        client = self.client(before_send=before_send)
        with self.assertLogs("docent", logging.ERROR) as logs:
            client.track("x", {"n": 1})
            self.assertEqual(client.recorded(), [], "and nothing leaves unseen")
        self.assertIn("SystemExit", "\n".join(logs.output))

    def test_a_function_gets_the_log_lines(self):
        lines = []
        client = self.client(endpoint="http://127.0.0.1:9", log=lambda level, message: lines.append((level, message)))
        client.track("x")
        client.close(0.2)
        self.assertTrue(lines)
        for level, message in lines:
            self.assertIsInstance(level, docent.LogLevel)
            self.assertTrue(message)
        self.assertEqual(int(docent.LogLevel(9)), 9, "a level of a later library")

    def test_a_log_function_that_raises_is_logged(self):
        def log(level, message):
            raise RuntimeError("the host's own defect")

        with self.assertLogs("docent", logging.ERROR) as logs:
            client = self.client(endpoint="http://127.0.0.1:9", log=log)
            client.track("x")
            client.close(0.2)
        self.assertIn("the log function failed", logs.output[0])

    def test_a_lost_client_stays_open_and_its_callbacks_alive(self):
        program = f"""
            import docent, gc, sys
            def forgetful():
                client = docent.Client("test", data_dir={self.folder!r}, consent=docent.Consent.ALL, sessions=False, before_send=lambda e: e)
                for n in range(5000):
                    client.track("x")
            forgetful()
            gc.collect()
            ballast = [bytearray(200) for _ in range(100000)]  # where callbacks were that nobody kept
            try:
                docent.Client("test", data_dir={self.folder!r})
            except docent.Busy:
                sys.exit(7)
        """
        run = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, timeout=60)
        self.assertEqual((run.returncode, run.stderr), (7, ""))
        self.assertEqual(self.client().stats().accepted, 5000)

    def test_callbacks_outlive_a_close_that_did_not_wait_for_them(self):
        begun, go_on, done = threading.Event(), threading.Event(), threading.Event()

        def before_send(event):
            begun.set()
            go_on.wait(20)
            done.set()
            return event

        client = docent.Client("test", data_dir=self.folder, consent=docent.Consent.ALL, sessions=False, before_send=before_send)
        client.track("x")
        self.assertTrue(begun.wait(5))
        self.assertFalse(client.close(0))
        del client, before_send
        gc.collect()
        go_on.set()
        self.assertTrue(done.wait(5))

    def test_a_wakeup_may_replace_itself(self):
        client = self.client(strategy=STRATEGY)
        second, removed = threading.Event(), threading.Event()

        def first():
            client.on_wakeup(lambda: (client.on_wakeup(None), removed.set()))
            gc.collect()
            second.set()

        client.on_wakeup(first)
        client.track("go")
        self.assertTrue(second.wait(5))
        tip = client.poll()
        client.report(tip, docent.Outcome.SHOWN)
        client.report(tip, docent.Outcome.DISMISSED, "close")
        client.set_strategy({**STRATEGY, "version": 2, "campaigns": [{**STRATEGY["campaigns"][0], "id": "other"}]})
        client.track("go")
        self.assertTrue(removed.wait(5))

    def test_the_descriptor_takes_the_place_of_a_function_and_back(self):
        client = self.client(strategy=STRATEGY)
        called = threading.Event()
        fd = client.wakeup_fd()
        client.on_wakeup(called.set)
        self.assertEqual(client.wakeup_fd(), fd)
        client.track("go")
        self.assertTrue(select.select([fd], [], [], 5)[0])
        self.assertFalse(called.is_set())

    def test_the_descriptor_closes_with_the_client(self):
        client = self.client(strategy=STRATEGY)
        fd = client.wakeup_fd()
        client.close()
        with self.assertRaises(OSError):
            os.fstat(fd)
        for _ in range(2):
            with self.assertRaises(docent.Closed):
                client.wakeup_fd()
        with self.assertRaises(TypeError):
            client.on_wakeup("a text")


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
