"""kill -9 of the server while it is being logged to, again and again: what it acknowledged is there."""
import http.client
import os
import random
import threading
import time

import team

KILLS, CHUNK = 20, 50


class Writer(threading.Thread):
    """Logs chunk after chunk through the deaths of the server; remembers what was acknowledged."""

    def __init__(self, client, entity, name):
        super().__init__()
        self.client, self.entity, self.name_of_run = client, entity, name
        self.acknowledged = 0
        self.deaths = 0
        self.end = threading.Event()
        self.problem = None

    @staticmethod
    def row(step):
        return {"_step": step, "value": step * 0.5, "text": f"row {step}"}

    def run(self):
        try:
            while not self.end.is_set():
                chunk = team.lines(self.row(self.acknowledged + i) for i in range(CHUNK))
                try:
                    self.client.stream(self.entity, "faults", self.name_of_run, history=(self.acknowledged, chunk))
                    self.acknowledged += len(chunk)
                except (OSError, http.client.HTTPException):
                    # The same chunk goes again, with the same offset: the server may or may not have it.
                    self.deaths += 1
                    time.sleep(0.02)
        except BaseException as problem:
            self.problem = problem


def what_was_acknowledged_survives_kills(server):
    seed = int(os.environ.get("COHORT_SEED", random.randrange(1 << 30)))
    print(f"  COHORT_SEED={seed}")
    chance = random.Random(seed)
    client = team.Client(server)
    entity = client.viewer()["entity"]
    writers = []
    for name in ("one", "two"):
        client.make_run(entity, "faults", name)
        writers.append(Writer(client, entity, name))
    for writer in writers:
        writer.start()
    try:
        for _ in range(KILLS):
            before = [writer.acknowledged for writer in writers]
            team.wait_until(lambda: all(writer.acknowledged > count or writer.problem for writer, count in zip(writers, before)),
                            "both writers go on")
            time.sleep(chance.uniform(0, 0.15))
            server.kill()
            server.check_files()
            server.start()
    finally:
        for writer in writers:
            writer.end.set()
        for writer in writers:
            writer.join(60)
    for writer in writers:
        assert writer.problem is None, writer.problem
        assert writer.deaths > 0, "the server never died under this writer"
        rows = client.rows(entity, "faults", writer.name_of_run)
        # The last chunk may have been stored although its answer was lost.
        assert 0 <= len(rows) - writer.acknowledged <= CHUNK, (len(rows), writer.acknowledged)
        assert rows == [Writer.row(step) for step in range(len(rows))], f"lost or doubled among {len(rows)}"
    print(f"  {KILLS} kills, {sum(writer.acknowledged for writer in writers)} rows acknowledged and there")


SDK = """
import sys, time, wandb
run = wandb.init(project="faults", id="sdk")
for step in range(600):
    run.log({"value": step * 0.5})
    time.sleep(0.01)
print("LOGGED", flush=True)
run.finish()
"""


def the_sdk_goes_on_after_the_server_was_killed(server):
    client = team.Client(server)
    entity = client.viewer()["entity"]
    environment = team.sdk_environment(server, server.admin_key, server.folder / "sdk")
    process = team.script(SDK, environment)
    team.wait_until(lambda: client.run(entity, "faults", "sdk", "id"), "the run is there", 60)
    for _ in range(3):
        time.sleep(1)
        server.kill()
        time.sleep(0.3)
        server.start()
    team.finished(process, 180)
    rows = client.rows(entity, "faults", "sdk")
    assert [row["value"] for row in rows] == [step * 0.5 for step in range(600)], len(rows)
    assert client.run(entity, "faults", "sdk", "state")["state"] == "finished"


team.main([what_was_acknowledged_survives_kills, the_sdk_goes_on_after_the_server_was_killed])
