"""scripts/demo shows what the library really did: all six kinds of campaign, their answers at the backend; another session shows other tips, and a
strategy that can't match fails with its reasons."""

import json
import pathlib
import re
import subprocess
import sys

import rig

NOTES = pathlib.Path(__file__).parents[2] / "examples" / "notes-terminal"


def demo(options, *arguments):
    command = [sys.executable, str(NOTES / "demo.py"), "--app", options.app, "--server", options.server, *arguments]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120)
    return run.returncode, run.stdout + run.stderr


def main():
    options = rig.arguments(__doc__, app="")
    with rig.Workspace() as work:
        code, text = demo(options)
        rig.check(code == 0, f"the recorded session ended with {code}:\n{text}")
        for part in ("(tip.format; why now: text_edited 5 times", "(mail_merge; why:", "was killed (kill -9)", "feedback: 4/5"):
            rig.check(part in text, f"{part!r} is not on the screen:\n{text}")
        rig.check(re.search(r"(\d+) events recorded here, the same \1 message ids", text), f"the ids differ:\n{text}")
        for kind in ("tip", "tour", "banner", "checklist", "survey", "recommendation"):
            rig.check(f"  ┌─ {kind} ── " in text, f"no {kind} is on the screen:\n{text}")
        print("the recorded session: six kinds of campaign, feedback, a killed server, the same ids on both sides")

        for part in ("── step 4 of 4", "tour.basics is taken away: an emergency interrupts it", "This export is paused", "── 4 of 4",
                     "list.first-day is done", "survey (preview)", "SUPPRESSED  by doNotDisturb"):
            rig.check(part in text, f"{part!r} is not on the screen:\n{text}")
        backend = text[text.index("What the backend knows now"):]
        for part in ('survey.nps: some answers {"recommend": 7}', "1  survey_answered", "tour.basics: completed", "list.first-day: completed",
                     "4  campaign_item_completed", "1  campaign_withdrawn"):
            rig.check(part in backend, f"{part!r} has not reached the backend:\n{text}")
        rig.check("u_turn" not in backend, f"Mia was not lost:\n{text}")
        print("the survey's answer and the ends of tour and checklist reached the backend")

        code, text = demo(options, "--locale", "zh-CN")
        rig.check(code == 0 and "让笔记更有条理" in text, f"in Chinese it ended with {code}:\n{text}")

        session = work / "session.txt"
        session.write_text("new Other\ntable 1 1\nprint\nhome\nprint\n@see tip 10\n")
        code, text = demo(options, "--session", str(session))
        rig.check(code == 0 and "(tip.export;" in text and "(tip.format;" not in text, f"another session ended with {code}:\n{text}")

        session.write_text("@see checklist 10\nsave\nsave\nsave\n@see survey 10\nanswer 11\nanswer ten\nskip\nanswer 3\n"
                           'answer the "wizard"\nskip\nclose list.first-day\nclose\n')
        _, text = demo(options, "--session", str(session))
        rig.check(text.count("That is no answer to this question") == 3, f"11, ten and nothing are no answers:\n{text}")
        for part in ('survey.nps: all answers {"recommend": 3, "trouble": "the \\"wizard\\"", "like": null}', "close? Type help."):
            rig.check(part in text, f"{part!r} is missing:\n{text}")
        print("answers that are none are refused; the user's own words arrive as they were typed")

        strategy = json.loads((NOTES / "strategy.json").read_text())
        for campaign in strategy["campaigns"]:
            if campaign["type"] == "tip":
                campaign["targeting"] = {"==": [{"var": "context.editing"}, "spreadsheet"]}
        session.write_text("new Other\nwrite a\nwrite b\nwrite c\nwrite d\nwrite e\nsave\nhome\n")
        never = work / "never.json"
        never.write_text(json.dumps(strategy))
        code, text = demo(options, "--strategy", str(never), "--session", str(session))
        rig.check(code == 1 and "no tip was shown" in text, f"a strategy that can't match ended with {code}:\n{text}")
        rig.check('tip.format: TARGETING_MISMATCH {"node": "/", "op": "==", "values": ["text", "spreadsheet"]}' in text, f"no reason:\n{text}")
        print("a strategy whose tip can't match: exit 1 with the reason")

        never.write_text('{"schemaVersion":')
        code, text = demo(options, "--strategy", str(never))
        rig.check(code == 1 and "not valid JSON" in text, f"a broken strategy ended with {code}:\n{text}")


if __name__ == "__main__":
    main()
