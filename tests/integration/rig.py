"""What the integration tests share: a docent-server on loopback, a docent send, and ways to read back what arrived.

Standard library only. Every test is a program: `python3 NAME.py --docent BIN --server BIN [options]`; it exits 0 when all its checks
hold, 77 when it must be skipped (with the reason on the last line), and 1 otherwise.
"""

import argparse
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

SKIP = 77
KEY = "test-key"


def arguments(description, **extra):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--docent", required=True, help="the docent command")
    parser.add_argument("--server", required=True, help="the docent-server command")
    parser.add_argument("--shared", default="", help="folder with the shared test data, where the test needs it")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    for name, default in extra.items():
        parser.add_argument("--" + name.replace("_", "-"), type=type(default), default=default)
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    random.seed(options.seed)
    return options


def skip(reason):
    print(f"SKIPPED: {reason}")
    sys.exit(SKIP)


def check(condition, message):
    if not condition:
        print(f"FAILED: {message}")
        sys.exit(1)


class Workspace:
    """A temporary directory that is removed when the test passed and named when it did not."""

    def __enter__(self):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="docent-rig-"))
        return self.path

    def __exit__(self, kind, *_):
        if kind is None or (kind is SystemExit and sys.exc_info()[1].code in (0, SKIP)):
            shutil.rmtree(self.path, ignore_errors=True)
        else:
            print(f"left for inspection: {self.path}")


class Server:
    def __init__(self, binary, data_dir, strategy=None, port=0):
        self.binary, self.data_dir, self.strategy, self.port = binary, data_dir, strategy, port
        self.process = None

    def start(self):
        command = [self.binary, "serve", "--listen", f"127.0.0.1:{self.port}", "--data-dir", str(self.data_dir), "--write-key", KEY]
        if self.strategy:
            command += ["--strategy", str(self.strategy)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.process.stdout:
            if "listening on" in line:
                self.port = int(line.strip().rsplit(":", 1)[1])
                self.url = f"http://127.0.0.1:{self.port}"
                return self
        raise SystemExit("FAILED: docent-server did not start")

    def stop(self, how=signal.SIGTERM):
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(30)
        return self.process.returncode

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    def get(self, path):
        token = (pathlib.Path(self.data_dir) / "admin-token").read_text().strip()
        request = urllib.request.Request(self.url + path, headers={"Authorization": f"Bearer {token}"})
        return urllib.request.urlopen(request, timeout=60)

    def api(self, path):
        with self.get(path) as reply:
            return json.load(reply)

    def export(self):
        with self.get("/api/export") as reply:
            for line in reply:
                if line.strip():
                    yield json.loads(line)


def event_of(row):
    """The event as the client sent it, whichever way the export wraps it."""
    return row.get("event") if isinstance(row.get("event"), dict) else row


def send(options, endpoint, data_dir, *more, **popen):
    command = [options.docent, "send", "--endpoint", endpoint, "--write-key", KEY, "--data-dir", str(data_dir), *more]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **popen)


def flush(options, endpoint, data_dir, timeout=120):
    """Delivers what is left; returns the ledger that the command prints last."""
    process = send(options, endpoint, data_dir, "--flush", "--timeout", str(timeout), text=True)
    out, err = process.communicate(timeout=timeout + 30)
    check(process.returncode == 0, f"docent send --flush ended with {process.returncode}: {err[-2000:]}")
    return json.loads(out.strip().splitlines()[-1])


def wait_until(condition, timeout, what):
    end = time.monotonic() + timeout
    while not condition():
        check(time.monotonic() < end, f"waited {timeout} s for {what}")
        time.sleep(0.02)
