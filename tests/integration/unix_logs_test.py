"""Real input: the nine UNIX logs, replayed by nine concurrent `docent send` processes with a data directory each, against one server.

All 144,631 commands arrive exactly once and the ledgers of both sides agree.
"""

import collections
import json
import pathlib
import re
import threading

import rig

EXPECTED = 144_631
DROPPED = re.compile(r"""^<\d+>$|^[-+]|^[|&;<>(){}`!*?~^%=$#@,.:\[\]"'/+0-9\\]+$""")


def commands(path):
    """(session, command) for every command of a log, as the data's README defines them."""
    session = 0
    for line in path.read_text(encoding="latin-1").splitlines():
        token = line.strip()
        if token == "**SOF**":
            session += 1
        elif token and token != "**EOF**" and not DROPPED.match(token):
            yield session, token


def replay(options, server, path, data_dir, results):
    process = rig.send(options, server.url, data_dir, "--flush", "--timeout", "300")
    lines = []
    for n, (session, command) in enumerate(commands(path)):
        lines.append(json.dumps({"event": "command_run", "properties": {"user": path.name, "n": n, "session": session, "command": command}}))
    out, err = process.communicate(("\n".join(lines) + "\n").encode())
    results[path.name] = (process.returncode, len(lines), out.decode().strip().splitlines()[-1:], err.decode()[-500:])


def main():
    options = rig.arguments(__doc__)
    logs = sorted(pathlib.Path(options.shared or "/nonexistent").glob("data/unix/USER*"))
    if not logs:
        rig.skip("the UNIX logs are not there (../shared/data/unix)")
    with rig.Workspace() as work, rig.Server(options.server, work / "server") as server:
        results = {}
        threads = [threading.Thread(target=replay, args=(options, server, log, work / log.name, results)) for log in logs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        total = collections.Counter()
        sent = 0
        for name, (code, count, last, err) in sorted(results.items()):
            rig.check(code == 0, f"{name}: docent send ended with {code}: {err}")
            ledger = json.loads(last[0])
            rig.check((ledger["accepted"], ledger["delivered"], ledger["pending"]) == (count, count, 0), f"{name}: {count} sent, ledger {ledger}")
            sent += count
            total.update({k: ledger[k] for k in ("accepted", "delivered")})
        arrived = collections.Counter()
        for row in server.export():
            properties = rig.event_of(row)["properties"]
            arrived[(properties["user"], properties["n"])] += 1
        ours = server.api("/api/ledger")
        print(f"{sent} commands sent, {len(arrived)} arrived, server ledger {json.dumps(ours)}")
        rig.check(sent == EXPECTED, f"parsed {sent} commands, expected {EXPECTED}")
        rig.check(len(arrived) == EXPECTED and max(arrived.values()) == 1, "not every command arrived exactly once")
        rig.check(ours["accepted"] == total["delivered"] == EXPECTED, "the two ledgers disagree")


if __name__ == "__main__":
    main()
