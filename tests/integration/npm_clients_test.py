"""Other vendors' clients, unmodified from npm, send to docent-server; their events are read back."""

import collections
import os
import pathlib
import shutil
import subprocess

import rig

HERE = pathlib.Path(__file__).parent / "npm"


def main():
    options = rig.arguments(__doc__, count=100)
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        rig.skip("node and npm are not installed (scripts/setup node)")
    with rig.Workspace() as work, rig.Server(options.server, work / "server") as server:
        folder = work / "clients"
        shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("node_modules"))
        install = subprocess.run(
            [npm, "install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"], cwd=folder, capture_output=True, text=True
        )
        if install.returncode != 0:
            rig.skip(f"the npm registry gave no packages: {install.stderr.strip().splitlines()[-1:] or install.returncode}")
        for client in ("segment", "rudder"):
            run = subprocess.run(
                [node, "send.mjs", client, server.url, rig.KEY, str(options.count)], cwd=folder, capture_output=True, text=True, timeout=120,
                env=dict(os.environ)
            )
            rig.check(run.returncode == 0, f"{client}: {run.stderr[-2000:]}")
        found = collections.Counter()
        kinds = collections.Counter()
        for row in server.export():
            event = rig.event_of(row)
            kinds[event["type"]] += 1
            if event["type"] == "track":
                rig.check(event["properties"]["words"] == "Grüße 文字", f"a text arrived changed: {event}")
                rig.check(event["userId"] == f"user-{event['properties']['n'] % 3}", f"a user arrived changed: {event}")
                found[(event["properties"]["client"], event["properties"]["n"])] += 1
        print(f"{len(found)} events of two clients arrived, types {dict(kinds)}")
        for client in ("segment", "rudder"):
            rig.check(all(found[(client, n)] == 1 for n in range(options.count)), f"{client}: not every event arrived exactly once")
        rig.check(kinds["identify"] == 2, "the identify calls did not arrive")


if __name__ == "__main__":
    main()
