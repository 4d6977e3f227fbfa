"""What training scripts do with a run beyond logging numbers, and what the public API does with runs afterwards."""
import json
import subprocess
import time

import team

PRELUDE = "import json, math, os, sys, time, pathlib, wandb\n"


def run_script(server, text, **environment):
    variables = team.sdk_environment(server, server.admin_key, server.folder / "sdk")
    return team.script(PRELUDE + text, {**variables, **environment})


def entity_of(server):
    return team.Client(server).viewer()["entity"]


def files_of(client, entity, project, run):
    answer = client.run(entity, project, run, "files(first: 1000) { edges { node { name sizeBytes directUrl } } }")
    return {edge["node"]["name"]: edge["node"] for edge in answer["files"]["edges"]}


def media_arrive_as_files(server):
    text = """
import struct, zlib
import numpy as np
def png(path):
    def part(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\\0" + bytes([x, 0, 0] * 2) for x in range(2))
    path.write_bytes(b"\\x89PNG\\r\\n\\x1a\\n" + part(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)) +
                     part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b""))
def wav(path):
    import wave
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1); file.setsampwidth(2); file.setframerate(8000); file.writeframes(b"\\0\\0" * 800)
folder = pathlib.Path(os.environ["WANDB_DIR"])
png(folder / "a.png"); wav(folder / "a.wav")
run = wandb.init(project="whole", id="media")
run.log({"hist": wandb.Histogram(np_histogram=([1, 2, 3], [0.0, 1.0, 2.0, 3.0])), "page": wandb.Html("<b>x</b>"),
         "sound": wandb.Audio(str(folder / "a.wav"), caption="c"), "movie/clip": wandb.Html("y"),
         "cloud": wandb.Object3D(np.array([[0, 0, 1], [1, 2, 3]]))})
(folder / "a.mp4").write_bytes(bytes(range(256)) * 8)
run.log({"picture": wandb.Image(str(folder / "a.png"), caption="p"),
         "pictures": [wandb.Image(np.zeros((4, 6, 3), dtype=np.uint8)), wandb.Image(np.full((4, 6, 3), 9, dtype=np.uint8))],
         "film": wandb.Video(str(folder / "a.mp4"), format="mp4")})
run.log({"masked": wandb.Image(np.zeros((4, 6, 3), dtype=np.uint8), boxes={"guess": {"box_data": [
             {"position": {"minX": 0.1, "maxX": 0.5, "minY": 0.2, "maxY": 0.6}, "class_id": 1, "scores": {"acc": 0.5}}],
             "class_labels": {1: "cat"}}},
         masks={"truth": {"mask_data": np.ones((4, 6), dtype=np.uint8), "class_labels": {1: "cat"}}}),
         "table": wandb.Table(columns=["image"], data=[[wandb.Image(str(folder / "a.png"))]])})
run.finish()
"""
    team.finished(run_script(server, text))
    client, entity = team.Client(server), entity_of(server)
    rows = client.rows(entity, "whole", "media")
    assert rows[0]["hist"]["_type"] == "histogram" and rows[0]["hist"]["values"] == [1, 2, 3], rows[0]
    files = files_of(client, entity, "whole", "media")
    for row, key, kind in ((0, "page", "html-file"), (0, "sound", "audio-file"), (0, "movie/clip", "html-file"),
                           (0, "cloud", "object3D-file"), (1, "picture", "image-file"), (1, "film", "video-file"),
                           (2, "masked", "image-file")):
        value = rows[row][key]
        assert value["_type"] == kind, value
        assert value["path"] in files and int(files[value["path"]]["sizeBytes"]) == value["size"], (value, files)
        assert len(client.download(files[value["path"]]["directUrl"])) == value["size"]
    several = rows[1]["pictures"]
    assert (several["_type"], several["count"], several["width"], several["height"]) == ("images/separated", 2, 6, 4), several
    assert len(several["filenames"]) == 2 and set(several["filenames"]) <= set(files), several
    picture = client.download(files[rows[1]["picture"]["path"]]["directUrl"])
    assert picture.startswith(b"\x89PNG") and rows[1]["picture"]["caption"] == "p", rows[1]["picture"]
    masked = rows[2]["masked"]
    assert masked["masks"]["truth"]["path"] in files and masked["boxes"]["guess"]["path"] in files, masked
    keys = team.json_of(client.run(entity, "whole", "media", "historyKeys")["historyKeys"])["keys"]
    assert keys["hist"]["typeCounts"][0]["type"] == "histogram", keys["hist"]


def tables_and_code_are_kept(server):
    text = """
folder = pathlib.Path(os.environ["WANDB_DIR"]) / "code"
folder.mkdir(exist_ok=True)
(folder / "train.py").write_text("print(1)")
run = wandb.init(project="whole", id="tables")
run.log({"table": wandb.Table(columns=["a", "b"], data=[[1, "x"], [2, "y"]])})
run.log_code(root=str(folder))
run.finish()
"""
    team.finished(run_script(server, text))
    client, entity = team.Client(server), entity_of(server)
    value = client.rows(entity, "whole", "tables")[0]["table"]
    assert value["_type"] == "table-file" and (value["nrows"], value["ncols"]) == (2, 2), value
    files = files_of(client, entity, "whole", "tables")
    table = json.loads(client.download(files[value["path"]]["directUrl"]))
    assert table["data"] == [[1, "x"], [2, "y"]] and table["columns"] == ["a", "b"], table
    team.finished(run_script(server, """
logged = {art.type: art for art in wandb.Api().run("whole/tables").logged_artifacts()}
assert {"run_table", "code"} <= set(logged), logged
assert [file.name for file in logged["code"].files()] == ["train.py"]
"""))


def the_program_is_saved_with_its_run(server):
    folder = server.folder / "program"
    folder.mkdir()
    (folder / "learn.py").write_text("import wandb\nrun = wandb.init(project='whole', id='program', save_code=True)\nrun.finish()\n")
    team.finished(run_script(server, f"""
import subprocess
done = subprocess.run([sys.executable, "learn.py"], cwd={str(folder)!r}, capture_output=True, text=True)
assert done.returncode == 0, done.stdout + done.stderr
""", WANDB_DISABLE_CODE="false"))
    client, entity = team.Client(server), entity_of(server)
    files = files_of(client, entity, "whole", "program")
    assert client.download(files["code/learn.py"]["directUrl"]).startswith(b"import wandb"), files
    metadata = json.loads(client.download(files["wandb-metadata.json"]["directUrl"]))
    assert metadata["program"].endswith("learn.py") and metadata["codePath"], metadata


def metrics_are_summed_up_as_defined(server):
    text = """
run = wandb.init(project="whole", id="defined")
run.define_metric("epoch")
run.define_metric("loss", summary="min", step_metric="epoch")
run.define_metric("acc", summary="max")
run.define_metric("speed", summary="mean")
run.define_metric("name", summary="last")
run.define_metric("hidden/*", summary="none")
for i in range(5):
    run.log({"epoch": i, "loss": abs(2 - i), "acc": i if i < 4 else 0, "speed": i, "name": i, "hidden/a": i})
run.summary["set"] = {"by": "hand"}
run.finish()
"""
    team.finished(run_script(server, text))
    client, entity = team.Client(server), entity_of(server)
    run = client.run(entity, "whole", "defined", "summaryMetrics config")
    summary = team.json_of(run["summaryMetrics"])
    assert summary["loss"] == {"min": 0} and summary["acc"] == {"max": 3} and summary["speed"] == {"mean": 2}, summary
    assert summary["set"] == {"by": "hand"} and "hidden/a" not in summary, summary
    assert team.json_of(run["config"])["_wandb"]["value"]["m"], run["config"]


def files_are_saved_listed_and_deleted(server):
    text = """
folder = pathlib.Path(os.environ["WANDB_DIR"]) / "out"
folder.mkdir(exist_ok=True)
(folder / "model.bin").write_bytes(b"x" * 100_000)
(folder / "note.txt").write_text("hello")
run = wandb.init(project="whole", id="files")
run.save(str(folder / "*"), base_path=str(folder.parent), policy="now")
run.finish()
run = wandb.Api().run(f"{run.entity}/whole/files")
names = {file.name: file for file in run.files()}
assert names["out/model.bin"].size == 100_000, names
back = run.file("out/note.txt").download(root=str(folder / "back"), replace=True)
assert back.read() == "hello"
names["out/note.txt"].delete()
assert "out/note.txt" not in {file.name for file in run.files()}
assert [file.name for file in run.files(names=["out/model.bin"])] == ["out/model.bin"]
"""
    team.finished(run_script(server, text))


def a_run_tells_of_itself_while_it_runs(server):
    text = """
run = wandb.init(project="whole", id="story", settings=wandb.Settings(x_stats_sampling_interval=0.2, save_code=True))
run.alert("Loss is high", "0.9 after <b>ten</b> steps", level=wandb.AlertLevel.WARN, wait_duration=0)
run.config.update({"lr": 1}); run.config.update({"lr": 2}, allow_val_change=True)
for i in range(20):
    print("line", i); run.log({"a": i}); time.sleep(0.1)
run.mark_preempting()
run.finish()
"""
    team.finished(run_script(server, text, WANDB__DISABLE_STATS="false", WANDB_X_DISABLE_STATS="false"))
    client, entity = team.Client(server), entity_of(server)
    run = client.run(entity, "whole", "story", "state config alerts { title text severity } eventsLineCount systemMetrics")
    assert run["alerts"] == [{"title": "Loss is high", "text": "0.9 after <b>ten</b> steps", "severity": "WARN"}], run
    assert team.json_of(run["config"])["lr"]["value"] == 2, run["config"]
    assert run["eventsLineCount"] > 0 and team.json_of(run["systemMetrics"]), run


def offline_runs_are_synced(server):
    text = """
run = wandb.init(project="whole", id="offline", mode="offline", config={"a": 1}, tags=["t"])
for i in range(50):
    run.log({"value": i})
print("FOLDER", os.path.dirname(run.settings.files_dir), flush=True)
run.finish()
"""
    output = team.finished(run_script(server, text))
    folder = next(line.split(" ", 1)[1] for line in output.splitlines() if line.startswith("FOLDER"))
    client, entity = team.Client(server), entity_of(server)
    assert client.run(entity, "whole", "offline", "id") is None
    team.finished(run_script(server, f"""
import subprocess
done = subprocess.run([sys.executable, "-m", "wandb", "sync", {folder!r}], capture_output=True, text=True)
assert done.returncode == 0, done.stdout + done.stderr
"""))
    rows = client.rows(entity, "whole", "offline")
    assert [row["value"] for row in rows] == list(range(50)), len(rows)
    run = client.run(entity, "whole", "offline", "state tags config")
    assert run["state"] == "finished" and run["tags"] == ["t"], run


def a_run_is_rewound_and_forked(server):
    text = """
run = wandb.init(project="whole", id="origin")
for i in range(10):
    run.log({"value": i})
run.finish()
run = wandb.init(project="whole", id="origin", resume_from="origin?_step=4")
for i in range(3):
    run.log({"value": 100 + i})
run.finish()
run = wandb.init(project="whole", id="branch", fork_from="origin?_step=2")
for i in range(3):
    run.log({"value": 200 + i})
run.finish()
run = wandb.init(project="whole", id="branch", resume="must")
assert run.starting_step == 6, run.starting_step
run.log({"value": 300})
run.finish()
try:
    wandb.init(project="whole", id="twig", fork_from="nowhere?_step=2")
except Exception as problem:
    assert "there is no run nowhere" in str(problem), problem
else:
    raise AssertionError("a fork of nothing")
"""
    team.finished(run_script(server, text))
    client, entity = team.Client(server), entity_of(server)
    rows = client.rows(entity, "whole", "origin")
    assert [(row["_step"], row["value"]) for row in rows] == [(i, i) for i in range(5)] + [(5 + i, 100 + i) for i in range(3)], rows
    point = client.run(entity, "whole", "origin", "branchPoint { step run { name historyLineCount displayName } }")["branchPoint"]
    assert point["step"] == 4 and point["run"]["historyLineCount"] == 10, point
    old = client.rows(entity, "whole", point["run"]["name"])
    assert [row["value"] for row in old] == list(range(10)), old
    rows = client.rows(entity, "whole", "branch")
    values = [0, 1, 2, 200, 201, 202, 300]
    assert [(row["_step"], row["value"]) for row in rows] == list(enumerate(values)), rows
    branch = client.run(entity, "whole", "branch", "historyLineCount historyKeys branchPoint { step run { name } }")
    assert branch["historyLineCount"] == len(values) and branch["branchPoint"] == {"step": 2, "run": {"name": "origin"}}, branch
    assert sum(kind["count"] for kind in team.json_of(branch["historyKeys"])["keys"]["value"]["typeCounts"]) == len(values)


def a_fork_made_offline_is_synced_again(server):
    """After somebody else went on with it: nothing of theirs is lost."""
    output = team.finished(run_script(server, """
import subprocess
run = wandb.init(project="offline-forks", id="source")
for i in range(5):
    run.log({"value": i})
run.finish()
run = wandb.init(project="offline-forks", id="offline-fork", fork_from="source?_step=2", mode="offline")
for i in range(4):
    run.log({"value": 100 + i})
folder = os.path.dirname(run.settings.files_dir)
run.finish()
def sync():
    done = subprocess.run([sys.executable, "-m", "wandb", "sync", "--include-synced", folder], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
sync()
run = wandb.init(project="offline-forks", id="offline-fork", resume="must")
for i in range(3):
    run.log({"value": 200 + i})
run.finish()
sync()
"""))
    client, entity = team.Client(server), entity_of(server)
    values = [row["value"] for row in client.rows(entity, "offline-forks", "offline-fork")]
    stored = [0, 1, 2, 100, 101, 102, 103, 200, 201, 202]
    # The SDK takes the number of rows that are there for the ones it need not count, and sends its own behind them.
    assert values[:10] == stored and values[10:] in ([], [100, 101, 102, 103]), (values, output)


def preempted_runs_of_sweeps_are_run_again(server):
    team.finished(run_script(server, """
tried = []
sweep = wandb.sweep({"method": "grid", "parameters": {"a": {"values": [1, 2]}, "deep": {"parameters": {"b": {"value": "x"}}}}}, project="whole")
def train():
    with wandb.init(resume="allow") as run:
        tried.append((run.id, run.resumed, run.config["a"], run.config["deep"]["b"]))
        run.log({"step": len(tried)})
        if len(tried) == 1:
            run.mark_preempting()
            raise RuntimeError("the machine goes away")
import wandb.agents.pyagent
wandb.agents.pyagent.Agent.HEARTBEAT_SLEEP_SECONDS = 0.2
wandb.agent(sweep, train, project="whole", count=4)
assert [(resumed, a, b) for _, resumed, a, b in tried] == [(False, 1, "x"), (True, 1, "x"), (False, 2, "x")], tried
assert tried[0][0] == tried[1][0] != tried[2][0], tried
states = {run.id: run.state for run in wandb.Api().sweep(f"whole/{sweep}").runs}
assert states == {tried[0][0]: "finished", tried[2][0]: "finished"}, states
"""), 200)


def several_programs_write_one_run(server):
    """Shared mode: nothing that one of them sends takes the place of what another did, whatever is sent twice."""
    text = """
role = sys.argv[1]
run = wandb.init(project="whole", id="shared", settings=wandb.Settings(
    mode="shared", x_primary=role == "main", x_label=role, x_update_finish_state=role == "main"))
for i in range(20):
    run.log({role: i}); print(role, "line", i)
time.sleep(3)  # what was written so far has been sent
for i in range(5):
    sys.stdout.write(f"\\r{role} done {i}"); sys.stdout.flush(); time.sleep(1)
print()
run.config.update({"from_" + role: 1})
run.summary["sum_" + role] = 1
if role == "main":
    sys.stdin.readline()
run.finish()
"""
    roles, programs = ("main", "one", "two"), {}
    for role in roles:
        folder = server.folder / f"sdk-{role}"
        environment = team.sdk_environment(server, server.admin_key, folder)
        programs[role] = team.script(PRELUDE + text, environment, role, stdin=subprocess.PIPE)
    for role in roles[1:]:
        team.finished(programs[role])
    output, _ = programs["main"].communicate("go on\n", timeout=120)
    assert programs["main"].returncode == 0, output[-3000:]
    client, entity = team.Client(server), entity_of(server)
    rows = client.rows(entity, "whole", "shared")
    for role in roles:
        assert [row[role] for row in rows if role in row] == list(range(20)), (role, len(rows))
    fields = "state config summaryMetrics historyLineCount logLines(first: 1000) { edges { node { label line } } }"
    run = client.run(entity, "whole", "shared", fields)
    config, summary = team.json_of(run["config"]), team.json_of(run["summaryMetrics"])
    assert (run["state"], run["historyLineCount"]) == ("finished", 60), run["state"]
    assert all(config["from_" + role]["value"] == 1 and summary["sum_" + role] == 1 and summary[role] == 19 for role in roles)
    said = [edge["node"] for edge in run["logLines"]["edges"]]
    for role in roles:
        expected = [f"{role} line {i}" for i in range(20)] + [f"{role} done 4"]
        assert [node["line"] for node in said if node["label"] == role] == expected, said


def a_resumed_run_goes_on_by_itself(server):
    text = """
run = wandb.init(project="whole", resume="auto", dir=os.environ["WANDB_DIR"])
print("ID", run.id, run.resumed, flush=True)
run.log({"a": 1})
os._exit(3) if not run.resumed else run.finish()
"""
    process = run_script(server, text)
    first, _ = process.communicate(timeout=120)
    assert process.returncode == 3, first
    second = team.finished(run_script(server, text))
    one = next(line.split() for line in first.splitlines() if line.startswith("ID"))
    two = next(line.split() for line in second.splitlines() if line.startswith("ID"))
    assert one[1] == two[1] and two[2] == "True", (one, two)


def sweeps_are_made_and_worked_off(server):
    text = """
import yaml
found = []
sweep = wandb.sweep({"method": "grid", "name": "a grid", "metric": {"name": "loss", "goal": "minimize"},
                     "parameters": {"lr": {"values": [0.1, 0.01, 1e-5]}, "opt": {"value": "adam"},
                                    "deep": {"parameters": {"x": {"values": ["007", "true"]}}}}}, project="whole")
def train():
    with wandb.init() as run:
        found.append((run.config["lr"], run.config["deep"]["x"], run.config["opt"]))
        run.log({"loss": run.config["lr"]})
import wandb.agents.pyagent
wandb.agents.pyagent.Agent.HEARTBEAT_SLEEP_SECONDS = 0.2
wandb.agent(sweep, train, project="whole", count=6)
assert sorted(found) == sorted((lr, x, "adam") for lr in (0.1, 0.01, 1e-5) for x in ("007", "true")), found
api = wandb.Api()
entity = api.default_entity
sweep = api.sweep(f"{entity}/whole/{sweep}")
assert len(sweep.runs) == 6 and sweep.best_run().summary["loss"] == 1e-5, sweep.runs
assert sweep.config["method"] == "grid" and sweep.name == "a grid", sweep.config
assert sweep.expected_run_count == 6
runs = api.runs(f"{entity}/whole", filters={"sweep": sweep.id})
assert len(runs) == 6 and runs[0].sweep.id == sweep.id
"""
    team.finished(run_script(server, text), 300)


def programs_of_sweeps_are_started_by_agents(server):
    """`wandb sweep` and `wandb agent` on the command line: the agent starts the program that the sweep names."""
    text = """
import inspect, subprocess
import wandb.apis.public as public
folder = pathlib.Path(os.environ["WANDB_DIR"]) / "program"
folder.mkdir()
(folder / "learn.py").write_text("import sys, wandb\\nwith wandb.init() as run:\\n    run.log({'loss': run.config['a'], 'given': sys.argv[1]})\\n")
(folder / "sweep.yaml").write_text("program: learn.py\\nmethod: grid\\nname: by program\\nparameters:\\n  a: {values: [1, 2]}\\n"
                                   "command: [%s, '${program}', '${args}']\\n" % sys.executable)
def wandb_command(*words):
    done = subprocess.run([sys.executable, "-m", "wandb", *words], capture_output=True, text=True, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
wandb_command("sweep", "--project", "whole", "sweep.yaml")
api = wandb.Api()
entity = api.default_entity
sweeps = {sweep.name: sweep for sweep in api.project("whole", entity).sweeps()}
path = f"{entity}/whole/{sweeps['by program'].id}"
wandb_command("agent", path)
runs = wandb.Api().sweep(path).runs
assert sorted((run.config["a"], run.summary["given"]) for run in runs) == [(1, "--a=1"), (2, "--a=2")], list(runs)
if "filters" in inspect.signature(public.Project.sweeps).parameters:
    def named(**filters):
        return [sweep.name for sweep in wandb.Api().project("whole", entity).sweeps(filters=filters)]
    assert named(displayName={"$regex": "^by p"}) == ["by program"] and named(state="PAUSED") == []
    assert named(**{"$and": [{"name": sweeps["by program"].id}, {"state": "FINISHED"}]}) == ["by program"]
if hasattr(public.Run, "update_state"):
    try:
        runs[0].update_state("failed")
    except Exception as problem:
        assert "sweep" in str(problem), problem
    else:
        raise AssertionError("the state of a sweep's run was changed")
"""
    team.finished(run_script(server, text), 200)


def sweeps_are_stopped_from_outside(server):
    text = """
import subprocess
sweep = wandb.sweep({"method": "random", "parameters": {"a": {"min": 1, "max": 9}}}, project="whole")
entity = wandb.Api().default_entity
path = f"{entity}/whole/{sweep}"
def train():
    with wandb.init() as run:
        run.log({"a": run.config["a"]})
wandb.agent(sweep, train, project="whole", count=1)
for word, state in (("--pause", "PAUSED"), ("--resume", "RUNNING"), ("--stop", "FINISHED")):
    done = subprocess.run([sys.executable, "-m", "wandb", "sweep", word, path], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert wandb.Api().sweep(path).state == state, wandb.Api().sweep(path).state
"""
    team.finished(run_script(server, text), 200)


def reports_and_workspaces_are_saved_and_loaded(server):
    text = """
import json, os, urllib.parse, urllib.request
import wandb_workspaces.reports.v2 as reports
import wandb_workspaces.workspaces as workspaces
entity = wandb.Api().default_entity
wandb.Api().create_project("whole", entity)
report = reports.Report(entity=entity, project="whole", title="Weekly", description="d", blocks=[
    reports.H1("Hi"), reports.P("text"), reports.CodeBlock("x = 1", language="python"),
    reports.PanelGrid(runsets=[reports.Runset(entity, "whole", name="x")],
                      panels=[reports.LinePlot(x="Step", y=["loss"]), reports.BarPlot(metrics=["loss"])])])
report.save()
again = reports.Report.from_url(report.url)
assert again.title == "Weekly" and [type(block).__name__ for block in again.blocks] == ["H1", "P", "CodeBlock", "PanelGrid"]
again.title = "Changed"
again.save()
listed = wandb.Api().reports(f"{entity}/whole")
assert [view.display_name for view in listed] == ["Changed"], list(listed)
assert wandb.Api().reports(f"{entity}/whole", name=listed[0].name)[0].spec["version"] == 5
if hasattr(report, "enable_share_link"):
    def opened_without_an_account(url):
        body = json.dumps({"query": '{ view(id: "%s") { displayName spec } }' % listed[0].id}).encode()
        address = os.environ["WANDB_BASE_URL"] + "/graphql?" + urllib.parse.urlsplit(url).query
        request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)["data"]["view"]
    again.enable_share_link()
    url = again.get_share_url()
    assert "accessToken=" in url, url
    assert opened_without_an_account(url)["displayName"] == "Changed"
    assert "blocks" in json.loads(opened_without_an_account(url)["spec"])
    assert opened_without_an_account(url.split("?")[0]) is None
    again.disable_share_link()
    assert opened_without_an_account(url) is None
again.delete()
assert len(wandb.Api().reports(f"{entity}/whole")) == 0
workspace = workspaces.Workspace(entity=entity, project="whole", name="mine", sections=[
    workspaces.Section(name="A", panels=[reports.LinePlot(x="Step", y=["loss"])], is_open=True)])
workspace.save()
again = workspaces.Workspace.from_url(workspace.url)
assert again.name == "mine" and [section.name for section in again.sections] == ["A"]
again.name = "yours"
again.save_as_new_view()
assert again.url != workspace.url and workspaces.Workspace.from_url(again.url).name == "yours"
"""
    team.finished(run_script(server, text), 200)


def projects_and_runs_are_asked_about(server):
    text = """
api = wandb.Api()
entity = api.default_entity
api.create_project("made", entity)
assert {"made", "whole"} <= {project.name for project in api.projects(entity)}
project = api.project("whole", entity)
assert project.name == "whole" and len(list(project.sweeps())) >= 2
run = api.run(f"{entity}/whole/origin")
assert run.lastHistoryStep == 7 and run.state == "finished", run
assert len(run.history(samples=3, pandas=False)) <= 3
assert len(run.history(stream="system", pandas=False)) >= 0
assert [row["value"] for row in run.scan_history(keys=["value"])][:3] == [0, 1, 2]
found = api.runs(f"{entity}/whole", filters={"$and": [{"state": "finished"}, {"summary_metrics.value": {"$gt": 100}}]},
                 order="-summary_metrics.value")
assert [run.id for run in found][:2] == ["branch", "origin"], [run.id for run in found]
run.tags.append("new"); run.notes = "n"; run.update()
assert "new" in api.run(f"{entity}/whole/origin").tags
"""
    team.finished(run_script(server, text), 200)


def automations_are_kept(server):
    text = """
from wandb.automations import DoNothing, OnRunMetric, RunEvent, SendWebhook
api = wandb.Api()
entity = api.default_entity
api.create_project("whole", entity)
project = api.project("whole", entity)
event = OnRunMetric(scope=project, filter=RunEvent.metric("loss").avg(5) > 0.5)
made = api.create_automation(event >> DoNothing(), name="watch", description="d")
assert made.name == "watch" and made.enabled, made
try:
    api.create_automation(event >> DoNothing(), name="watch")
except Exception as problem:
    assert "exists" in str(problem), problem
else:
    raise AssertionError("two automations of one name")
assert api.create_automation(event >> DoNothing(), name="watch", fetch_existing=True).id == made.id
found = list(api.automations(entity=entity))
assert [one.name for one in found] == ["watch"], found
other = api.create_automation(event >> DoNothing(), name="other")
try:
    api.update_automation(other, name="watch")
except Exception as problem:
    assert "409" in str(problem) or "exists" in str(problem) or "of that name" in str(problem), problem
else:
    raise AssertionError("two automations of one name")
assert api.delete_automation(other)
api.update_automation(found[0], enabled=False, name="renamed")
found = list(api.automations(entity=entity))
assert [(one.name, one.enabled) for one in found] == [("renamed", False)], found
assert list(api.webhook_integrations(entity=entity)) == []
assert api.delete_automation(found[0])
assert list(api.automations(entity=entity)) == []
"""
    team.finished(run_script(server, text), 200)


def the_commands_of_the_sdk_find_what_was_logged(server):
    """And its own check of a server is content, but for what this one does on purpose: plain HTTP on the computer itself,
    and no way in for pages of other origins."""
    team.finished(run_script(server, """
import subprocess
folder = pathlib.Path(os.environ["WANDB_DIR"]) / "commands"
folder.mkdir()
(folder / "model.bin").write_bytes(b"x" * 50_000)
def wandb_command(*words):
    # Not through the script's own service, whose working folder is another.
    alone = {name: value for name, value in os.environ.items() if name != "WANDB_SERVICE"}
    done = subprocess.run([sys.executable, "-m", "wandb", *words], capture_output=True, text=True, cwd=folder, env=alone,
                          stdin=subprocess.DEVNULL)
    assert done.returncode == 0, (words, done.stdout + done.stderr)
    return done.stdout + done.stderr
with wandb.init(project="whole", id="commands", config={"a": 1}) as run:
    run.log_model(str(folder / "model.bin"), name="net", aliases=["best"])
    entity = run.entity
with wandb.init(project="whole", id="commands-user") as run:
    assert pathlib.Path(run.use_model("net:best")).read_bytes() == b"x" * 50_000
net = wandb.Api().artifact("whole/net:best")
net.checkout(str(folder / "out"))
net.verify(str(folder / "out"))
(folder / "out/model.bin").write_bytes(b"damaged")
try:
    net.verify(str(folder / "out"))
except ValueError:
    pass
else:
    raise AssertionError("a damaged file was taken")
wandb_command("artifact", "put", "model.bin", "--name", "whole/put", "--type", "dataset")
wandb_command("artifact", "get", "whole/put:latest", "--root", "got")
assert (folder / "got/model.bin").read_bytes() == b"x" * 50_000
wandb_command("artifact", "ls", "whole")
said = [line for line in wandb_command("verify", "--host", os.environ["WANDB_BASE_URL"]).splitlines() if line.startswith("Checking")]
failed = [line for line in said if "\u274c" in line]
expected = ("requests to base url", "requests made over signed URLs", "CORs configuration")
assert len(said) >= 8 and all(any(text in line for text in expected) for line in failed), said
"""), 200)


def nothing_that_the_sdk_sent_was_refused(server):
    refused = [line for line in server.log().splitlines() if "refused query" in line]
    assert not refused, refused


team.main([media_arrive_as_files, tables_and_code_are_kept, the_program_is_saved_with_its_run,
           metrics_are_summed_up_as_defined, files_are_saved_listed_and_deleted,
           a_run_tells_of_itself_while_it_runs, offline_runs_are_synced, a_run_is_rewound_and_forked,
           a_fork_made_offline_is_synced_again, preempted_runs_of_sweeps_are_run_again, several_programs_write_one_run, a_resumed_run_goes_on_by_itself, sweeps_are_made_and_worked_off,
           programs_of_sweeps_are_started_by_agents, sweeps_are_stopped_from_outside,
           reports_and_workspaces_are_saved_and_loaded, projects_and_runs_are_asked_about, automations_are_kept,
           the_commands_of_the_sdk_find_what_was_logged, nothing_that_the_sdk_sent_was_refused])
