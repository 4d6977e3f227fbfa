"""A cohortd process of the test's own, what it stores, and the few requests that no SDK makes."""
import base64
import contextlib
import json
import os
import pathlib
import re
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

HISTORY = "wandb-history.jsonl"
SUMMARY = "wandb-summary.json"
CONSOLE = "output.log"


class Refused(Exception):
    """An HTTP answer other than 200."""

    def __init__(self, status, text):
        super().__init__(f"{status}: {text[:300]}")
        self.status = status
        self.text = text


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_until(condition, what, seconds=30.0):
    """Asks again and again; answers the first true value."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(0.05)


class Server:
    """Starts cohortd on a data folder; may be killed and started again on the same folder and port."""

    def __init__(self, folder, *options):
        self.folder = pathlib.Path(folder)
        self.data = self.folder / "data"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.options = options
        self.process = None
        self.admin_key = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        log = open(self.folder / "cohortd.log", "ab")
        command = [os.environ["COHORTD"], "--data", str(self.data), "--listen", f"127.0.0.1:{self.port}", *self.options]
        self.process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
        log.close()
        wait_until(self._answers, f"cohortd answers; it said: {self.log()}", 60)
        if self.admin_key is None:
            self.admin_key = wait_until(self._shown_key, f"the first start shows a key; it said: {self.log()}")

    def _answers(self):
        if self.process.poll() is not None:
            raise AssertionError(f"cohortd ended with {self.process.returncode}: {self.log()}")
        with contextlib.suppress(OSError):
            with urllib.request.urlopen(self.url + "/ready", timeout=5) as answer:
                return answer.status == 200
        return False

    def _shown_key(self):
        found = re.search(r"\b(?:[a-z]+-)?[A-Za-z0-9_]{40,}\b", self.log())
        return found.group(0) if found else None

    def log(self):
        with contextlib.suppress(OSError):
            return (self.folder / "cohortd.log").read_text(errors="replace")
        return ""

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=30)

    def command(self, *words):
        """cohortd's own administration, whether the server runs or not."""
        done = subprocess.run([os.environ["COHORTD"], "--data", str(self.data), *words], capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, f"cohortd {words}: {done.stdout}{done.stderr}"
        return done.stdout.strip()

    def check_files(self):
        """Every database of the data folder passes SQLite's own check."""
        databases = [path for path in self.data.rglob("*") if path.is_file() and is_database(path)]
        assert databases, f"no database below {self.data}"
        for path in databases:
            with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
                answer = connection.execute("PRAGMA integrity_check").fetchall()
                assert answer == [("ok",)], f"{path}: {answer}"


def is_database(path):
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"


class Client:
    """Requests with one key, made by hand."""

    def __init__(self, server, key=None):
        self.server = server
        self.key = key or server.admin_key

    def _send(self, request):
        request.add_header("Authorization", "Basic " + base64.b64encode(f"api:{self.key}".encode()).decode())
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            raise Refused(error.code, error.read().decode(errors="replace")) from None

    def post(self, path, body):
        request = urllib.request.Request(self.server.url + path, data=json.dumps(body).encode(), method="POST")
        request.add_header("Content-Type", "application/json")
        return json.loads(self._send(request))

    def download(self, url):
        return self._send(urllib.request.Request(url))

    def query(self, text, **variables):
        """The whole answer, errors and all."""
        return self.post("/graphql", {"query": text, "variables": variables})

    def data(self, text, **variables):
        answer = self.query(text, **variables)
        assert not answer.get("errors"), answer["errors"]
        return answer["data"]

    def viewer(self):
        return self.data("{ viewer { id username entity admin } }")["viewer"]

    def make_run(self, entity, project, name, **more):
        text = """mutation ($input: UpsertBucketInput!) { upsertBucket(input: $input) { inserted
                  bucket { id name displayName state } } }"""
        given = {"entityName": entity, "modelName": project, "name": name, **more}
        return self.data(text, input=given)["upsertBucket"]["bucket"]

    def stream(self, entity, project, run, **files):
        """`files`: history=(offset, lines) and so on; the rest as it stands."""
        names = {"history": HISTORY, "summary": SUMMARY, "console": CONSOLE, "events": "wandb-events.jsonl"}
        body = {key: value for key, value in files.items() if key not in names}
        chunks = {names[key]: {"offset": value[0], "content": value[1]} for key, value in files.items() if key in names}
        if chunks:
            body["files"] = chunks
        return self.post(f"/files/{entity}/{project}/{run}/file_stream", body)

    def run(self, entity, project, name, fields):
        text = """query ($entity: String, $project: String, $name: String!) { project(name: $project, entityName: $entity) {
                  run(name: $name) { %s } } }""" % fields
        found = self.data(text, entity=entity, project=project, name=name)["project"]
        return found and found["run"]

    def rows(self, entity, project, name, page=10_000):
        """All rows of a history, page by page."""
        last = json_of(self.run(entity, project, name, "historyKeys")["historyKeys"])["lastStep"]
        rows, first = [], 0
        while first <= last:
            field = f"history(minStep: {first}, maxStep: {first + page}, samples: {page})"
            rows += [json.loads(line) for line in self.run(entity, project, name, field)["history"]]
            first += page
        return rows


def put(url, content):
    """The status of an upload that carries no key."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data=content, method="PUT"), timeout=60) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def json_of(value):
    """A JSON scalar that some servers send as text."""
    return json.loads(value) if isinstance(value, str) else value


def lines(rows):
    return [json.dumps(row) for row in rows]


def sdk_environment(server, key, folder):
    """What a training script's environment needs, and nothing of the caller's own."""
    home = pathlib.Path(folder)
    home.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WANDB_")}
    kept.update(WANDB_BASE_URL=server.url, WANDB_API_KEY=key, WANDB_DIR=str(home), HOME=str(home), WANDB_SILENT="true",
                WANDB_CACHE_DIR=str(home / "cache"), WANDB_CONFIG_DIR=str(home / "config"),
                WANDB_DATA_DIR=str(home / "staging"), NETRC=str(home / "netrc"), WANDB_ERROR_REPORTING="false",
                WANDB_DISABLE_GIT="true", WANDB_DISABLE_CODE="true", WANDB__DISABLE_STATS="true")
    return kept


def script(text, environment, *arguments, **more):
    """Starts a training script."""
    import sys
    return subprocess.Popen([sys.executable, "-u", "-c", text, *arguments], env=environment, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **more)


def finished(process, seconds=120):
    """What a script wrote; it must have ended well."""
    output, _ = process.communicate(timeout=seconds)
    assert process.returncode == 0, f"status {process.returncode}: {output[-3000:]}"
    return output


def main(tests, *options):
    """Runs the functions one after the other against one server, and says how long each took."""
    only = os.environ.get("COHORT_ONLY", "")
    with tempfile.TemporaryDirectory(prefix="cohort-") as folder, Server(folder, *options) as server:
        for test in tests:
            if only and only not in test.__name__:
                continue
            begin = time.monotonic()
            try:
                test(server)
            except BaseException:
                print(f"FAILED {test.__name__}\n--- cohortd said ---\n{server.log()[-4000:]}", flush=True)
                raise
            print(f"ok {test.__name__} ({time.monotonic() - begin:.1f} s)", flush=True)
        server.stop()
        server.check_files()
