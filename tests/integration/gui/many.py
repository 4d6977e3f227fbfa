"""Ten thousand runs in the real window: the table opens, scrolls, sorts and filters, driven by keyboard and accessibility, and
the interface's thread stays free. Usage: many.py APPLICATION
"""
import json
import os
import random
import sys
import tempfile
import time

from stage import Missing, Profile, leave, make_project, sign_in, stayed_free, team, until, waits_for_screen

RUNS, IN_ONE_REQUEST = 10_000, 20
OPTIMISERS = ("adamw", "nadamw", "shampoo", "lawa_ema", "schedule_free", "amos", "caspr", "sgd", "adafactor", "lion")


def a_run(number, chance):
    """As large as one of the AlgoPerf project's, with values that give every sort something to do."""
    optimiser = OPTIMISERS[number % len(OPTIMISERS)]
    config = {"optimizer": optimiser, "framework": chance.choice(["jax", "pytorch"]), "seed": number, "trial": number % 5,
              "lr": 10 ** chance.uniform(-5, -1), "one_minus_beta1": chance.random(), "beta2": 0.999,
              "weight_decay": 10 ** chance.uniform(-4, 0), "warmup_factor": 0.05, "batch_size": 2 ** chance.randrange(6, 13),
              "workload": {"name": "imagenet_vit", "steps": 186_666}, "host": f"node{number % 40}"}
    summary = {"train/loss": chance.expovariate(1), "train/accuracy": chance.random(), "validation/loss": chance.expovariate(1),
               "validation/accuracy": chance.random(), "test/accuracy": chance.random(), "grad_norm": chance.expovariate(0.1),
               "global_step": chance.randrange(186_666), "epoch": number % 90, "total_duration": chance.uniform(0, 80_000),
               "_step": number, "_runtime": chance.uniform(0, 90_000)}
    return {"entityName": None, "modelName": "many", "name": f"run{number:05}", "displayName": f"{optimiser}-{number:05}",
            "groupName": optimiser, "state": "finished", "tags": ["sweep"] if number % 7 == 0 else [],
            "config": json.dumps({key: {"value": value} for key, value in config.items()}), "summaryMetrics": json.dumps(summary)}


def put_runs(client, entity):
    chance = random.Random(4711)
    names = [f"i{number}" for number in range(IN_ONE_REQUEST)]
    text = "mutation (%s) { %s }" % (", ".join(f"${name}: UpsertBucketInput!" for name in names), " ".join(
        f"{name}: upsertBucket(input: ${name}) {{ inserted }}" for name in names))
    for first in range(0, RUNS, IN_ONE_REQUEST):
        runs = [a_run(number, chance) | {"entityName": entity} for number in range(first, first + IN_ONE_REQUEST)]
        made = client.data(text, **dict(zip(names, runs)))
        assert all(made[name]["inserted"] for name in names)


class Timed:
    """Says how long it took from the keys to what they are for, asked for over the accessibility bus."""

    def __init__(self, what):
        self.what = what

    def __enter__(self):
        self.begin = time.monotonic()

    def __exit__(self, kind, *_):
        if kind is None:
            print(f"ok   {self.what}: {(time.monotonic() - self.begin) * 1000:.0f} ms", flush=True)


def counts(window):
    return next((text for text in window.texts() if " shown" in text and "run" in text), "")


def scroll(window):
    window.tab_to("Runs")
    window.key("ctrl+Home")
    for _ in range(25):
        window.key("Next")
    for _ in range(3):
        window.key("ctrl+End", "Prior", "Prior", "ctrl+Home", "Next")
    window.key("ctrl+Home", "Right")  # back to the first columns


def click_header(window, grid, column, shift):
    """Sorts as the mouse does, near the heading's beginning. Two clicks in one place would be a double one."""
    place = grid.header(column).queryComponent().getExtents(0)
    window.click(place.x + 20 + shift, place.y + place.height // 2)


def first_values(grid, column, rows=40):
    values = []
    for row in range(rows):
        text = grid.text(row, column).replace(",", "")
        values.append(float(text) if text.replace(".", "", 1).replace("e-", "", 1).isdigit() else text)
    return values


def sort_by(window, grid, column):
    """Both ways, whichever comes first."""
    seen = set()
    while len(seen) < 2:
        click_header(window, grid, column, 12 * len(seen))

        def way():
            values = first_values(grid, column)
            ways = {goes_up for goes_up in (True, False) if values == sorted(values, reverse=not goes_up)}
            return ways - seen if len(ways) == 1 else None
        try:
            seen |= until(way, f"{column} to be sorted", 10)
        except Missing as problem:
            raise Missing(f"{problem}; {first_values(grid, column)}") from None


def filter_runs(window, text, matching):
    window.tab_to("Filter runs")
    window.key("ctrl+a", "BackSpace")
    window.type(text)
    until(lambda: f"{matching:,} match" in counts(window), f"{matching:,} runs that match {text!r}, not {counts(window)!r}", 30)


def drive(window):
    with Timed(f"{RUNS:,} runs came from the server"):
        until(lambda: f"{RUNS:,} run" in counts(window), f"{RUNS:,} runs, not {counts(window)!r}", 60)
    grid = window.grid("Runs")
    assert grid.rows() == RUNS, grid.rows()
    with Timed("25 pages down, to the end and back three times"):
        scroll(window)
    for column in ("Name", "validation/loss", "Name"):  # what the pane shows without scrolling sideways
        with Timed(f"sorted by {column} up and down"):
            sort_by(window, grid, column)
    of_adamw = RUNS // len(OPTIMISERS)
    for text, matching in (("adamw-", 2 * of_adamw), ("sgd-00", of_adamw // 10)):
        with Timed(f"filtered by {text!r}"):
            filter_runs(window, text, matching)
    with Timed("the filter cleared"):
        window.key("ctrl+a", "BackSpace")
        until(lambda: "match" not in counts(window), "all runs again", 30)


def main(application):
    with tempfile.TemporaryDirectory(prefix="cohort-many-") as folder, team.Server(folder) as server:
        client = team.Client(server)
        entity = client.viewer()["entity"]
        make_project(client, entity, "many")
        with Timed(f"{RUNS:,} runs put onto the server"):
            put_runs(client, entity)
        profile = Profile(os.path.join(folder, "profile"))
        os.mkdir(profile.folder)
        for visit in ("first", "second"):
            print(f"the {visit} visit", flush=True)
            window = profile.start(application, "--page", f"{entity}/many/workspace", "--size", "1300x900")
            with profile.explained("many"):
                if visit == "first":
                    sign_in(window, server, server.admin_key)
                drive(window)
                leave(window)
            stayed_free(profile, application, lambda stall: not waits_for_screen(stall))
    print("many: passed")


main(sys.argv[1])
