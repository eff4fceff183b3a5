"""Notes against a docent-server on loopback: runs it with a session or on a screen, and reads back what arrived. See rig.py for the rest."""

import collections
import json
import os
import pathlib
import subprocess

import rig

EXAMPLE = pathlib.Path(__file__).resolve().parents[2] / "examples" / "notes"
SESSION_SECONDS = 240


class Arrived:
    """What the backend has: events by name with their properties, and the bytes in which it has them."""

    def __init__(self, server):
        with server.get("/api/export") as reply:
            self.bytes = reply.read()
        self.rows = [json.loads(line) for line in self.bytes.splitlines() if line.strip()]
        self.events = collections.defaultdict(list)
        for row in self.rows:
            event = rig.event_of(row)
            kind = event["type"]
            self.events[event["event"] if kind == "track" else kind].append(event)
        self.screens = {event["name"] for event in self.events["screen"]}

    def of(self, event, /, **wanted):
        """The properties of all events of this name that have at least these."""
        all_of_them = [one.get("properties") or {} for one in self.events[event]]
        return [properties for properties in all_of_them if all(properties.get(key) == value for key, value in wanted.items())]

    def targets(self, kind):
        """The last parts of the names of what had interactions of this kind."""
        return {properties.get("target", "").rsplit("/", 1)[-1] for properties in self.of("interaction", kind=kind)}

    def must_have(self, event, times=None, /, **wanted):
        found = self.of(event, **wanted)
        rig.check(found if times is None else len(found) == times,
                  f"{event} {wanted} arrived {len(found)} times, of {json.dumps(self.of(event), ensure_ascii=False)}")


def command_line(options, server, folder, *more):
    return [options.notes, "--data-dir", str(folder), "--locale", "en", "--theme", "light", "--endpoint", server.url, "--write-key", rig.KEY, *more]


def environment(folder, **more):
    """Nothing of the user who runs the test, and no motion that a picture or a key would have to wait for."""
    home = folder / "home"
    (home / "Documents").mkdir(parents=True, exist_ok=True)
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("QT_", "XDG_")) and key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return {**inherited, "HOME": str(home), "DOCENT_REDUCED_MOTION": "1", "QT_LOGGING_RULES": "qt.qpa.*=false", **more}


def play(options, server, folder, session, *more):
    """Plays a session, a file or its text, offscreen; the exit code and what Notes said."""
    folder.mkdir(parents=True, exist_ok=True)
    if not isinstance(session, pathlib.Path):
        text, session = session, folder / "session.txt"
        session.write_text(text, encoding="utf-8")
    command = command_line(options, server, folder / "data", "--play", str(session), "--pictures", str(folder / "pictures"), *more)
    run = subprocess.run(command, env=environment(folder, QT_QPA_PLATFORM="offscreen"), capture_output=True, text=True, timeout=SESSION_SECONDS)
    noise = ("This plugin does not support", ".")
    return run.returncode, "\n".join(line for line in (run.stdout + run.stderr).splitlines() if not line.startswith(noise))
