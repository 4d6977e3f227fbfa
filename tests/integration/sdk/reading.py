"""Reading and editing with the SDK's public API."""
import inspect
import json
import math
import os

import team

ROWS = 1200


def prepare(server):
    """Three finished runs, written straight to the stream; the SDK in this process reads them."""
    os.environ.update(team.sdk_environment(server, server.admin_key, server.folder / "reader"))
    client = team.Client(server)
    entity = client.viewer()["entity"]
    for number, name in enumerate(("aa", "bb", "cc")):
        config = json.dumps({"lr": {"value": 0.1 * (number + 1)}, "opt": {"value": {"kind": "adam" if number else "sgd"}},
                             "_wandb": {"value": {"t": {}}}})
        client.make_run(entity, "reading", name, displayName=f"run {number}", config=config, groupName=f"g{number % 2}",
                        jobType="train", tags=["all", f"t{number}"], state="running")
        client.stream(entity, "reading", name, history=(0, team.lines(row(number, step) for step in range(ROWS))))
        client.stream(entity, "reading", name, summary=(0, [json.dumps({"loss": 3.0 - number, "_step": ROWS - 1})]),
                      complete=True, exitcode=0 if number < 2 else 1)
    return entity


def row(number, step):
    fields = {"_step": step, "_runtime": step * 0.5, "_timestamp": 1.7e9 + step, "loss": number + 1 / (step + 1)}
    if step % 3 == 0:
        fields["sparse"] = step
    if step % 100 == 0:
        fields["odd"] = "NaN"
    if step % 5 == 0:
        fields["nested"] = {"a": {"b": step}}
    return fields


def api():
    import wandb
    return wandb.Api(timeout=60)


def names(runs):
    return [run.id for run in runs]


def runs_are_filtered_and_ordered(server):
    entity = prepare(server)
    path = f"{entity}/reading"
    found = api().runs(path)
    assert len(found) == 3 and sorted(names(found)) == ["aa", "bb", "cc"], names(found)
    for order, expected in (("+created_at", "aa bb cc"), ("-created_at", "cc bb aa"), ("+summary_metrics.loss", "cc bb aa"),
                            ("-config.lr.value", "cc bb aa"), ("+display_name", "aa bb cc")):
        assert names(api().runs(path, order=order)) == expected.split(), order
    for filters, expected in (({"state": "failed"}, "cc"), ({"config.lr.value": {"$gte": 0.2}}, "bb cc"),
                              ({"config.opt.value.kind": "sgd"}, "aa"), ({"summary_metrics.loss": {"$lt": 1.5}}, "cc"),
                              ({"tags": "t1"}, "bb"), ({"tags": {"$in": ["t0", "t2"]}}, "aa cc"), ({"group": "g0"}, "aa cc"),
                              ({"display_name": {"$regex": "^run [01]$"}}, "aa bb"), ({"$not": {"state": "finished"}}, "cc"),
                              ({"$or": [{"$and": [{"name": "aa"}]}, {"name": "cc"}]}, "aa cc"), ({"job_type": "eval"}, ""),
                              ({"entity": entity, "project": "reading"}, "aa bb cc"), ({"entity": "nobody"}, ""),
                              ({"config.opt.kind.value": "sgd"}, "aa"), ({"tags": None}, ""), ({"tags": {"$exists": True}}, "aa bb cc"),
                              ({"username": {"$nin": [entity]}}, ""), ({"duration": {"$gt": 1}, "createdAt": {"$lt": "2001-01-01"}}, "")):
        assert sorted(names(api().runs(path, filters=filters))) == expected.split(), filters
    for filters, expected in (({"$where": "1"}, "unknown operator $where"), ({"state": {"$in": "failed"}}, "$in takes a list")):
        try:
            list(api().runs(path, filters=filters))
        except Exception as problem:
            assert expected in str(problem), problem
        else:
            raise AssertionError(f"{filters} were taken")
    assert sorted(names(api().runs(path, per_page=1))) == ["aa", "bb", "cc"]


def a_run_tells_what_it_is(server):
    entity = team.Client(server).viewer()["entity"]
    run = api().run(f"{entity}/reading/bb")
    assert run.name == "run 1" and run.state == "finished" and sorted(run.tags) == ["all", "t1"], run
    assert run.config == {"lr": 0.2, "opt": {"kind": "adam"}}, run.config
    assert run.summary["loss"] == 2.0 and run.group == "g1" and run.job_type == "train", run.summary
    assert run.lastHistoryStep == ROWS - 1, run.lastHistoryStep


def same(found, expected):
    def plain(value):
        if isinstance(value, dict):
            return {key: plain(inner) for key, inner in value.items() if inner is not None}
        if value == "NaN" or (isinstance(value, float) and math.isnan(value)):
            return "NaN"
        return value
    return plain(found) == plain(expected)


def every_row_is_scanned(server):
    entity = team.Client(server).viewer()["entity"]
    for number, name in enumerate(("aa", "bb")):
        scanned = list(api().run(f"{entity}/reading/{name}").scan_history())
        assert len(scanned) == ROWS, len(scanned)
        for step, found in enumerate(scanned):
            assert same(found, row(number, step)), (found, row(number, step))
    keyed = list(api().run(f"{entity}/reading/aa").scan_history(keys=["_step", "loss"], page_size=100))
    assert [(r["_step"], r["loss"]) for r in keyed] == [(s, row(0, s)["loss"]) for s in range(ROWS)]
    sparse = list(api().run(f"{entity}/reading/aa").scan_history(keys=["sparse"]))
    assert [r["sparse"] for r in sparse] == list(range(0, ROWS, 3))
    part = list(api().run(f"{entity}/reading/aa").scan_history(min_step=100, max_step=250))
    assert [r["_step"] for r in part] == list(range(100, 250)), (part[0], part[-1])


def histories_are_sampled(server):
    entity = team.Client(server).viewer()["entity"]
    run = api().run(f"{entity}/reading/aa")
    sample = run.history(samples=100, pandas=False)
    assert 90 <= len(sample) <= 110, len(sample)
    assert all(same(found, row(0, found["_step"])) for found in sample)
    assert sample[0]["_step"] == 0 and [r["_step"] for r in sample] == sorted(r["_step"] for r in sample)
    keyed = run.history(keys=["loss", "sparse"], samples=5000, pandas=False)
    assert [r["sparse"] for r in keyed] == list(range(0, ROWS, 3)), len(keyed)
    assert len(run.history(samples=5000, pandas=False)) == ROWS


def histories_are_bucketed(server):
    """No release of the SDK asks for it: the query as the web application makes it."""
    client = team.Client(server)
    text = """query ($entity: String, $specs: [JSONString!]!) { project(name: "reading", entityName: $entity) {
              run(name: "aa") { bucketedHistory(specs: $specs) } } }"""
    spec = json.dumps({"keys": ["loss"], "bins": 7})
    found = client.data(text, entity=client.viewer()["entity"], specs=[spec])["project"]["run"]["bucketedHistory"]
    buckets = team.json_of(found[0])["loss"]
    losses = [row(0, step)["loss"] for step in range(ROWS)]
    assert len(buckets) == 7 and sum(bucket["count"] for bucket in buckets) == ROWS, buckets
    assert min(bucket["min"] for bucket in buckets) == min(losses)
    assert max(bucket["max"] for bucket in buckets) == max(losses)


def runs_are_edited(server):
    entity = team.Client(server).viewer()["entity"]
    run = api().run(f"{entity}/reading/aa")
    run.name, run.notes, run.tags, run.group = "renamed", "n\u00f6te", ["x", "y"], "other"
    run.config["added"] = [1, {"b": 2}]
    run.summary["score"] = 7
    run.update()
    run.summary.update()
    again = api().run(f"{entity}/reading/aa")
    assert (again.name, again.notes, sorted(again.tags), again.group) == ("renamed", "n\u00f6te", ["x", "y"], "other"), again
    assert again.config["added"] == [1, {"b": 2}] and again.config["lr"] == 0.1, again.config
    assert again.summary["score"] == 7 and again.summary["loss"] == 3.0, dict(again.summary)
    assert again.state == "finished" and len(list(again.scan_history())) == ROWS


def files_are_read_and_written(server):
    entity = team.Client(server).viewer()["entity"]
    run = api().run(f"{entity}/reading/aa")
    folder = server.folder / "files"
    folder.mkdir()
    (folder / "note.txt").write_text("a n\u00f6te")
    run.upload_file(str(folder / "note.txt"), root=str(folder))
    files = {file.name: file for file in api().run(f"{entity}/reading/aa").files()}
    assert files["note.txt"].size == len("a n\u00f6te".encode()), files
    assert run.file("./note.txt").size == files["note.txt"].size
    if "pattern" in inspect.signature(run.files).parameters:
        for pattern, expected in (("n_te%", ["note.txt"]), ("%.txt", ["note.txt"]), ("n\\_te%", []), ("note", [])):
            assert [file.name for file in run.files(pattern=pattern)] == expected, pattern
    with files["note.txt"].download(root=str(folder / "back")) as back:
        assert back.read() == "a n\u00f6te"


def exports_are_told_to_be_incomplete(server):
    """Nothing is exported here: whoever wants all of the history in exports learns that it is not in them."""
    run = api().run(f"{team.Client(server).viewer()['entity']}/reading/aa")
    if not hasattr(run, "download_history_exports"):
        return
    from wandb.apis.public.runhistory import IncompleteRunHistoryError
    try:
        run.download_history_exports(server.folder / "exports")
    except IncompleteRunHistoryError:
        pass
    else:
        raise AssertionError("the exports count as complete")
    assert run.download_history_exports(server.folder / "exports", require_complete_history=False).contains_live_data


def a_run_that_has_ended_stays_so(server):
    run = api().run(f"{team.Client(server).viewer()['entity']}/reading/bb")
    if hasattr(run, "stop"):
        run.stop()
    if hasattr(run, "update_state"):
        for state in ("pending", "failed", "finished"):
            try:
                run.update_state(state)
            except Exception as problem:
                assert "state: " in str(problem), problem
            else:
                raise AssertionError(f"finished became {state}")
        lost = api().create_run(project="reading", entity=run.entity, run_id="lost")
        assert lost.update_state("failed") and lost.update_state("pending") and api().run("/".join(lost.path)).state == "pending"
        lost.delete()
    assert api().run("/".join(run.path)).state == "finished"


def runs_are_deleted(server):
    entity = team.Client(server).viewer()["entity"]
    api().run(f"{entity}/reading/cc").delete()
    assert sorted(names(api().runs(f"{entity}/reading"))) == ["aa", "bb"]
    try:
        api().run(f"{entity}/reading/cc")
    except Exception as problem:
        assert "not find" in str(problem).lower() or "not found" in str(problem).lower(), problem
    else:
        raise AssertionError("a deleted run is still there")


def what_does_not_exist_is_said_so(server):
    entity = team.Client(server).viewer()["entity"]
    for ask in (lambda: len(api().runs(f"{entity}/nowhere")), lambda: api().run(f"{entity}/reading/nowhere")):
        try:
            ask()
        except Exception as problem:
            assert "could not find" in str(problem).lower() or "not found" in str(problem).lower(), problem
        else:
            raise AssertionError("no error")
    projects = [project.name for project in api().projects(entity)]
    assert "reading" in projects, projects


team.main([runs_are_filtered_and_ordered, a_run_tells_what_it_is, every_row_is_scanned, histories_are_sampled,
           histories_are_bucketed, runs_are_edited,
           files_are_read_and_written, exports_are_told_to_be_incomplete, a_run_that_has_ended_stays_so, runs_are_deleted, what_does_not_exist_is_said_so])
