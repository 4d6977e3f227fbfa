"""Two training scripts log with the real SDK while the window shows their project, from its first-run guide on.

Curves grow without a click, every point arrives (in what the charts say, in the window's cache and on the server), and the
interface's thread stays free. Usage: live.py APPLICATION
"""
import contextlib
import os
import re
import sys
import tempfile
import time

from stage import Missing, Profile, leave, make_project, sign_in, stayed_free, team, training, until

STEPS, METRICS, SCRIPTS = 5000, 20, 2
POINTS = STEPS * SCRIPTS  # of each chart

# Pauses, so that there is something to watch: without them the script would be done at once.
LOGGER = """
import sys, time, wandb
seed = int(sys.argv[1])
run = wandb.init(project="live", id=f"script{seed}")
for step in range(%d):
    run.log({f"group{key %% 4}/metric{key:02}": seed * 1e6 + step * 20 + key for key in range(%d)})
    if step %% 250 == 0:
        time.sleep(0.5)
run.finish()
""" % (STEPS, METRICS)


def points_of(chart):
    found = re.search(r"all ([\d,]+) points", chart.description or "")
    return int(found.group(1).replace(",", "")) if found else 0


def watch_growth(window, scripts):
    """What the first chart says, again and again, without touching anything."""
    chart = window.find(role="chart", seconds=60)
    seen = [0]
    while any(script.poll() is None for script in scripts) or seen[-1] < POINTS:
        points = points_of(chart)
        assert points >= seen[-1], f"a curve became shorter: {seen}, {points}"
        if points != seen[-1]:
            seen.append(points)
        assert time.monotonic() < watch_growth.end, f"only {seen} of {POINTS} points came"
        time.sleep(0.5)
    return seen


def look_at_all(window):
    """Tabs from chart to chart, as only those that are seen draw; each has every point of both runs."""
    window.tab_to("group0/metric00")
    names = set()
    while True:
        chart = window.focused()
        until(lambda: points_of(chart) == POINTS, f"{POINTS} points in {chart.name}", 20)
        assert chart.description.startswith("2 lines"), chart.description
        names.add(chart.name)
        if len(names) == METRICS:
            return names
        tab_to_next_chart(window)


def tab_to_next_chart(window):
    """Past the chart's own button, and a section's title perhaps."""
    for _ in range(4):
        window.key("Tab")
        if window.focused().getRoleName() == "chart":
            return
    raise Missing(f"Tab does not come to the next chart but to {window.focused()}")


def count_in_cache(profile):
    rows = profile.read("cache.db", """SELECT histories.run, chunks.key, SUM(chunks.point_count) FROM chunks
        JOIN histories ON histories.id = chunks.history WHERE histories.project = 'live' AND histories.stream = 0
        AND chunks.key LIKE 'group%' GROUP BY 1, 2""")
    assert len(rows) == METRICS * SCRIPTS, f"{len(rows)} metrics of runs"
    assert all(count == STEPS for _, _, count in rows), [row for row in rows if row[2] != STEPS]
    return sum(count for _, _, count in rows)


def count_on_server(client, entity):
    points = 0
    for seed in range(SCRIPTS):
        run = client.run(entity, "live", f"script{seed}", "state historyLineCount historyKeys")
        assert (run["state"], run["historyLineCount"]) == ("finished", STEPS), run
        keys = team.json_of(run["historyKeys"])["keys"]
        for name in (f"group{key % 4}/metric{key:02}" for key in range(METRICS)):
            points += sum(entry["count"] for entry in keys[name]["typeCounts"])
    assert points == METRICS * POINTS, points
    return points


def main(application):
    with tempfile.TemporaryDirectory(prefix="cohort-live-") as folder, team.Server(folder) as server:
        client = team.Client(server)
        entity = client.viewer()["entity"]
        make_project(client, entity, "live")
        profile = Profile(os.path.join(folder, "profile"))
        os.mkdir(profile.folder)
        window = profile.start(application, "--page", f"{entity}/live/workspace", "--size", "1300x900")
        with profile.explained("live"), contextlib.ExitStack() as started:
            sign_in(window, server, server.admin_key)
            window.reads("No runs yet", 30)
            print("ok   the window shows the guide of an empty project", flush=True)
            scripts = [training(server, server.admin_key, os.path.join(folder, f"sdk{seed}"), LOGGER, str(seed))
                       for seed in range(SCRIPTS)]
            for script in scripts:
                started.callback(script.kill)
            watch_growth.end = time.monotonic() + 240
            seen = watch_growth(window, scripts)
            for script in scripts:
                team.finished(script, 10)
            assert len(seen) >= 5, f"the curve did not grow by itself: {seen}"
            print(f"ok   a curve grew without a click: {seen}", flush=True)
            assert len(look_at_all(window)) == METRICS
            print(f"ok   {METRICS} charts say that they draw all {POINTS:,} points", flush=True)
            print(f"ok   {count_in_cache(profile):,} points in the window's cache", flush=True)
            print(f"ok   {count_on_server(client, entity):,} points on the server", flush=True)
            leave(window)
        stayed_free(profile, application)
        print("live: passed")


main(sys.argv[1])
