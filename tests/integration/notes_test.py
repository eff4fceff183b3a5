"""Notes, the sample application of the Qt kit, as the backend sees it: Mia's first day, played with real mouse and key events; the same by the
keyboard alone; planted defects; the kill switch; a user who declines; scripts/demo without a display."""

import pathlib
import re
import sqlite3
import subprocess
import sys

import rig
from notes_rig import EXAMPLE, SESSION_SECONDS, Arrived, environment, play

KEYBOARD_SESSION = pathlib.Path(__file__).with_name("keyboard_session.txt")
FIRST_SECONDS = "click consent.yes\nwait list.first-day 20\nclick notes.add\ntype Plans\\n\ntype Some words for export.\\n\n"


def check_ledger(server, arrived):
    """Nothing was lost, and nothing counted that is not there."""
    ledger = server.api("/api/ledger")
    rejected = sum(ledger["rejected"].values())
    rig.check(ledger["received"] == ledger["accepted"] + ledger["duplicate"] + rejected, f"the backend's ledger does not balance: {ledger}")
    rig.check(rejected == 0 and ledger["accepted"] == len(arrived.rows), f"{len(arrived.rows)} events are there, the ledger says {ledger}")
    ids = {rig.event_of(row)["messageId"] for row in arrived.rows}
    rig.check(len(ids) == len(arrived.rows), "a message id is there twice")
    for install in ledger["installs"]:
        told = install["client"]["ledger"]
        rig.check(told["accepted"] == told["delivered"] + told["pending"] + sum(told["dropped"].values()), f"the client's ledger: {told}")
        rig.check(not told["dropped"], f"the client dropped events: {told}")
        rig.check(told["accepted"] <= install["accepted"] + install["duplicate"], f"the client accepted more than arrived: {install}")


def typed_into_notes(session):
    """What was typed where only Notes reads it; and what was said to its makers."""
    notes, said = [], []
    target = ""
    for line in session.read_text(encoding="utf-8").splitlines():
        word, _, rest = line.partition(" ")
        if word == "click":
            target = rest
        elif word == "type":
            (said if target == "feedback.text" else notes).append(rest.replace("\\n", ""))
        elif word == "answer" and not rest.isdigit():
            said.append(rest)
    return [text for text in notes if len(text) > 4], said


def check_privacy(folder, arrived, session, also_said=()):
    """No byte that is stored, here or there, has what was typed into a note. What was said to the makers is the proof that the search finds."""
    stores = [path for path in (folder / "data" / "docent", folder.parent / "backend") for path in path.rglob("*") if path.is_file()]
    rig.check(stores, "nothing is stored at all")
    for database in [path for path in stores if path.suffix in (".db", ".sqlite", ".sqlite3")]:
        with sqlite3.connect(database) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    heap = [path.read_bytes() for path in stores if path.is_file()]
    notes, said = typed_into_notes(session)
    said = [*said, *also_said]
    notes = [text for text in notes if text not in said]
    rig.check(len(notes) >= 4, f"the session types too little to prove anything: {notes}")
    for text in notes:
        for encoding in ("utf-8", "utf-16-le"):
            rig.check(not any(text.encode(encoding) in data for data in [*heap, arrived.bytes]), f"“{text}” was typed into a note and is stored")
    for text in said:
        rig.check(text.encode() in arrived.bytes and any(text.encode() in data for data in heap), f"“{text}” was said and is not there")


def recorded_session(options, work):
    folder = work / "recorded"
    session = EXAMPLE / "session.txt"
    with rig.Server(options.server, work / "backend") as server:
        code, text = play(options, server, folder, session)
        rig.check(code == 0, f"the recorded session ended with {code}:\n{text}")
        arrived = Arrived(server)
        for campaign in ("list.first-day", "tip.format", "tour.export", "banner.cloud", "survey.nps"):
            arrived.must_have("campaign_offered", campaignId=campaign)
            arrived.must_have("campaign_shown", campaignId=campaign)
        for item in ("begin", "form", "share"):
            arrived.must_have("campaign_item_completed", 1, campaignId="list.first-day", item=item)
        arrived.must_have("campaign_interacted", 1, campaignId="tip.format", detail="try")
        for step in ("preview", "end"):
            arrived.must_have("campaign_step", 1, campaignId="tour.export", step=step)
        arrived.must_have("campaign_completed", 1, campaignId="tour.export", detail="done", step="end")
        arrived.must_have("campaign_dismissed", 1, campaignId="banner.cloud", detail="close")
        arrived.must_have("survey_answered", 1, campaignId="survey.nps", question="recommend")
        answers = {"recommend": 9, "like": "The tour, and that it saves by itself."}
        arrived.must_have("survey_response", 1, campaignId="survey.nps", complete=True, answers=answers)
        arrived.must_have("recommendation_shown", campaignId="rec.home", feature="mail_merge")
        said = server.api("/api/feedback")["feedback"]
        rig.check([(one["rating"], one["text"]) for one in said] == [(4, "The tip about styles helped. Printing a table is still a lot of work.")],
                  f"feedback: {said}")
        print("checklist, tip, tour, banner, survey, recommendation and feedback reached the backend with their outcomes")

        clicked = {"consent.yes", "notes.add", "toolbar.styles.button", "format.heading2", "format.bullets.button", "menu.export.button",
                   "export.format", "export.run", "export.close", "notes.home"}
        rig.check(clicked <= arrived.targets("click"), f"not clicked: {clicked - arrived.targets('click')}")
        rig.check({"menu.export", "file.save"} <= arrived.targets("execute"), f"commands: {arrived.targets('execute')}")
        rig.check({"export", "toolbar.styles.menu"} <= arrived.targets("open"), f"opened: {arrived.targets('open')}")
        rig.check({"page.home", "page.editor", "export.preview.page", "export.preview.web"} <= arrived.screens, f"screens: {arrived.screens}")
        rig.check(not arrived.of("interaction", target=""), "something without a name was clicked")
        check_ledger(server, arrived)
    check_privacy(folder, arrived, session)
    taken = re.findall(r"^picture (\S+)", session.read_text(encoding="utf-8"), re.MULTILINE)
    missing = [name for name in taken if not (folder / "pictures" / name).is_file()]
    rig.check(not missing, f"no pictures {missing}")
    print(f"{len(arrived.rows)} events, every one accounted for, and in no stored byte what was written in the note")


def at_persons_pace(session):
    """With 150 ms after each key: nobody presses the next one before the screen shows what the last one did."""
    return "".join(line + ("@say .\n" * 10 if line.startswith("key ") else "") for line in session.splitlines(keepends=True))


def keyboard_session(options, work):
    folder = work / "keyboard"
    commands = {line.split()[0] for line in KEYBOARD_SESSION.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")}
    rig.check(not commands & {"click", "press", "choose", "answer", "launch", "preview"}, f"not by the keyboard alone: {commands}")
    with rig.Server(options.server, work / "backend") as server:
        code, text = play(options, server, folder, at_persons_pace(KEYBOARD_SESSION.read_text(encoding="utf-8")))
        rig.check(code == 0, f"by the keyboard alone the session ended with {code}:\n{text}")
        arrived = Arrived(server)
        arrived.must_have("campaign_snoozed", 1, campaignId="tip.format", detail="P7D")
        arrived.must_have("campaign_dismissed", 1, campaignId="tour.basics", detail="escape", step="toolbar")
        arrived.must_have("campaign_interacted", 1, campaignId="list.first-day", detail="look")
        arrived.must_have("campaign_completed", 1, campaignId="tour.basics", step="end")
        arrived.must_have("campaign_item_completed", 1, campaignId="list.first-day", item="look")
        answers = {"recommend": 8, "trouble": "cloud", "like": "Keys for everything."}
        arrived.must_have("survey_response", 1, campaignId="survey.nps", complete=True, answers=answers)
        arrived.must_have("campaign_dismissed", 1, campaignId="banner.cloud", detail="close")
        arrived.must_have("recommendation_interacted", 1, campaignId="rec.home", feature="export")
        arrived.must_have("campaign_dismissed", 1, campaignId="list.first-day", detail="close")
        rig.check(arrived.targets("execute") >= {"notes.new", "file.save", "menu.export", "view.home"}, f"commands: {arrived.targets('execute')}")
        check_ledger(server, arrived)
    check_privacy(folder, arrived, KEYBOARD_SESSION, also_said=("Keys for everything.",))
    print("the keyboard alone: tip, tour, checklist, survey, banner and recommendation, reached and answered")


def planted_defects(options, work):
    session = FIRST_SECONDS + ("click menu.export\nwait tour.export 20\nkey Escape\ngone tour.export 10\nclick export.run\n"
                               "see export.outcome does not answer\nclick export.close\nquit\n")
    with rig.Server(options.server, work / "backend") as server:
        code, text = play(options, server, work / "defects", session, "--fail", "export:1", "--slow", "export:0.5")
        rig.check(code == 0, f"with planted defects the session ended with {code}:\n{text}")
        arrived = Arrived(server)
        arrived.must_have("export_failed", 1, code="write_failed", format="pdf")
        arrived.must_have("error_reported", 1, code="write_failed")
        arrived.must_have("error_click", 1)
        arrived.must_have("export_done", 0)
        taken = arrived.of("metric_recorded", name="export", unit="ms")
        rig.check(len(taken) == 1 and 500 <= taken[0]["value"] < 20000, f"the export took {taken}")
        arrived.must_have("metric_recorded", name="note_save", unit="ms")
        arrived.must_have("campaign_dismissed", 1, campaignId="tour.export", detail="escape")
        check_ledger(server, arrived)
    print("a slow and failing export: its metric, its error and the click before it")


def kill_switch(options, work):
    session = FIRST_SECONDS + ("fail cloud:1\nclick menu.export\nwait tour.export 20\nkey Escape\ngone tour.export 10\nchoose export.format cloud\n"
                               "click export.run\nsee export.outcome The cloud does not answer\nclick export.run\nwait banner.cloud 20\n"
                               "click export.close\nclick menu.export\nchoose export.format cloud\nquit\n")
    with rig.Server(options.server, work / "backend") as server:
        code, text = play(options, server, work / "switch", session)
        last = session.count("\n") - 1
        refused = f"session, line {last}: choose export.format cloud: it has no such entry that can be chosen"
        rig.check(code == 1 and refused in text, f"the cloud could be chosen although it is switched off; {code}:\n{text}")
        arrived = Arrived(server)
        arrived.must_have("export_failed", 2, code="cloud_unreachable", format="cloud")
        arrived.must_have("campaign_shown", 1, campaignId="banner.cloud")
    print("two failures of the cloud switch it off, and it cannot be chosen any more")


def declined(options, work):
    session = FIRST_SECONDS.replace("consent.yes", "consent.no").replace("wait list.first-day 20\n", "") + (
        "click toolbar.styles.button\nclick format.heading2\nkey Ctrl+S\nkey Ctrl+S\nkey Ctrl+S\nclick menu.export\nclick export.run\n"
        "see export.outcome Done\nclick export.close\nclick notes.home\nquit\n")
    with rig.Server(options.server, work / "backend") as server:
        for run in ("first", "second"):  # the second is not asked again
            code, text = play(options, server, work / "declined", session if run == "first" else session.replace("click consent.no\n", ""))
            rig.check(code == 0, f"without consent the {run} session ended with {code}:\n{text}")
        arrived = Arrived(server)
        ledger = server.api("/api/ledger")
        rig.check(not arrived.rows and ledger["received"] == 0, f"without consent arrived {arrived.rows}, {ledger}")
    print("who declines: nothing arrives, in that run and the next")


def demonstration(options, work):
    """scripts/demo where there is no display: it plays a session, takes its pictures and says what arrived."""
    session = work / "session.txt"
    session.write_text(FIRST_SECONDS + "picture one.png\nquit\n", encoding="utf-8")
    command = [sys.executable, str(EXAMPLE / "demo.py"), "--app", options.notes, "--server", options.server, "--session", str(session),
               "--pictures", str(work / "pictures")]
    run = subprocess.run(command, env=environment(work), capture_output=True, text=True, timeout=SESSION_SECONDS)
    rig.check(run.returncode == 0, f"the demonstration ended with {run.returncode}:\n{run.stdout}{run.stderr}")
    for part in ("1  note_created", "1  campaign_item_completed", "ledger there", f"1 pictures: {work / 'pictures'}"):
        rig.check(part in run.stdout, f"{part!r} is not on the screen:\n{run.stdout}")
    rig.check((work / "pictures" / "one.png").is_file(), "no picture")
    session.write_text("click nothing.of.this.name\n", encoding="utf-8")
    run = subprocess.run(command, env=environment(work), capture_output=True, text=True, timeout=SESSION_SECONDS)
    rig.check(run.returncode == 1 and "FAILED: Notes ended with 1" in run.stdout, f"a session that cannot be played ended with {run.returncode}")
    print("scripts/demo without a display: pictures, and what the backend knows")


def main():
    options = rig.arguments(__doc__, notes="")
    for part in (recorded_session, keyboard_session, planted_defects, kill_switch, declined, demonstration):
        with rig.Workspace() as work:
            part(options, work)


if __name__ == "__main__":
    main()
