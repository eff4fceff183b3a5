"""A tip from end to end: what happens in the application, the strategy that reacts to it, and the host that shows what Docent hands out.

usage: DOCENT_LIBRARY=path/to/libdocent.so python3 tip.py (or with the library installed). No backend is needed: the strategy is given here.
"""

import select
import tempfile

import docent

STRATEGY = {
    "schemaVersion": 1,
    "product": "editor",
    "version": 1,
    "locales": {"default": "en"},
    "campaigns": [
        {
            "id": "tip.format",
            "type": "tip",
            "triggers": [{"event": "text_edited", "goal": 3, "within": "PT2M"}],
            "targeting": {"==": [{"event_count": ["style_applied", "P30D"]}, 0]},
            "content": {
                "text": {"en": {"title": "Give it some structure", "body": "Headings help readers. Styles are in the toolbar."}},
                "actions": [{"id": "try", "action": "focus:toolbar.format", "text": {"en": "Show me"}}],
            },
        }
    ],
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, docent.Client(
        "WRITE_KEY", data_dir=folder, strategy=STRATEGY, consent=docent.Consent.ALL  # a real application asks its user first
    ) as client:
        bell = client.wakeup_fd()  # belongs into the application's own event loop
        for text in ("We leave on Friday.", "Pack the camera.", "Book the tram."):
            client.track("text_edited", {"chars": len(text)})
        if not select.select([bell], [], [], 5)[0]:
            raise SystemExit(f"no tip came: {client.explain('tip.format')}")
        for tip in client.presentations():
            print(f"{tip.title}\n{tip.body}\n[{tip.actions[0].text}]   (why: {tip.reason})")
            client.report(tip, docent.Outcome.SHOWN)
            client.report(tip, docent.Outcome.INTERACTED, tip.actions[0].id)
        print("recorded:", ", ".join(event.get("event", event["type"]) for event in reversed(client.recorded())))


if __name__ == "__main__":
    main()
