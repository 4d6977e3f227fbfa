"""What happens to runs and artifacts over time: groups, preemption, silence, deletion and retention, on the real SDK's say."""
import json
import os
import pathlib

import team

PRELUDE = "import json, os, sys, time, wandb\n"


def environment(server):
    folder = server.folder / "sdk"
    return {**team.sdk_environment(server, server.admin_key, folder), "WANDB_ARTIFACT_DIR": str(folder / "artifacts")}


def run_script(server, text):
    return team.finished(team.script(PRELUDE + text, environment(server)), 200)


def entity_of(server):
    return team.Client(server).viewer()["entity"]


def groups_and_job_types_hold_runs_together(server):
    run_script(server, """
for number, kind in enumerate(("train", "train", "eval")):
    run = wandb.init(project="life", id=f"g{number}", group="experiment-7", job_type=kind, notes="n", tags=["x"])
    run.log({"a": number})
    run.finish()
run = wandb.init(project="life", id="alone")
run.finish()
api = wandb.Api()
path = f"{api.default_entity}/life"
assert sorted(run.id for run in api.runs(path, filters={"group": "experiment-7"})) == ["g0", "g1", "g2"]
assert sorted(run.id for run in api.runs(path, filters={"group": "experiment-7", "jobType": "train"})) == ["g0", "g1"]
one = api.run(f"{path}/g2")
assert (one.group, one.job_type, one.notes, one.tags) == ("experiment-7", "eval", "n", ["x"]), one
one.group = "experiment-8"
one.update()
assert [run.id for run in wandb.Api().runs(path, filters={"group": "experiment-8"})] == ["g2"]
""")


PREEMPTED = """
run = wandb.init(project="life", id=sys.argv[1])
run.log({"a": 1})
if sys.argv[2] == "announced":
    run.mark_preempting()
print("READY", flush=True)
time.sleep(600)
"""


def a_killed_script_counts_as_crashed_or_preempted(server):
    client, entity = team.Client(server), entity_of(server)
    scripts = {}
    for name, how in (("silent", "unannounced"), ("taken", "announced")):
        scripts[name] = team.script(PRELUDE + PREEMPTED, environment(server), name, how, start_new_session=True)
    team.wait_until(lambda: all((client.run(entity, "life", name, "historyLineCount") or {}).get("historyLineCount")
                                for name in scripts), "both run", 60)
    team.wait_until(lambda: client.run(entity, "life", "taken", "state")["state"] == "preempting", "it is announced", 60)
    for script in scripts.values():
        os.killpg(script.pid, 9)
        script.communicate()
    team.wait_until(lambda: client.run(entity, "life", "silent", "state")["state"] == "crashed", "silence counts", 90)
    assert client.run(entity, "life", "taken", "state")["state"] in ("preempting", "preempted")


def what_is_deleted_comes_back_within_a_week(server):
    run_script(server, """
api = wandb.Api()
path = f"{api.default_entity}/life"
api.run(f"{path}/g0").delete()
assert "g0" not in [run.id for run in wandb.Api().runs(path)]
""")
    client, entity = team.Client(server), entity_of(server)
    back = """mutation ($e: String!) { undeleteRuns(input: {entityName: $e, projectName: "life",
              filters: "{\\"name\\": \\"g0\\"}"}) { clientMutationId } }"""
    client.data(back, e=entity)
    assert client.rows(entity, "life", "g0")[0]["a"] == 0
    run_script(server, """
try:
    wandb.init(project="life", id="g0", resume="never")
except Exception as problem:
    print("KEPT", type(problem).__name__)
else:
    raise AssertionError("an id was given twice")
""")


def a_version_expires_by_itself(server):
    run_script(server, """
from datetime import timedelta
run = wandb.init(project="life", id="maker")
for name, ttl in (("short", timedelta(seconds=1)), ("long", timedelta(days=30)), ("ever", None)):
    art = wandb.Artifact(name, type="dataset")
    if ttl:
        art.ttl = ttl
    with art.new_file("a.txt") as file:
        file.write(name)
    run.log_artifact(art).wait()
run.finish()
api = wandb.Api()
end = time.monotonic() + 30
while api.artifact_exists("life/short:v0") and time.monotonic() < end:
    time.sleep(0.2)
assert not api.artifact_exists("life/short:v0"), "the server removes what is over"
assert api.artifact("life/long:v0").ttl == timedelta(days=30) and api.artifact("life/ever:v0").ttl is None
for name in ("long", "ever"):
    api.artifact(f"life/{name}:v0").download(root=os.path.join(os.environ["WANDB_DIR"], name))
""")


def files_that_are_deleted_leave_the_disk(server):
    run_script(server, """
folder = os.path.join(os.environ["WANDB_DIR"], "kept")
os.makedirs(folder, exist_ok=True)
for name in ("a.bin", "b.bin"):
    with open(os.path.join(folder, name), "wb") as file:
        file.write(name.encode() * 1000)
run = wandb.init(project="life", id="files")
run.save(os.path.join(folder, "*"), base_path=os.path.dirname(folder), policy="now")
run.finish()
files = {file.name: file for file in wandb.Api().run(f"{run.entity}/life/files").files()}
files["kept/a.bin"].delete()
left = {file.name for file in wandb.Api().run(f"{run.entity}/life/files").files()}
assert "kept/a.bin" not in left and "kept/b.bin" in left, left
""")
    server.stop()
    swept = server.command("gc")
    assert server.command("check") == "everything is as it was stored", swept
    stored = [path.read_bytes() for path in (server.data / "files").rglob("*") if path.is_file()]
    assert b"a.bin" * 1000 not in stored and b"b.bin" * 1000 in stored, swept
    server.start()


team.main([groups_and_job_types_hold_runs_together, a_killed_script_counts_as_crashed_or_preempted,
           what_is_deleted_comes_back_within_a_week, a_version_expires_by_itself, files_that_are_deleted_leave_the_disk],
          "--crash-after", "35", "--tidy-every", "2")
