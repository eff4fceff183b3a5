"""Strategies and recordings at random, for tests: valid, small, and full of everything that a decision can depend on."""
import datetime
import random

EVENTS = ["a", "b", "c", "d", "e"]
SCREENS = ["home", "editor", "export"]


def duration(rng, low=1, high=7200):
    return f"PT{rng.randint(low, high)}S"


def rule(rng, depth=0):
    event = rng.choice(EVENTS)
    leaves = [
        lambda: {">": [{"event_count": [event, duration(rng)]}, rng.randint(0, 3)]},
        lambda: {"<": [{"event_age": [event]}, rng.randint(1, 5000)]},
        lambda: {">=": [{"event_days": [event, "P2D"]}, rng.randint(1, 2)]},
        lambda: {"==": [{"var": "context.mode"}, rng.choice(["x", "y"])]},
        lambda: {"==": [{"var": "context.screen"}, rng.choice(SCREENS)]},
        lambda: {"event_seq": [rng.sample(EVENTS, 2), duration(rng)]},
        lambda: {">": [{"dwell": [rng.choice(SCREENS), "PT1H"]}, rng.randint(1, 60)]},
        lambda: {"in_segment": ["some"]},
        lambda: {"in_window": ["08:00", "20:00", rng.choice(["local", "UTC", "+05:00"])]},
        lambda: {"<": [{"campaign_count": ["c0", rng.choice(["shown", "dismissed", "completed"])]}, rng.randint(1, 3)]},
        lambda: {"!=": [{"var": "user.plan"}, "guest"]},
        lambda: True,
    ]
    if depth < 2 and rng.random() < 0.4:
        return {rng.choice(["and", "or"]): [rule(rng, depth + 1), rule(rng, depth + 1)]}
    if depth < 2 and rng.random() < 0.1:
        return {"!": [rule(rng, depth + 1)]}
    return rng.choice(leaves)()


def frequency(rng, kind):
    f = {}
    if rng.random() < 0.5:
        f["displayLimit"] = rng.randint(1, 4)
    if rng.random() < 0.4:
        f["interval"] = duration(rng)
    if rng.random() < 0.3:
        f["recontact"] = duration(rng)
    if rng.random() < 0.4:
        f["until"] = {"tour": "completed", "survey": "responded"}.get(kind, "interacted")
    if kind == "tour":
        f["resume"] = rng.random() < 0.5
    return f


def campaign(rng, number):
    kind = rng.choice(["tip", "tip", "banner", "tour", "survey", "checklist"])
    c = {"id": f"c{number}", "type": kind, "priority": rng.randint(0, 3)}
    if kind != "checklist" or rng.random() < 0.3:
        c["triggers"] = [{"event": rng.choice(EVENTS), **({"goal": rng.randint(2, 3), "within": duration(rng)} if rng.random() < 0.5 else {})}
                         for _ in range(rng.randint(1, 2))]
    for key, value in {
        "delay": lambda: duration(rng, 1, 300), "targeting": lambda: rule(rng), "exclusionGroup": lambda: rng.choice(["g", "h"]),
        "cancelTriggers": lambda: [{"event": rng.choice(EVENTS)}], "invalidateOn": lambda: [{"event": rng.choice(EVENTS), "reason": "DONE"}],
        "feature": lambda: "f", "frequency": lambda: frequency(rng, kind), "minVisible": lambda: duration(rng, 1, 5),
        "schedule": lambda: {"end": "2026-11-03T12:00:00", "timeZone": "local", "windows": [{"from": "08:00", "to": "22:00"}]},
    }.items():
        if rng.random() < 0.3:
            c[key] = value()
    text = {"en": {"title": f"T{number} {{{{context.mode|none}}}}", "body": "{{event.n|?}}"}}
    if kind in ("tip", "banner"):
        c["content"] = {"text": text, "actions": [{"id": "later", "action": "snooze:PT1H", "text": {"en": "Later"}},
                                                  {"id": "go", "action": f"launch:c{rng.randint(0, 5)}", "text": {"en": "Go"}}]}
    if kind == "banner" and rng.random() < 0.3:
        c["policy"] = "emergency"
    if kind == "tour":
        c["steps"] = [{"id": f"s{i}", "text": text, **({"advanceOn": {"event": rng.choice(EVENTS)}} if rng.random() < 0.5 else {})}
                      for i in range(rng.randint(1, 3))]
    if kind == "survey":
        c["questions"] = [{"id": "q", "type": "nps", "text": {"en": "?"},
                           "branching": [{"if": {"<": [{"var": "answer"}, 7]}, "next": "w"}, {"next": "end"}]},
                          {"id": "w", "type": "open", "optional": True, "text": {"en": "why"}}]
    if kind == "checklist":
        c["content"] = {"text": text}
        c["items"] = [{"id": f"i{i}", "completeWhen": {">": [{"event_count": [rng.choice(EVENTS)]}, rng.randint(0, 2)]}, "launches": "c0",
                       "text": {"en": "do"}} for i in range(rng.randint(1, 3))]
    if rng.random() < 0.25:
        c["experiment"] = {"seed": "s", "control": "off", "variants": [{"id": "off", "weight": 1}, {"id": "on", "weight": 1}],
                           "goal": {"event": rng.choice(EVENTS), "within": "PT1H"}}
    return c


def strategy(rng):
    count = rng.randint(1, 8)
    frequency_policy = {"maxConcurrent": rng.randint(1, 2)}
    if rng.random() < 0.5:
        frequency_policy["cooldown"] = duration(rng, 1, 600)
    if rng.random() < 0.5:
        frequency_policy["caps"] = [{"id": "cap", "limit": rng.randint(1, 4), "window": duration(rng, 600, 86400)}]
    if rng.random() < 0.3:
        frequency_policy["suppressWhen"] = {"var": "app.modal"}
    if count > 2 and rng.random() < 0.3:
        frequency_policy["groups"] = [{"id": "o", "ordered": ["c1", "c2"]}]
    policies = {"frequency": frequency_policy}
    if rng.random() < 0.3:
        policies["holdout"] = {"seed": "h", "percentage": rng.choice([20, 50])}
    if rng.random() < 0.3:
        policies["user"] = {"quietHours": {"from": "22:00", "to": "06:00", "timeZone": "local"}}
    if rng.random() < 0.4:
        policies["emergency"] = [{"id": "p", "armWhen": {">=": [{"event_count": [rng.choice(EVENTS), "PT10M"]}, 3]},
                                  "standDownAfter": duration(rng, 60, 3600), "killSwitch": ["f"], "shows": "c0"}]
    return {"schemaVersion": 1, "product": "random", "version": 1, "locales": {"default": "en"}, "features": [{"id": "f"}],
            "segments": [{"id": "some", "rule": {">": [{"event_count": ["a"]}, 1]}}], "policies": policies,
            "campaigns": [campaign(rng, i) for i in range(count)]}


def recording(rng, user="u", events=60):
    t = datetime.datetime(2026, 11, 2, 6, 0, 0)
    lines = []
    known = rng.random() < 0.5
    for i in range(events):
        t += datetime.timedelta(milliseconds=rng.choice([0, 200, 1000, 1000, 4000, 15000, 90000, 1000000, 9000000]))
        who = {"userId": user} if known or i > 10 else {"anonymousId": "anon", **({"userId": user} if i == 10 else {})}
        base = {**who, "timestamp": t.isoformat(timespec="milliseconds") + "Z"}
        choice = rng.random()
        if choice < 0.62:
            lines.append({**base, "event": rng.choice(EVENTS), "properties": {"n": rng.randint(0, 9)}, "context": {"screen": rng.choice(SCREENS)}})
        elif choice < 0.72:
            kind = rng.choice(["click", "edit", "undo", "close"])
            lines.append({**base, "event": "interaction", "properties": {"kind": kind, "target": "t", "role": "button", "form": "w"}})
        elif choice < 0.78:
            lines.append({**base, "type": "context", "context": {"mode": rng.choice(["x", "y", None])}})
        elif choice < 0.82:
            lines.append({**base, "type": "app", "state": {"modal": rng.random() < 0.5}})
        elif choice < 0.92:
            lines.append({**base, "type": "outcome", "campaign": f"c{rng.randint(0, 7)}",
                          "outcome": rng.choice(["shown", "interacted", "dismissed", "snoozed", "timed_out", "abandoned", "completed", "advanced"]),
                          "detail": rng.choice(["", "later", "go", "next", "anchor_missing", "PT1H", "i0"])})
        elif choice < 0.96:
            lines.append({**base, "type": "answer", "campaign": f"c{rng.randint(0, 7)}", "question": rng.choice(["q", "w"]),
                          "answer": rng.choice([3, 10, "text"])})
        elif choice < 0.98:
            lines.append({**base, "type": "launch", "campaign": f"c{rng.randint(0, 7)}"})
        else:
            lines.append({**base, "type": "foreground", "foreground": rng.random() < 0.5})
    return lines


def pair(seed):
    rng = random.Random(seed)
    return strategy(rng), recording(rng)
