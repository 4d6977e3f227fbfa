#!/usr/bin/env python3
"""Makes the demo team's data (resources/demo) from a folder with the AlgoPerf training logs.

    select_runs.py FOLDER      FOLDER holds runs.jsonl and history/<id>.csv.gz

The numbers are taken over as they were logged. What the logs do not hold is derived, and only this:
  * `_runtime` of a row without a time of its own lies on the straight line between its neighbours' `total_duration`;
  * the start of a run: runs of a project follow each other from a fixed day, six hours apart;
  * console lines: one for each evaluation, with the figures of that row;
  * who owns a run: a person of the demo team for each algorithm.
"""
import collections
import csv
import datetime
import gzip
import json
import pathlib
import struct
import sys
import zlib

PROJECTS = {"imagenet_vit": 76, "ogbg": 76}
MAX_POINTS = 2000
OWNERS = {
    "ada": ["baseline", "amos", "lawa_ema"],
    "ben": ["schedule_free_adamw", "schedule_free_adamw_v2", "cyclic_lr", "adamg", "sinv6", "sinv6_75"],
    "chiara": ["nadamp", "caspr_adaptive", "generalized_adam", "nadamw_sequential"],
    "nightly-sweeps": ["lawa_queue"],
    "dmitri": ["schedule_free_prodigy", "shampoo_submission", "shampoo"],
}
OWNER_OF = {group: owner for owner, groups in OWNERS.items() for group in groups}
START = datetime.datetime(2026, 3, 2, 6, 0, tzinfo=datetime.timezone.utc)


def choose(runs, count):
    """Round robin over the algorithms, so that each is there; two of each seed so that groups have a spread."""
    groups = collections.defaultdict(list)
    for run in sorted(runs, key=lambda r: (r["group"], r["display_name"], r["id"])):
        if run["points"] <= MAX_POINTS:
            groups[run["group"]].append(run)
    chosen = []
    while len(chosen) < count and any(groups.values()):
        for name in sorted(groups):
            if groups[name] and len(chosen) < count:
                chosen.append(groups[name].pop(0))
    return chosen


def number(text):
    if text == "":
        return None
    value = float(text)
    return int(value) if text.lstrip("-").isdigit() else value


def runtimes(rows, column):
    """Seconds since the start for every row; see the module's text for rows without a time."""
    known = [(i, row[column]) for i, row in enumerate(rows) if column is not None and row[column] is not None]
    if not known:
        return [float(i) for i in range(len(rows))]
    times = []
    previous = (-1, 0.0)
    upcoming = iter(known + [(len(rows), known[-1][1] + 1.0)])
    following = next(upcoming)
    for i in range(len(rows)):
        while following[0] < i:
            previous, following = following, next(upcoming)
        share = (i - previous[0]) / (following[0] - previous[0])
        times.append(round(previous[1] + share * (following[1] - previous[1]), 3))
    return times


def convert(folder, run, index):
    with gzip.open(folder / "history" / f"{run['id']}.csv.gz", "rt", newline="") as file:
        table = list(csv.reader(file))
    header, rows = table[0], [[number(cell) for cell in row] for row in table[1:]]
    step = header.index("global_step")
    rows.sort(key=lambda row: row[step])
    duration = header.index("total_duration") if "total_duration" in header else None
    times = runtimes(rows, duration)
    created = START + datetime.timedelta(hours=6 * index)
    names = [name for name in header if name != "global_step"]
    picked = [header.index(name) for name in names]
    out_rows = [[row[step], time, round(created.timestamp() + time, 3)] + [row[i] for i in picked]
                for row, time in zip(rows, times)]
    console = [f"{created:%Y-%m-%d %H:%M:%S} starting {run['display_name']} on workload {run['project']}"]
    shown = [name for name in names if name.startswith(("train/", "validation/", "test/")) and "num_examples" not in name]
    for row in out_rows:
        values = dict(zip(names, row[3:]))
        parts = [f"{name}={values[name]:.6g}" for name in shown if values.get(name) is not None]
        if parts:
            console.append(f"step {row[0]}: " + " ".join(parts))
    return {
        "id": run["id"], "display_name": run["display_name"], "owner": OWNER_OF[run["group"]], "group": run["group"],
        "job_type": run["job_type"], "tags": run["tags"], "notes": "", "state": "finished",
        "created_at": created.strftime("%Y-%m-%dT%H:%M:%S"), "config": run["config"], "system": run["system"],
        "console": console, "columns": ["_step", "_runtime", "_timestamp"] + names, "rows": out_rows,
    }


def main():
    folder = pathlib.Path(sys.argv[1])
    target = pathlib.Path(__file__).resolve().parents[2] / "resources" / "demo"
    runs = [json.loads(line) for line in (folder / "runs.jsonl").read_text().splitlines()]
    for project, count in PROJECTS.items():
        chosen = choose([run for run in runs if run["project"] == project], count)
        lines = "\n".join(json.dumps(convert(folder, run, i), separators=(",", ":"), sort_keys=False)
                          for i, run in enumerate(chosen)).encode() + b"\n"
        # The form of qCompress: the size, big-endian, before a zlib stream.
        data = struct.pack(">I", len(lines)) + zlib.compress(lines, 9)
        (target / f"{project}.jsonl.z").write_bytes(data)
        print(project, len(chosen), "runs", len(lines), "bytes,", len(data), "compressed")


if __name__ == "__main__":
    main()
