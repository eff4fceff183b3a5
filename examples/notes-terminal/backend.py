"""A docent-server on loopback for the demonstrations, and what it knows in the end, for a reader. Standard library only."""

import collections
import contextlib
import json
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.request

KEY = "demo-key"
BOLD, RESET = ("\033[1m", "\033[0m") if sys.stdout.isatty() else ("", "")


def say(text):
    print(f"{BOLD}── {text}{RESET}", flush=True)


class Server:
    def __init__(self, binary, folder, strategy):
        self.binary, self.folder, self.strategy, self.port = binary, folder, strategy, 0
        self.process = None

    def start(self):
        self.process = subprocess.Popen(
            [self.binary, "serve", "--listen", f"127.0.0.1:{self.port}", "--data-dir", str(self.folder),
            "--write-key", KEY, "--strategy", str(self.strategy)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for line in self.process.stdout:
            if "listening on" in line:
                self.port = int(line.strip().rsplit(":", 1)[1])
                say(f"docent-server {line.strip()}, process {self.process.pid}")
                return
        sys.exit(f"docent-server did not start: {self.process.stderr.read()}")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        say(f"docent-server, process {self.process.pid}, was killed (kill -9)")

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)

    def get(self, path):
        token = (self.folder / "admin-token").read_text().strip()
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers={"Authorization": f"Bearer {token}"})
        with urllib.request.urlopen(request, timeout=30) as reply:
            return reply.read().decode()


@contextlib.contextmanager
def running(binary, strategy, *files, keep=False):
    """A Server and a folder beside its own, which goes in the end unless it is to be kept. The strategy and the other files must be there."""
    for file in (strategy, *files):
        if not file.is_file():
            sys.exit(f"{file} is not a file")
    work = pathlib.Path(tempfile.mkdtemp(prefix="docent-demo-"))
    server = Server(binary, work / "backend", strategy)
    try:
        server.start()
        yield server, work
    finally:
        server.stop()
        if keep:
            say(f"kept: {work}")
        else:
            shutil.rmtree(work, ignore_errors=True)


def message_id(row):
    return row["messageId"] if "messageId" in row else row["event"]["messageId"]


def result_of(name, properties):
    """What became of a campaign, in a line, or nothing."""
    campaign = properties.get("campaignId")
    if name == "survey_response":
        return [f"{campaign}: {'all' if properties['complete'] else 'some'} answers {json.dumps(properties['answers'], ensure_ascii=False)}"]
    return [f"{campaign}: completed"] if name == "campaign_completed" else []


def summarise(server):
    """Prints what the backend knows now; the message ids of all events there, and its ledger."""
    rows = [json.loads(line) for line in server.get("/api/export").splitlines()]
    say("What the backend knows now")
    names, results = collections.Counter(), []
    for row in rows:
        event = row.get("event") if isinstance(row.get("event"), dict) else row
        name = event.get("event") if isinstance(event.get("event"), str) else event.get("name") or event["type"]
        names[name] += 1
        results += result_of(name, event.get("properties") or {})
    for name, count in sorted(names.items(), key=lambda item: (-item[1], item[0])):
        print(f"   {count:4d}  {name}")
    for line in results:
        print(f"   {line}")
    for item in json.loads(server.get("/api/feedback"))["feedback"]:
        print(f"   feedback: {item.get('rating', '–')}/5  {item.get('text', '')}")
    return {message_id(row) for row in rows}, json.loads(server.get("/api/ledger"))


def ledger_line(ledger):
    return json.dumps({key: ledger[key] for key in ("received", "accepted", "duplicate", "rejected")})
