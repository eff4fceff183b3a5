"""Takes pictures of everything that Docent shows in Notes, by playing campaigns.txt and overlay.txt offscreen: light and dark, English and Chinese,
at 100 and 200 %, and Arabic once. OUT/LOCALE-THEME-SCALE has one picture of each kind.

The chosen ones are what the documentation shows, under docs/pictures. With --check nothing there is touched: the pictures are taken, and those of the
documentation must be there and be of the right size. Exit code 0: all could be taken.
"""

import argparse
import concurrent.futures
import datetime
import itertools
import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
DOCS = HERE.parents[2] / "docs" / "pictures"
MOST_BYTES = 120 * 1024  # of a picture in the documentation
WINDOW = (1080, 720)
SESSION_SECONDS = 180
AT_A_TIME = 3
SETTLE = "\n" + "@say .\n" * 20  # turns of the event loop, 15 ms each: what is on the screen is laid out in the next ones
SESSIONS = ("campaigns.txt", "overlay.txt")

# What stands in docs/pictures, and which picture it is.
CHOSEN = {
    "tip-light-en.png": "en-light-100/tip.png",
    "tour-dark-en.png": "en-dark-100/tour.png",
    "banner-light-en.png": "en-light-100/banner-info.png",
    "checklist-light-zh.png": "zh-CN-light-100/checklist.png",
    "survey-light-en.png": "en-light-100/survey-nps.png",
    "recommendation-light-en.png": "en-light-100/recommendation.png",
    "tip-light-ar.png": "ar-light-100/tip.png",
    "privacy-light-en.png": "en-light-100/privacy.png",
    "debug-dark-en.png": "en-dark-100/debug.png",
}

# What is written in the note, and what the strategy and Notes say.
WORDS = {
    "en": {
        "title": "Trip to Lisbon", "first": "We leave on Friday at nine.", "second": "Two things to take along:", "third": "Camera and chargers",
        "fourth": "Passports", "fifth": "Rui knows a place for dinner by the river.", "degree": "6",
        "what": "What", "when": "When", "who": "Who", "opinion": "It saves by itself, and I never lose a line.",
        "ferry": "Ferry", "sunday": "Sunday", "rui": "Rui",
        "silent": "does not answer", "history": "Tips shown so far", "events": "events",
    },
    "zh-CN": {
        "title": "里斯本之行", "first": "我们星期五九点出发。", "second": "需要带的两样东西：", "third": "相机和充电器", "fourth": "护照",
        "fifth": "鲁伊知道河边一家不错的餐馆。", "degree": "6", "what": "事项", "when": "时间", "who": "负责人",
        "opinion": "自动保存，从来不丢一行字。", "ferry": "渡船", "sunday": "星期日", "rui": "鲁伊",
        "silent": "云端没有响应", "history": "已显示的提示", "events": "个事件",
    },
    "ar": {
        "title": "رحلة إلى لشبونة", "first": "نغادر يوم الجمعة في التاسعة.", "second": "شيئان يجب أخذهما:", "third": "الكاميرا والشواحن",
        "fourth": "جوازات السفر", "fifth": "يعرف روي مطعمًا على ضفة النهر.", "degree": "٦",
        "what": "ماذا", "when": "متى", "who": "من", "opinion": "تُحفظ الملاحظات تلقائيًا ولا أفقد سطرًا.",
        "ferry": "العبّارة", "sunday": "الأحد", "rui": "روي",
        "silent": "does not answer", "history": "النصائح التي ظهرت", "events": "حدثًا",
    },
}


def texts_of_strategy(locale):
    """What buttons and choices of the strategy say, by their ids."""
    strategy = json.loads((HERE.parent / "strategy.json").read_text(encoding="utf-8"))
    campaigns = {campaign["id"]: campaign for campaign in strategy["campaigns"]}
    buttons = {action["id"]: action["text"][locale] for step in campaigns["tour.basics"]["steps"] for action in step["actions"]}
    choices = {choice["id"]: choice["text"][locale]
               for question in campaigns["survey.nps"]["questions"] for choice in question.get("choices", [])}
    return {"next": buttons["next"], "back": buttons["back"], "choice": choices["printing"]}


def time_zone():
    """One in which it is morning: what the pictures say about the time of day does not depend on when they are taken."""
    west = (datetime.datetime.now(datetime.timezone.utc).hour - 10 + 12) % 24 - 12
    return f"MORNING{west:+d}"


def play(notes, session, locale, theme, scale, pictures, work):
    """Plays a session in one language, theme and scale; what was wrong, or nothing."""
    words = {**WORDS[locale], **texts_of_strategy(locale)}
    filled = work / session.name
    text = session.read_text(encoding="utf-8").format(NAME="", **words)
    filled.write_text(text.replace("\npicture ", SETTLE + "picture "), encoding="utf-8")
    screen = work / "screen.json"  # the platform's own is smaller than the window
    screen.write_text(json.dumps({"screens": [{"name": "screen", "x": 0, "y": 0, "width": 1600 * scale // 100, "height": 1000 * scale // 100}]}))
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screen}", "QT_SCALE_FACTOR": str(scale / 100),
                   "DOCENT_REDUCED_MOTION": "1", "TZ": time_zone()}
    command = [str(pathlib.Path(notes).resolve()), "--data-dir", str(work / f"data-{session.stem}"), "--locale", locale, "--theme", theme,
               "--play", str(filled), "--pictures", str(pictures)]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=SESSION_SECONDS)
    if run.returncode == 0:
        return []
    why = next((line for line in run.stderr.splitlines() if line.startswith("session, ")), run.stderr.strip())
    return [f"{session.name}, {locale} {theme} {scale} %: Notes ended with {run.returncode}: {why} (see {pictures}/failed.png)"]


def size_of(picture):
    """Width and height from a PNG's header."""
    with open(picture, "rb") as file:
        head = file.read(24)
    return struct.unpack(">II", head[16:24]) if head[:8] == b"\x89PNG\r\n\x1a\n" else (0, 0)


def wanted():
    """The names of the pictures of each session."""
    lines = [line.split() for name in SESSIONS for line in (HERE / name).read_text(encoding="utf-8").splitlines()]
    return [words[1] for words in lines if words[:1] == ["picture"]]


def problems_of(folder, scale):
    for name in wanted():
        file = folder / name
        if not file.is_file():
            yield f"{file} was not taken"
        elif any(got < expected * scale // 100 for got, expected in zip(size_of(file), WINDOW)):
            yield f"{file} is {size_of(file)}, smaller than the window"


def problems_of_documentation():
    for name in CHOSEN:
        file = DOCS / name
        if not file.is_file() or any(got < expected for got, expected in zip(size_of(file), WINDOW)):
            yield f"{file} is missing or is no picture of the window"
        elif file.stat().st_size > MOST_BYTES:
            yield f"{file} has {file.stat().st_size} bytes, more than {MOST_BYTES}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notes", required=True, help="the program to take pictures of")
    parser.add_argument("--out", type=pathlib.Path, help="where all pictures go (default: a folder that is removed)")
    parser.add_argument("--check", action="store_true", help="leave docs/pictures as it is, and say what is wrong with it")
    options = parser.parse_args()
    sets = [*itertools.product(("en", "zh-CN"), ("light", "dark"), (100, 200)), ("ar", "light", 100)]
    with tempfile.TemporaryDirectory(prefix="docent-screens-") as scratch:
        out = (options.out or pathlib.Path(scratch) / "pictures").resolve()

        def take(look):
            locale, theme, scale = look
            folder = out / f"{locale}-{theme}-{scale}"
            work = pathlib.Path(scratch) / folder.name
            folder.mkdir(parents=True, exist_ok=True)
            work.mkdir()
            told = [problem for session in SESSIONS for problem in play(options.notes, HERE / session, locale, theme, scale, folder, work)]
            print(folder if options.out else folder.name, flush=True)
            return told + list(problems_of(folder, scale))

        with concurrent.futures.ThreadPoolExecutor(AT_A_TIME) as pool:  # a session mostly waits
            problems = [problem for told in pool.map(take, sets) for problem in told]
        if not options.check:
            DOCS.mkdir(exist_ok=True)
            for name, source in CHOSEN.items():
                if (out / source).is_file():
                    shutil.copyfile(out / source, DOCS / name)
        problems += problems_of_documentation()
    for problem in problems:
        print(f"FAILED: {problem}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
