"""Opens Notes with a docent-server on loopback, and shows in the end what the backend got. Without a display, or with --play, it plays the recorded
session instead and takes pictures of it.

Exit code 0: Notes ended well, and the backend kept all that it was sent.
"""

import argparse
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "notes-terminal"))

from backend import KEY, ledger_line, running, say, summarise  # noqa: E402

SESSION_SECONDS = 600


def run(options, server, data):
    command = [options.app, "--endpoint", f"http://127.0.0.1:{server.port}", "--write-key", KEY, "--data-dir", str(data), "--locale", options.locale]
    if options.theme:
        command += ["--theme", options.theme]
    if not options.play:
        say("Notes is open. Close its window to see what the backend knows.")
        return subprocess.call(command)
    options.pictures = options.pictures.resolve()
    options.pictures.mkdir(parents=True, exist_ok=True)
    command += ["--play", str(options.session), "--pictures", str(options.pictures)]
    quiet = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "qt.qpa.*=false"}
    return subprocess.run(command, env=quiet, timeout=SESSION_SECONDS).returncode


def main():
    has_display = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--app", required=True)
    parser.add_argument("--server", required=True)
    parser.add_argument("--play", action="store_true", default=not has_display, help="play the recorded session, also where there is a display")
    parser.add_argument("--session", type=pathlib.Path, default=HERE / "session.txt")
    parser.add_argument("--pictures", type=pathlib.Path, default=HERE.parents[1] / "build" / "demo-pictures", help="where those of the session go")
    parser.add_argument("--strategy", type=pathlib.Path, default=HERE / "strategy.json")
    parser.add_argument("--locale", default="en", help="en, zh-CN or ar; the recorded session needs en")
    parser.add_argument("--theme", default="", help="system, light, dark or contrast")
    options = parser.parse_args()
    with running(options.server, options.strategy, options.session) as (server, work):
        code = run(options, server, work / "notes")
        there, ledger = summarise(server)
        print(f"   ledger there  {ledger_line(ledger)}")
    if options.play:
        say(f"{len(list(options.pictures.glob('*.png')))} pictures: {options.pictures}")
    if code != 0:
        print(f"FAILED: Notes ended with {code}")
        return 1
    if ledger["rejected"] or len(there) != ledger["accepted"]:
        print("FAILED: the backend did not keep all that it was sent")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
