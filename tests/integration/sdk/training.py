"""Training scripts with the SDK: everything that is logged arrives, and a run's life is told right."""
import json
import math

import team

PRELUDE = "import math, os, sys, time, wandb\n"


def run_script(server, text, **environment):
    variables = team.sdk_environment(server, server.admin_key, server.folder / "sdk")
    return team.script(PRELUDE + text, {**variables, **environment})


def entity_of(server):
    return team.Client(server).viewer()["entity"]


def the_key_is_verified(server):
    team.finished(run_script(server, "assert wandb.login(key=os.environ['WANDB_API_KEY'], verify=True)"))
    output, _ = run_script(server, """
try:
    wandb.login(key="0123456789" * 4, verify=True, relogin=True)
except Exception as problem:
    print("REFUSED", type(problem).__name__, problem)
""", WANDB_API_KEY="").communicate(timeout=60)
    assert "REFUSED" in output, output
    # The SDK of a year before has words of its own for whatever the server says.
    assert "unknown key" in output or "while verifying the API key" in output, output


def everything_logged_arrives(server):
    text = """
run = wandb.init(project="training", id="all", name="first", notes="a note", tags=["a", "b"], group="g", job_type="train",
                 config={"lr": 0.1, "layers": [1, 2], "deep": {"x": {"y": "z"}}, "text": "ä"})
run.config.update({"late": True})
for step in range(200):
    run.log({"loss": 1 / (step + 1), "train": {"acc": step / 200, "inner": {"k": step}}, "lösung/\\U0001F600.x": step})
run.log({"nan": math.nan, "up": math.inf, "down": -math.inf, "none": None, "flag": True, "text": "t", "list": [1, 2.5]})
run.log({"jump": 1}, step=1000)
run.summary["best"] = 0.5
run.summary["nested"] = {"a": 1}
print("on the console ä")
print("an error", file=sys.stderr)
run.finish()
"""
    team.finished(run_script(server, text))
    client, entity = team.Client(server), entity_of(server)
    rows = client.rows(entity, "training", "all")
    assert [row["_step"] for row in rows] == [*range(201), 1000], len(rows)
    for step, row in enumerate(rows[:200]):
        assert row["loss"] == 1 / (step + 1), row
        assert row["train"] == {"acc": step / 200, "inner": {"k": step}}, row
        assert row["l\u00f6sung/\U0001F600.x"] == step, row
    odd = rows[200]
    assert math.isnan(float(odd["nan"])) and float(odd["up"]) == math.inf and float(odd["down"]) == -math.inf, odd
    assert odd["flag"] is True and odd["text"] == "t" and odd["list"] == [1, 2.5], odd

    fields = "displayName notes tags group jobType state config summaryMetrics historyLineCount createdAt heartbeatAt"
    run = client.run(entity, "training", "all", fields)
    assert (run["displayName"], run["notes"], sorted(run["tags"])) == ("first", "a note", ["a", "b"]), run
    assert (run["group"], run["jobType"], run["state"]) == ("g", "train", "finished"), run
    assert run["historyLineCount"] == 202, run
    config = {key: entry["value"] for key, entry in team.json_of(run["config"]).items() if not key.startswith("_")}
    assert config == {"lr": 0.1, "layers": [1, 2], "deep": {"x": {"y": "z"}}, "text": "\u00e4", "late": True}, config
    summary = team.json_of(run["summaryMetrics"])
    assert summary["best"] == 0.5 and summary["nested"] == {"a": 1} and summary["loss"] == 1 / 200, summary
    assert summary["train"]["acc"] == 199 / 200 and summary["_step"] == 1000, summary


def the_console_is_kept(server):
    client, entity = team.Client(server), entity_of(server)
    answer = client.run(entity, "training", "all", "logLines(first: 1000) { edges { node { line level } } }")
    nodes = [edge["node"] for edge in answer["logLines"]["edges"]]
    assert any("on the console \u00e4" in node["line"] for node in nodes), nodes
    assert any("an error" in node["line"] and node["level"] == "error" for node in nodes), nodes


def the_files_of_a_run_are_uploaded(server):
    client, entity = team.Client(server), entity_of(server)
    answer = client.run(entity, "training", "all", "files(first: 100) { edges { node { name sizeBytes directUrl } } }")
    found = {edge["node"]["name"]: edge["node"] for edge in answer["files"]["edges"]}
    assert {"wandb-metadata.json", "wandb-summary.json", "config.yaml", "requirements.txt"} <= set(found), found
    content = client.download(found["wandb-summary.json"]["directUrl"])
    assert len(content) == int(found["wandb-summary.json"]["sizeBytes"]) and json.loads(content)["best"] == 0.5, content


def a_script_that_fails_leaves_a_failed_run(server):
    for name, ending in (("code", "sys.exit(3)"), ("raised", "raise ValueError('x')")):
        process = run_script(server, f"run = wandb.init(project='training', id='{name}')\nrun.log({{'a': 1}})\n{ending}\n")
        process.communicate(timeout=120)
        assert process.returncode != 0
        state = team.Client(server).run(entity_of(server), "training", name, "state historyLineCount")
        assert state == {"state": "failed", "historyLineCount": 1}, (name, state)


def runs_are_resumed_as_asked(server):
    one = """
run = wandb.init(project="training", id="again", resume=%r, config={%r: 1})
print("RESUMED", run.resumed, run.starting_step, flush=True)
for i in range(5):
    run.log({"value": i})
run.finish()
"""
    assert "RESUMED False 0" in team.finished(run_script(server, one % ("never", "a")))
    assert "RESUMED True 5" in team.finished(run_script(server, one % ("must", "b")))
    assert "RESUMED True 10" in team.finished(run_script(server, one % ("allow", "c")))
    client, entity = team.Client(server), entity_of(server)
    rows = client.rows(entity, "training", "again")
    assert [row["_step"] for row in rows] == list(range(15)), rows
    assert [row["value"] for row in rows] == list(range(5)) * 3, rows
    config = team.json_of(client.run(entity, "training", "again", "config")["config"])
    assert {"a", "b", "c"} <= set(config), config
    for mode, name in (("never", "again"), ("must", "nowhere")):
        process = run_script(server, f"wandb.init(project='training', id='{name}', resume='{mode}')\n")
        output, _ = process.communicate(timeout=120)
        assert process.returncode != 0, output
    assert client.run(entity, "training", "nowhere", "id") is None


def a_repeated_name_is_numbered(server):
    text = """
for i in range(3):
    run = wandb.init(project="training", name="my-run", reinit="finish_previous")
    print("NAME", run.name, flush=True)
    run.log({"a": i})
    run.finish()
"""
    output = team.finished(run_script(server, text))
    names = [line.split()[1] for line in output.splitlines() if line.startswith("NAME")]
    assert names == ["my-run", "my-run-2", "my-run-3"], output


def a_run_is_stopped_from_outside(server):
    text = """
run = wandb.init(project="training", id="endless")
print("STARTED", flush=True)
while True:
    run.log({"a": 1})
    time.sleep(0.05)
"""
    process = run_script(server, text)
    client, entity = team.Client(server), entity_of(server)
    run = team.wait_until(lambda: client.run(entity, "training", "endless", "id state"), "the run is there", 60)
    assert run["state"] == "running", run
    answer = client.data("mutation ($id: ID!) { stopRun(input: {id: $id}) { success } }", id=run["id"])
    assert answer["stopRun"]["success"], answer
    assert client.run(entity, "training", "endless", "stopped")["stopped"] is True
    process.communicate(timeout=120)
    assert process.returncode != 0
    state = client.run(entity, "training", "endless", "state")["state"]
    assert state in ("killed", "failed"), state


def a_silent_run_counts_as_crashed(server):
    client, entity = team.Client(server), entity_of(server)
    client.make_run(entity, "training", "silent", state="running")
    client.stream(entity, "training", "silent", history=(0, [json.dumps({"_step": 0})]))
    assert client.run(entity, "training", "silent", "state")["state"] == "running"
    team.wait_until(lambda: client.run(entity, "training", "silent", "state")["state"] == "crashed", "the run counts as crashed", 60)
    client.stream(entity, "training", "silent")
    assert client.run(entity, "training", "silent", "state")["state"] == "running"


team.main([the_key_is_verified, everything_logged_arrives, the_console_is_kept, the_files_of_a_run_are_uploaded,
           a_script_that_fails_leaves_a_failed_run, runs_are_resumed_as_asked, a_repeated_name_is_numbered,
           a_run_is_stopped_from_outside, a_silent_run_counts_as_crashed], "--crash-after", "8")
