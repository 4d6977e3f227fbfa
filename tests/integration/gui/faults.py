"""Starts of the window on files that are damaged, of a newer version, or cannot be written. Each shows the project with all
its curves, tells what is wrong and what to do, and costs nothing of what the person made. Usage: faults.py APPLICATION

A read-only and a full disk are small file systems of their own; where none may be mounted, those two are left out.
"""
import contextlib
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

from stage import Profile, sign_in, team, until

PROJECT, RUNS = "imagenet_vit", 76


def garbage(path):
    size = path.stat().st_size
    with open(path, "r+b") as file:
        file.seek(4096)  # behind the first page: the head stays sound
        file.write(os.urandom(size - 4096))


def newer(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.commit()


def replaced_by_a_file(path):
    path.parent.rename(path.parent.with_name("kept"))
    path.parent.touch()


class Disk:
    """A small file system for a profile; false where none may be mounted."""

    def __init__(self, folder):
        self.folder = folder
        os.mkdir(folder)
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", folder], capture_output=True)
        self.is_there = made.returncode == 0

    def make_read_only(self):
        subprocess.run(["mount", "-o", "remount,ro", self.folder], check=True)

    def fill(self):
        with open(os.path.join(self.folder, "filler"), "wb", buffering=0) as filler, contextlib.suppress(OSError):
            while True:
                filler.write(bytes(4096))

    def leave(self):
        subprocess.run(["umount", self.folder], check=True)


def look(profile, application, shown, says):
    """The project as it should be, and the words that tell what is wrong; None: nothing is to be told."""
    window = profile.start(application, "--size", "1300x900")
    with profile.explained("faults"):
        window.reads(f"{RUNS} runs, {shown} shown", 60)
        chart = window.find(role="chart", seconds=60)
        until(lambda: chart.description.startswith(tuple(f"{lines} lines;" for lines in range(60, RUNS + 1))),
              "the curves", 60)
        if says:
            window.reads(says)
        else:
            told = [text for text in window.texts() if "start Cohort again" in text or "damaged" in text]
            assert not told, told
        assert window.quit() == 0


def account_file(profile, name):
    return next(profile.folder.glob(f"accounts/*/{name}"))


def damaged_files(application, good, folder):
    """Faults of the content: (the file, what happens to it, runs that are shown then and from there on, what is told)."""
    cases = [("cache.db", garbage, RUNS - 1, None), ("cache.db", newer, RUNS - 1, None),
             ("personal.db", newer, RUNS, "A newer version of Cohort wrote"),
             ("personal.db", garbage, RUNS, "The damaged file was kept in"),
             ("cache.db", replaced_by_a_file, RUNS, "Cohort may not write to its folder")]
    for number, (name, damage, shown, says) in enumerate(cases):
        profile = Profile(os.path.join(folder, f"profile{number}"))
        shutil.copytree(good.folder, profile.folder)
        path = account_file(profile, name)
        personal = path.with_name("personal.db").read_bytes()
        damage(path)
        look(profile, application, shown, says)
        if damage is newer and name == "personal.db":  # the newer version comes back
            with contextlib.closing(sqlite3.connect(path)) as connection:
                assert connection.execute("PRAGMA user_version").fetchone() == (99,)
        elif damage is replaced_by_a_file:
            path.parent.unlink()
            path.parent.with_name("kept").rename(path.parent)
            assert path.with_name("personal.db").read_bytes() == personal
            look(profile, application, RUNS - 1, None)
        else:
            look(profile, application, shown, None)  # told once, or healed
        print(f"ok   {name}, {damage.__name__.replace('_', ' ')}: {says or 'healed without a word'}", flush=True)


def unwritable_disks(application, good, folder):
    for name, damage, says in (("read-only", Disk.make_read_only, "Cohort may not write to its folder"),
                               ("full", Disk.fill, "The disk is full")):
        disk = Disk(os.path.join(folder, name))
        if not disk.is_there:
            print(f"left out: no file system may be mounted for a {name} disk")
            continue
        try:
            profile = Profile(disk.folder, notes=folder)
            shutil.copytree(good.folder, profile.folder, dirs_exist_ok=True)
            before = account_file(profile, "personal.db").read_bytes()
            damage(disk)
            look(profile, application, RUNS - 1, says)
            assert account_file(profile, "personal.db").read_bytes() == before
            print(f"ok   a {name} disk: all is shown, and {says!r} is told", flush=True)
        finally:
            disk.leave()


def main(application):
    with tempfile.TemporaryDirectory(prefix="cohort-faults-") as folder, team.Server(folder, "--demo") as server:
        good = Profile(os.path.join(folder, "good"))
        os.mkdir(good.folder)
        window = good.start(application, "--size", "1300x900")
        sign_in(window, server, server.admin_key)
        window.go(PROJECT)
        window.reads(f"{RUNS} runs, {RUNS} shown", 60)
        window.row_to("Runs", 3)
        window.key("space")
        window.reads(f"{RUNS} runs, {RUNS - 1} shown")
        until(lambda: good.read("personal.db", "SELECT count(*) FROM local_state WHERE state LIKE '%\"hidden\":[\"%'") == [(1,)],
              "the hidden run on disk", 10)
        assert window.quit() == 0
        damaged_files(application, good, folder)
        unwritable_disks(application, good, folder)
        assert not list(pathlib.Path(tempfile.gettempdir()).glob("cohort-??????/cache.db")), "a shelter was left behind"
        print("faults: passed")


main(sys.argv[1])
