"""What a test of the real window needs around it: a cohortd, the SDK's Python, a signed-in window, its databases on disk.

Environment: COHORTD (the server program), COHORT_BINARY_DIR (the build folder, for the SDK's Python).
"""
import contextlib
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent / "sdk"))
import team  # noqa: E402
from window import Missing, Window, has, name_of, until  # noqa: E402, F401

SKIPPED = 77
# A busy machine delays everybody; what the interface's thread does itself between two events has to fit into this.
LONGEST_MS = 50


def sdk_python():
    """The Python with the unmodified SDK; ends the test as skipped where it cannot be had."""
    made = subprocess.run([str(HERE.parent / "sdk" / "run.sh")], capture_output=True, text=True)
    if made.returncode == SKIPPED:
        print(made.stdout)
        sys.exit(SKIPPED)
    assert made.returncode == 0, made.stdout + made.stderr
    return made.stdout.strip()


def training(server, key, folder, text, *arguments):
    """Starts a training script with the SDK."""
    return subprocess.Popen([sdk_python(), "-u", "-c", text, *arguments], env=team.sdk_environment(server, key, folder),
                            text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def make_project(client, entity, name):
    made = client.data("""mutation ($entity: String!, $name: String!) {
        upsertModel(input: {entityName: $entity, name: $name}) { model { id } } }""", entity=entity, name=name)
    assert made["upsertModel"]["model"]["id"]


class Profile:
    """A folder with settings, cache and personal data, for one start after the other. `notes`: where the log and what the
    watchdog saw go, if not there."""

    def __init__(self, folder, notes=None):
        self.folder = pathlib.Path(folder)
        self.notes = pathlib.Path(notes or folder)
        self.starts = 0
        self.stalls = None
        self.window = None  # the last one

    def start(self, application, *options):
        self.starts += 1
        self.stalls = self.notes / f"stalls{self.starts}.json"
        self.window = Window([application, "--no-local-team", "--profile", str(self.folder), "--stall-report",
                              str(self.stalls), *options], log=str(self.notes / "log"))
        return self.window

    @contextlib.contextmanager
    def explained(self, name):
        """What the window looked like when something failed."""
        try:
            yield
        except BaseException:
            explain(self.window, name)
            raise

    def databases(self):
        return sorted(self.folder.glob("accounts/*/*.db"))

    def check(self):
        """Both databases of each account pass SQLite's own check. The files are copied first: nothing is repaired by looking."""
        names = [path.name for path in self.databases()]
        for path in self.databases():
            copies = self.folder / "looked-at"
            copies.mkdir()
            for part in path.parent.glob(path.name + "*"):
                shutil.copy(part, copies)
            with contextlib.closing(sqlite3.connect(copies / path.name)) as connection:
                answer = connection.execute("PRAGMA integrity_check").fetchall()
            shutil.rmtree(copies)
            assert answer == [("ok",)], f"{path}: {answer}"
        return names

    def read(self, database, query, *values):
        """Rows of the one account's database, while the window writes it."""
        path = next(self.folder.glob(f"accounts/*/{database}"))
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)) as connection:
            return connection.execute(query, values).fetchall()


def explain(window, name):
    """A failure: keeps a picture of the window, tells what it holds, and ends it."""
    window.shot(os.path.join(tempfile.gettempdir(), f"cohort-{name}-failed.png"))
    if window.alive():
        print(window.outline())
        window.kill()


def leave(window):
    status = window.quit()
    assert status == 0, f"the application ended with {status}"


def sign_in(window, server, key):
    window.write("Server address:", server.url)
    give_key(window, key)
    window.find(role="tree", name="Navigation", seconds=30)


def give_key(window, key):
    window.write("API key:", key)
    window.tab_to("API key:")
    window.key("Return")


def read_stalls(file, application):
    """The watchdog's figures; names functions of the application where a debug build lets us."""
    report = json.loads(pathlib.Path(file).read_text())
    program = os.path.basename(application)
    for stall in sorted(report["stalls"], key=lambda each: -each["own_ms"])[:10]:  # naming takes its time
        stall["stacks"] = [[_place(frame, program, application) for frame in stack] for stack in stall["stacks"]]
    return report


def stayed_free(profile, application, counts=None):
    """The interface's thread was never held up for longer than LONGEST_MS by what it did itself; `counts`: which stalls do."""
    report = read_stalls(profile.stalls, application)
    show_stalls(report)
    longest = report["own_longest_ms"]
    if counts:
        longest = max((stall["own_ms"] for stall in report["stalls"] if counts(stall)), default=0)
    assert longest <= LONGEST_MS, f"the interface's thread was held up for {longest} ms in start {profile.starts}"


def waits_for_screen(stall):
    """The X server was late, each time that somebody looked: on a busy machine it gets no core."""
    return bool(stall["stacks"]) and all(any("xcb_wait_for_reply" in frame for frame in stack) for stack in stall["stacks"])


def _place(frame, program, application):
    found = re.match(re.escape(program) + r"\+(0x[0-9a-f]+)", frame)
    if not found or not shutil.which("addr2line"):
        return frame
    named = subprocess.run(["addr2line", "-Cfpse", application, found.group(1)], capture_output=True, text=True)
    return named.stdout.strip() or frame


def show_stalls(report, most=10):
    print("window responded:", json.dumps({name: value for name, value in report.items() if name != "stalls"}))
    for stall in sorted(report["stalls"], key=lambda each: -each["own_ms"])[:most]:
        print(f"  {stall['ms']} ms, {stall['own_ms']} of its own, at {stall['at_s']} s")
        for stack in stall["stacks"][:3]:
            print("    " + "\n      ".join(stack[:30]))
