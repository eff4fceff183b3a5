"""Notes in a real window, on an X server: keys and clicks come from xdotool as from a person's keyboard and mouse, and the backend tells what came of
them. There is no window manager. Skipped where Xvfb or xdotool is missing."""

import os
import shutil
import subprocess

import rig
from notes_rig import Arrived, command_line, environment

PATIENCE_SECONDS = 60  # for one thing to happen, under load
LINES = ["Letters to write", "To Ana about the garden.", "To the bank about the loan.", "To Tom about his visit.", "To the school about May."]


class Screen:
    """An Xvfb on a display number that it chooses itself."""

    def __enter__(self):
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
        self.process = subprocess.Popen(command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()  # empty when it ended
        rig.check(number, f"Xvfb ended with {self.process.poll()}")
        self.display = f":{number}"
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(30)

    def tool(self, *arguments):
        run = subprocess.run(["xdotool", *arguments], env={**os.environ, "DISPLAY": self.display}, capture_output=True, text=True, timeout=60)
        return run.stdout.split() if run.returncode == 0 else []


def has(server, event, **wanted):
    return bool(Arrived(server).of(event, **wanted))


def until(server, event, **wanted):
    rig.wait_until(lambda: has(server, event, **wanted), PATIENCE_SECONDS, f"{event} {wanted}")


def use(screen, server, notes):
    def window_of_notes():
        rig.check(notes.poll() is None, f"Notes ended with {notes.returncode}")
        return screen.tool("search", "--onlyvisible", "--name", "^Notes$")

    rig.wait_until(window_of_notes, PATIENCE_SECONDS, "the window of Notes")
    window = window_of_notes()[0]
    screen.tool("windowmove", window, "0", "0")
    screen.tool("windowfocus", "--sync", window)
    screen.tool("key", "--delay", "60", *["Tab"] * 6, "space")  # past the six beginnings, to the consent
    until(server, "campaign_offered", campaignId="list.first-day")
    print("consent was given by keys in a real window")

    screen.tool("mousemove", "--sync", "251", "52", "click", "1")  # the button for a new note
    rig.wait_until(lambda: "page.editor" in Arrived(server).screens, PATIENCE_SECONDS, "the editor")
    for line in LINES + ["Stamps."]:
        screen.tool("type", "--delay", "15", line)
        screen.tool("key", "Return")
    until(server, "campaign_shown", campaignId="tip.format")
    print("five lines were typed, and the tip is on the screen")

    screen.tool("key", "--delay", "60", "F6", "space")  # its leading button
    until(server, "campaign_interacted", campaignId="tip.format", detail="try")
    rig.check("notes.add" in Arrived(server).targets("click"), "the mouse clicked nothing")
    screen.tool("key", "ctrl+s")
    until(server, "document_saved")
    screen.tool("key", "ctrl+q")
    rig.check(notes.wait(PATIENCE_SECONDS) == 0, f"Notes ended with {notes.returncode}")


def main():
    options = rig.arguments(__doc__, notes="")
    for program in ("Xvfb", "xdotool"):
        if shutil.which(program) is None:
            rig.skip(f"{program} is not installed (scripts/setup test)")
    with rig.Workspace() as work, rig.Server(options.server, work / "backend") as server, Screen() as screen:
        command = command_line(options, server, work / "data")
        notes = subprocess.Popen(command, env=environment(work, QT_QPA_PLATFORM="xcb", DISPLAY=screen.display), stderr=subprocess.DEVNULL)
        try:
            use(screen, server, notes)
        finally:
            notes.kill()
            notes.wait(30)
        arrived = Arrived(server)
        arrived.must_have("session_end", 1, abnormal=False)
        for line in LINES:
            rig.check(line.encode() not in arrived.bytes, f"“{line}” was typed into a note and arrived")
    print("the tip's outcome, the click and the save reached the backend, and nothing of what was typed")


if __name__ == "__main__":
    main()
