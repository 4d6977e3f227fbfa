"""kill -9 of the window, 20 times at random moments, while runs log and somebody works in it.

Each time both databases of the account are sound, and what the person was shown as done is there at the next start: the
account and the page that were open, renamed and hidden runs. Usage: kill.py APPLICATION   (COHORT_SEED: as it was printed)
"""
import os
import random
import sys
import tempfile
import threading
import time

from stage import Profile, name_of, sign_in, team, until

KILLS, PROJECT, LIVE = 20, "imagenet_vit", 2
ROWS = 76 + LIVE
# The window gathers what a person chooses for 0.2 s (charts: 0.5 s) and writes it behind: promised from here on.
GATHERED_S = 0.8


class Logger(threading.Thread):
    """Rows for a running run, some every moment, so that the cache is written all the time."""

    def __init__(self, client, name):
        super().__init__(daemon=True)
        self.client, self.name_of_run, self.rows = client, name, 0
        self.end = threading.Event()
        client.make_run("algoperf", PROJECT, name, displayName=name)

    def run(self):
        while not self.end.wait(0.1):
            rows = [{"_step": self.rows + i, "train/loss": 1 / (1 + self.rows + i), "train/speed": 0.5 * i} for i in range(40)]
            self.client.stream("algoperf", PROJECT, self.name_of_run, history=(self.rows, team.lines(rows)))
            self.rows += len(rows)


class Person:
    """Works in the window and remembers what it said was done."""

    def __init__(self, chance):
        self.chance = chance
        self.hidden = set()
        self.renamed = set()
        self.actions = 0

    def names(self, window):
        runs = window.grid("Runs", 30)
        until(lambda: runs.rows() == ROWS, f"{ROWS} runs", 30)
        return [runs.text(row, "Name") for row in range(ROWS)]

    def work(self, window):
        self.actions += 1
        self.toggle(window) if self.actions % 3 else self.rename(window)

    def toggle(self, window):
        runs = window.grid("Runs", 30)
        ended = [row for row in range(12) if runs.text(row, "State") != "Running"]  # a hidden run gets no more rows
        row = self.chance.choice(ended)
        window.row_to("Runs", row)
        name = plain(self.names(window)[row])
        hides = name not in self.hidden
        window.key("space")
        (self.hidden.add if hides else self.hidden.discard)(name)
        window.reads(f"{ROWS} runs, {ROWS - len(self.hidden)} shown")

    def rename(self, window):
        row = self.chance.randrange(12)
        window.row_to("Runs", row)
        before, name = plain(self.names(window)[row]), f"renamed {self.actions}"
        window.key("F2")
        until(lambda: any("ename" in name_of(node) for node in window.all(role="dialog")), "the rename dialog", 10)
        window.key("ctrl+a")
        window.type(name)
        window.key("Return")
        until(lambda: name in map(plain, self.names(window)), "the new name", 20)
        self.renamed.discard(before)
        self.renamed.add(name)
        if before in self.hidden:
            self.hidden.remove(before)
            self.hidden.add(name)

    def check(self, window):
        """What was done is there again."""
        names = self.names(window)
        window.reads(f"{ROWS} runs, {ROWS - len(self.hidden)} shown")
        hidden = {plain(name) for name in names if "shown in the charts" not in name}
        assert hidden == self.hidden, f"hidden: {hidden}, expected: {self.hidden}"
        missing = self.renamed - set(map(plain, names))
        assert not missing, f"{missing} are not among {names}"


def plain(name):
    return name.split(", ")[0]


def main(application):
    seed = int(os.environ.get("COHORT_SEED", random.randrange(1 << 30)))
    print(f"COHORT_SEED={seed}", flush=True)
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="cohort-kill-") as folder, team.Server(folder, "--demo") as server:
        client = team.Client(server)
        loggers = [Logger(client, f"live{number}") for number in range(LIVE)]
        for logger in loggers:
            logger.start()
        profile = Profile(os.path.join(folder, "profile"))
        os.mkdir(profile.folder)
        person = Person(chance)
        window = profile.start(application, "--size", "1300x900")
        with profile.explained("kill"):
            sign_in(window, server, server.admin_key)
            window.go(PROJECT)
            person.names(window)
            for kill in range(KILLS):
                if kill % 2:
                    person.check(window)
                    person.work(window)
                    time.sleep(GATHERED_S + chance.uniform(0, 0.7))
                else:
                    time.sleep(chance.uniform(0, 1.5))  # in the middle of opening, reading and fetching
                window.kill()
                assert profile.check() == ["cache.db", "personal.db"], profile.databases()
                window = profile.start(application, "--size", "1300x900")
            window.find(role="tree", name="Navigation", seconds=30)
            person.check(window)
            print(f"ok   {KILLS} kills; {len(person.hidden)} hidden and {len(person.renamed)} renamed runs are as they were left")
            check_rows(profile, loggers)
            assert window.quit() == 0
            profile.check()
            print("kill: passed")


def check_rows(profile, loggers):
    """The cache has each row once, whatever it was doing when it died."""
    for logger in loggers:
        logger.end.set()
        logger.join(30)

    expected = {logger.name_of_run: logger.rows for logger in loggers}

    def cached():
        found = dict(profile.read("cache.db", """SELECT histories.run, SUM(chunks.point_count) FROM chunks
            JOIN histories ON histories.id = chunks.history WHERE chunks.key = 'train/loss' AND histories.stream = 0
            AND histories.run LIKE 'live%' GROUP BY 1"""))
        seen = profile.read("cache.db", """SELECT run, stream, row_count, server_rows, next_step, scanned_to, is_whole
            FROM histories WHERE run LIKE 'live%'""")
        assert found == expected, f"{found}; {seen}"
        return found
    rows = until(cached, f"{expected} in the cache", 60)
    print(f"ok   {sum(rows.values()):,} rows that were logged meanwhile are in the cache, each once")


main(sys.argv[1])
