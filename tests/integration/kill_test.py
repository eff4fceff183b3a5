"""kill -9: `docent send --ack` is killed at random moments and started again; every acknowledged event arrives exactly once."""

import collections
import contextlib
import json
import random
import signal
import threading
import time

import rig


def one_round(options, server, data_dir, first):
    """Feeds numbered events until the process is killed; returns the numbers it acknowledged and the next free number."""
    process = rig.send(options, server.url, data_dir, "--ack")
    sent = [first]

    def feed():
        try:
            while True:
                lines = []
                for _ in range(200):
                    properties = {"n": sent[0], "text": "some words that fill the event", "flag": True}
                    lines.append(json.dumps({"event": "numbered", "properties": properties}))
                    sent[0] += 1
                process.stdin.write(("\n".join(lines) + "\n").encode())
                process.stdin.flush()
        except (BrokenPipeError, ValueError, OSError):
            pass

    feeder = threading.Thread(target=feed)
    feeder.start()
    acknowledged = b""
    # Killed between its start and well into the flow, also before the first acknowledgement.
    end = time.monotonic() + random.choice((0.01, 0.03, 0.06, 0.12)) * (0.5 + random.random())
    killer = threading.Timer(max(0, end - time.monotonic()), lambda: process.send_signal(signal.SIGKILL))
    killer.start()
    acknowledged = process.stdout.read()
    killer.join()
    process.wait()
    feeder.join()
    lines = acknowledged.split(b"\n")[:-1]  # a line cut short was not acknowledged
    with contextlib.suppress(BrokenPipeError):  # what the dead process did not read
        process.stdin.close()
    return [first + int(line) - 1 for line in lines], sent[0]


def main():
    options = rig.arguments(__doc__, rounds=200)
    with rig.Workspace() as work, rig.Server(options.server, work / "server") as server:
        acknowledged, following = [], 0
        for number in range(options.rounds):
            acks, following = one_round(options, server, work / "client", following)
            acknowledged += acks
            if number % 20 == 19:
                print(f"round {number + 1}/{options.rounds}: {len(acknowledged)} acknowledged of {following} offered", flush=True)
        ledger = rig.flush(options, server.url, work / "client", 300)
        arrived = collections.Counter(rig.event_of(row)["properties"]["n"] for row in server.export())
        lost = [n for n in acknowledged if n not in arrived]
        doubled = [n for n, times in arrived.items() if times > 1]
        print(f"{len(acknowledged)} acknowledged, {len(arrived)} arrived, {len(lost)} lost, {len(doubled)} doubled; ledger {json.dumps(ledger)}")
        rig.check(acknowledged, "nothing was acknowledged: the kills came too early to prove anything")
        rig.check(not lost, f"acknowledged and lost: {lost[:10]}")
        rig.check(not doubled, f"stored twice: {doubled[:10]}")
        rig.check(ledger["pending"] == 0, "events are still pending after the flush")
        rig.check(ledger["accepted"] == len(arrived), f"the ledger accepted {ledger['accepted']}, the backend has {len(arrived)}")


if __name__ == "__main__":
    main()
