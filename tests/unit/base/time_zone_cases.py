#!/usr/bin/env python3
"""Writes time_zone_cases.json: compiled zone files as hexadecimal digits, and what Python's zoneinfo makes of them.

usage: time_zone_cases.py

Needs zic and tzdata.zi of a time zone database (Debian: tzdata). The seed is fixed, so the same database gives the same cases. For each zone:
"file" (and "fat", the same zone with its changes up to 2037 written out), "offsets" as [UTC seconds, seconds east], and "locals" as [seconds that
the clock shows, UTC seconds], both at random from 1970 to 2100 and at the edges of changes.
"""
import datetime
import json
import os
import random
import subprocess
import tempfile
import zoneinfo

ZONES = ["Europe/Berlin", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia", "America/Sao_Paulo",
         "Europe/Dublin", "Etc/UTC"]
EPOCH = datetime.datetime(1970, 1, 1)
UTC_EPOCH = EPOCH.replace(tzinfo=datetime.timezone.utc)
END = int((datetime.datetime(2101, 1, 1) - EPOCH).total_seconds())
DAY = 86_400
DATABASE = "/usr/share/zoneinfo/tzdata.zi"


def offset(zone, utc_s):
    return int((UTC_EPOCH + datetime.timedelta(seconds=utc_s)).astimezone(zone).utcoffset().total_seconds())


def utc_of(zone, local_s):
    """fold=0: a skipped time with the offset before the change, of two the first."""
    local = (EPOCH + datetime.timedelta(seconds=local_s)).replace(tzinfo=zone)
    return local_s - int(local.utcoffset().total_seconds())


def changes(zone):
    """The first second of each new offset."""
    found = []
    for day in range(0, END, DAY):
        low, high = day, day + DAY
        if offset(zone, low) == offset(zone, high):
            continue
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if offset(zone, middle) == offset(zone, low) else (low, middle)
        found.append(high)
    return found


def compile_database(style, folder):
    subprocess.run(["zic", "-b", style, "-d", folder, DATABASE], check=True, stderr=subprocess.DEVNULL)


def file_of(folder, name):
    with open(os.path.join(folder, name), "rb") as file:
        return file.read().hex()


def cases(name, chance):
    zone = zoneinfo.ZoneInfo(name)
    edges = changes(zone)
    edges = sorted(set(chance.sample(edges, min(len(edges), 20)) + edges[-2:]))
    moments = sorted([chance.randrange(END) for _ in range(200)] + [edge + d for edge in edges for d in (-1, 0)])
    times = [chance.randrange(END) for _ in range(60)]
    for edge in edges:
        before, after = edge + offset(zone, edge - 1), edge + offset(zone, edge)
        first, last = min(before, after), max(before, after)
        times += [first - 1, first, (first + last) // 2, last - 1, last]
    return {"name": name, "changes": len(changes(zone)), "offsets": [[s, offset(zone, s)] for s in moments],
            "locals": [[s, utc_of(zone, s)] for s in sorted(times)]}


def main():
    chance = random.Random(8536)
    with tempfile.TemporaryDirectory() as slim, tempfile.TemporaryDirectory() as fat:
        compile_database("slim", slim)
        compile_database("fat", fat)
        zoneinfo.reset_tzpath([slim])
        rows = []
        for name in ZONES:
            row = cases(name, chance)
            row["file"] = file_of(slim, name)
            if name in ("Europe/Berlin", "Australia/Lord_Howe"):
                row["fat"] = file_of(fat, name)
            rows.append(row)
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "time_zone_cases.json")
    with open(path, "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows) + "\n]\n")


if __name__ == "__main__":
    main()
