"""Runs Notes with a recorded session against a docent-server on loopback and shows what Docent made of it.

The application gets its strategy from the server. Every tip, tour, banner, checklist, survey and recommendation on the screen came from the
library; the end compares the message ids of this run with those the backend hands out.
Exit code 0: a tip and a recommendation were shown and the ids agree. 1: not, with the reasons.
"""

import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys
import threading
import time

from backend import KEY, ledger_line, running, say, summarise

HERE = pathlib.Path(__file__).parent
TYPING_SECONDS = 0.15  # between two lines of the session


def reason_text(verdict):
    """CODE {its figures}"""
    figures = {key: value for key, value in verdict.items() if key != "code"}
    return verdict["code"] + (f" {json.dumps(figures)}" if figures else "")


class Screen(threading.Thread):
    """Shows what the application prints, and counts the boxes of each type of campaign in it."""

    def __init__(self, output):
        super().__init__(daemon=True)
        self.output, self.drawn, self.waited_for, self.changed = output, collections.Counter(), {}, threading.Condition()
        self.start()

    def run(self):
        for line in self.output:
            print(line, end="", flush=True)
            box = re.match(r"  ┌─ (\w+)", line)
            if box:
                with self.changed:
                    self.drawn[box[1]] += 1
                    self.changed.notify_all()

    def wait_for(self, kind, seconds):
        """Another box of this type since the last wait for one, at most so long."""
        with self.changed:
            self.changed.wait_for(lambda: self.drawn[kind] > self.waited_for.get(kind, 0), seconds)
            self.waited_for[kind] = self.drawn[kind]


def play(session, app, server):
    """Feeds the session to the application as a person would type it."""
    screen = Screen(app.stdout)
    actions = {"@kill-server": lambda _: server.kill(), "@start-server": lambda _: server.start(), "@say": say}
    for line in session.read_text(encoding="utf-8").splitlines():
        word, _, rest = line.partition(" ")
        if not line or line.startswith("#"):
            continue
        if app.poll() is not None:
            break
        if word == "@see":
            kind, seconds = rest.split()
            screen.wait_for(kind, float(seconds))
        elif word == "@pause":
            time.sleep(float(rest))
        elif word in actions:
            actions[word](rest)
        elif word.startswith("@"):
            sys.exit(f"{session}: unknown line {line!r}")
        else:
            app.stdin.write(line + "\n")
            app.stdin.flush()
            time.sleep(TYPING_SECONDS)
    app.stdin.close()
    code = app.wait(60)
    screen.join(5)
    return code


def judge(report, server, must_show):
    """What the backend knows, and whether the run succeeded."""
    here = set(report["messageIds"])
    there, ledger = summarise(server)
    print(f"   ledger here   {json.dumps(report['ledger'])}, then the session's end")
    print(f"   ledger there  {ledger_line(ledger)}")

    shown = report["shown"]
    print("   shown         " + ", ".join(f"{kind}: {' '.join(ids)}" for kind, ids in sorted(shown.items())))

    problems = [f"no {kind} was shown" for kind in ("tip", "recommendation") if must_show and kind not in shown]
    if problems:
        for verdict in report["explain"]:
            reasons = ", ".join(reason_text(v) for v in verdict["verdicts"])
            problems.append(f"{verdict['campaign']}: {reasons or 'eligible'}")
    if here != there:
        problems.append(f"{len(here - there)} events did not arrive, {len(there - here)} arrived that this run did not send")
    if problems:
        for problem in problems:
            print(f"FAILED: {problem}")
        return 1
    say(f"{len(here)} events recorded here, the same {len(there)} message ids read back from /api/export")
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--app", required=True)
    parser.add_argument("--server", required=True)
    parser.add_argument("--strategy", type=pathlib.Path, default=HERE / "strategy.json")
    parser.add_argument("--session", type=pathlib.Path, default=HERE / "session.txt")
    parser.add_argument("--locale", default="en")
    parser.add_argument("--interactive", action="store_true", help="type yourself; 'help' lists the commands")
    parser.add_argument("--keep", action="store_true", help="keep the data directories and name them")
    options = parser.parse_args()
    with running(options.server, options.strategy, options.session, keep=options.keep) as (server, work):
        command = [options.app, "--endpoint", f"http://127.0.0.1:{server.port}", "--write-key", KEY,
                   "--data-dir", str(work / "app"), "--locale", options.locale, "--report", str(work / "report.json")]
        if options.interactive:
            code = subprocess.call(command)
        else:
            app = subprocess.Popen(command + ["--echo"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            code = play(options.session, app, server)
        if code != 0:
            print(f"FAILED: Notes ended with {code}")
            return 1
        return judge(json.loads((work / "report.json").read_text()), server, must_show=not options.interactive)


if __name__ == "__main__":
    sys.exit(main())
