"""What was visited is shown when the server is gone, with its age; what needs the server is grey and says why; when the
server comes back the window recovers by itself. Usage: offline.py APPLICATION
"""
import os
import re
import sys
import tempfile

import pyatspi
from stage import Profile, has, name_of, sign_in, team, until

PROJECT, RUNS = "imagenet_vit", 76


def visit(window):
    """Goes to every kind of page and notes what each shows."""
    shown = {}
    window.go("Home")
    window.reads("Hello, Ada Moreau", 30)
    window.go("Projects")
    projects = window.grid("Projects", 30)
    until(lambda: projects.rows() == 2, "two projects", 30)
    shown["projects"] = sorted(projects.text(row, 0) for row in range(2))
    window.go("Members")
    members = window.grid("Members", 30)
    until(lambda: members.rows() == 7, "seven members", 30)
    shown["members"] = sorted((members.text(row, "User name"), members.text(row, "Role")) for row in range(7))
    window.go(PROJECT)
    window.reads(f"{RUNS} runs, {RUNS} shown", 30)
    runs = window.grid("Runs", 30)
    shown["runs"] = sorted(runs.text(row, "Name") for row in range(RUNS))
    shown["chart"] = whole_chart(window)
    shown["run"] = open_first_run(window)
    return shown


def whole_chart(window):
    """What the first chart says once all runs are drawn in it."""
    chart = window.find(role="chart", seconds=30)
    until(lambda: re.match(r"[1-9]\d* lines; .*\ball ", chart.description), "a drawn chart", 60)
    last = [None]

    def settled():
        before, last[0] = last[0], chart.description
        busy = any("loading" in text.lower() for text in window.texts())
        return before == chart.description and not busy
    until(settled, "all curves", 90)
    return chart.name, chart.description


def open_first_run(window):
    window.row_to("Runs", 0)
    window.key("Return")
    window.find(role="page tab", name="Overview", seconds=30)
    until(lambda: len(values(window)) > 5, "the run's config", 30)
    return values(window)


def values(window):
    """Keys and values of the config or summary that a run's overview lists."""
    for node in window.all(role="tree"):
        if name_of(node) != "Navigation":
            table = node.queryTable()
            return [name_of(table.getAccessibleAt(row, column)) for row in range(table.nRows) for column in (0, 1)]
    return []


def status(window):
    """The texts of the status bar: the connection and the age."""
    bar = window.find(role="status bar")
    return [name_of(node) for node in window.all() if node.getRoleName() == "label" and inside(node, bar)]


def inside(node, ancestor):
    while node is not None and node.getRoleName() not in ("frame", "application"):
        if node == ancestor:
            return True
        node = node.parent
    return False


def invite_button(window):
    window.go("Members")
    return window.find(name="Invite…", seconds=30)


def main(application):
    with tempfile.TemporaryDirectory(prefix="cohort-offline-") as folder, team.Server(folder, "--demo") as server:
        profile = Profile(os.path.join(folder, "profile"))
        os.mkdir(profile.folder)
        window = profile.start(application, "--size", "1300x900")
        with profile.explained("offline"):
            sign_in(window, server, server.admin_key)
            online = visit(window)
            assert "online" in status(window), status(window)
            print(f"ok   visited: {len(online['runs'])} runs, {online['chart'][1]}", flush=True)
            assert window.quit() == 0
            server.stop()

            window = profile.start(application, "--size", "1300x900")
            window.find(role="tree", name="Navigation", seconds=30)
            window.reads("offline", 30)
            offline = visit(window)
            different = {key: (online[key], offline[key]) for key in online if online[key] != offline[key]}
            assert not different, f"another picture than before: {different}"
            said = status(window)
            assert any(re.match(r"synced .*(ago|now)", text) for text in said), said
            print(f"ok   without a server: the account opens by itself, everything is there, the window says {said}", flush=True)
            invite = invite_button(window)
            until(lambda: not has(invite, pyatspi.STATE_SENSITIVE), "Invite is grey", 10)
            assert invite.description.startswith("Offline: this needs the server."), invite.description
            print(f"ok   Invite is grey: {invite.description}", flush=True)

            server.start()
            window.reads("online", 90)
            until(lambda: has(invite_button(window), pyatspi.STATE_SENSITIVE), "Invite may be pressed", 30)
            print("ok   the server is back, and so is the window, without a click", flush=True)

            server.stop()
            window.reads("offline", 60)
            print("ok   a server that goes while the window looks at it is noticed", flush=True)
            assert window.quit() == 0
            profile.check()
            print("offline: passed")


main(sys.argv[1])
