"""Keys of people in different roles: what the SDK and hand-made requests may do."""
import os
import re

import team

TEAM = "crew"
RUN = {"entity": TEAM, "project": "shared"}


def refused(answer):
    """The code of a refusal; the errors must come without data."""
    errors = answer.get("errors") or []
    assert errors, f"not refused: {answer}"
    assert not any((answer.get("data") or {}).values()), answer
    return errors[0]["extensions"]["code"]


def people_are_made(server):
    """Through the commands that whoever runs the server has."""
    server.stop()
    server.command("team", TEAM)
    for name in ("olga", "mika"):
        server.command("user", name, "--email", f"{name}@example.org")
        server.command("member", TEAM, name, "member")
    server.command("user", "vera", "--view-only")
    server.command("member", TEAM, "vera", "viewer")
    server.command("member", TEAM, "admin", "admin")
    server.keys = {name: server.command("key", name).split()[-1] for name in ("olga", "mika")}
    server.keys["vera"] = server.command("token", "vera").split()[-1]
    server.start()
    for name, key in server.keys.items():
        assert team.Client(server, key).viewer()["username"] == name


def a_member_logs_to_the_team(server):
    text = f"""
import wandb
run = wandb.init(entity="{TEAM}", project="shared", id="olgas", name="Olga's")
for i in range(10):
    run.log({{"a": i}})
run.finish()
"""
    team.finished(team.script(text, team.sdk_environment(server, server.keys["olga"], server.folder / "olga")))
    run = team.Client(server).run(TEAM, "shared", "olgas", "state historyLineCount user { username }")
    assert run == {"state": "finished", "historyLineCount": 10, "user": {"username": "olga"}}, run


def a_viewer_reads_and_changes_nothing(server):
    vera = team.Client(server, server.keys["vera"])
    run = vera.run(TEAM, "shared", "olgas", "id historyLineCount")
    assert run["historyLineCount"] == 10, run
    create = "mutation ($input: UpsertBucketInput!) { upsertBucket(input: $input) { bucket { id } } }"
    for given in ({"entityName": TEAM, "modelName": "shared", "name": "veras"}, {"id": run["id"], "displayName": "mine"},
                  {"entityName": TEAM, "modelName": "new", "name": "veras"}):
        assert refused(vera.query(create, input=given)) == "FORBIDDEN", given
    for mutation in ("deleteRun(input: {id: $id}) { clientMutationId }", "stopRun(input: {id: $id}) { success }"):
        assert refused(vera.query("mutation ($id: ID!) { %s }" % mutation, id=run["id"])) == "FORBIDDEN", mutation
    try:
        vera.stream(TEAM, "shared", "olgas", history=(10, ['{"_step": 10}']))
    except team.Refused as problem:
        assert problem.status == 403, problem
    else:
        raise AssertionError("a viewer logged a row")
    again = team.Client(server).run(TEAM, "shared", "olgas", "displayName historyLineCount")
    assert again == {"displayName": "Olga's", "historyLineCount": 10}, again


def the_sdk_of_a_viewer_is_told_so(server):
    text = f"import wandb\nwandb.init(entity='{TEAM}', project='shared', id='veras', settings=wandb.Settings(init_timeout=60))\n"
    process = team.script(text, team.sdk_environment(server, server.keys["vera"], server.folder / "vera"))
    output, _ = process.communicate(timeout=120)
    assert process.returncode != 0, output
    assert team.Client(server).run(TEAM, "shared", "veras", "id") is None


def a_member_cannot_delete_the_run_of_another(server):
    mika = team.Client(server, server.keys["mika"])
    run = mika.run(TEAM, "shared", "olgas", "id")
    delete = "mutation ($id: ID!) { deleteRun(input: {id: $id}) { clientMutationId } }"
    assert refused(mika.query(delete, id=run["id"])) == "FORBIDDEN"
    os.environ.update(team.sdk_environment(server, server.keys["mika"], server.folder / "mika"))
    import wandb
    try:
        wandb.Api(timeout=60).run(f"{TEAM}/shared/olgas").delete()
    except Exception:
        pass
    assert team.Client(server).run(TEAM, "shared", "olgas", "id") is not None, "the run is gone"
    answer = team.Client(server, server.keys["olga"]).data(delete, id=run["id"])
    assert answer["deleteRun"] is not None, answer
    assert team.Client(server).run(TEAM, "shared", "olgas", "id") is None


def an_address_for_an_upload_is_good_for_that_file_only(server):
    client = team.Client(server)
    client.make_run(TEAM, "shared", "files")
    text = """mutation ($input: CreateRunFilesInput!) { createRunFiles(input: $input) { files { name uploadUrl } } }"""
    given = {"entityName": TEAM, "projectName": "shared", "runName": "files", "files": ["a/ä b.txt", "other.txt"]}
    urls = {file["name"]: file["uploadUrl"] for file in client.data(text, input=given)["createRunFiles"]["files"]}
    assert team.put(urls["a/ä b.txt"], b"content") == 200
    address, signature = urls["other.txt"].split("?")
    for wrong in (address, f"{address}x?{signature}", urls["a/ä b.txt"].split("?")[0] + "?" + signature, urls["other.txt"][:-2],
                  re.sub(r"until=(\d)", r"until=9\1", urls["other.txt"]), re.sub(r"key=\d+", "key=1", urls["other.txt"], 1) + "0"):
        assert team.put(wrong, b"content") == 401, wrong
    answer = client.run(TEAM, "shared", "files", "files(first: 10) { edges { node { name directUrl } } }")
    nodes = [edge["node"] for edge in answer["files"]["edges"]]
    assert [node["name"] for node in nodes] == ["a/ä b.txt"], nodes
    assert client.download(nodes[0]["directUrl"]) == b"content"


def strangers_see_nothing(server):
    team.Client(server).make_run("admin", "private", "own")
    mika = team.Client(server, server.keys["mika"])
    hidden = mika.query('{ project(name: "private", entityName: "admin") { id } }')
    absent = mika.query('{ project(name: "nowhere", entityName: "admin") { id } }')
    assert hidden == absent, (hidden, absent)
    try:
        mika.stream("admin", "private", "own", history=(0, ["{}"]))
    except team.Refused as problem:
        assert problem.status in (403, 404), problem
    else:
        raise AssertionError("a stranger logged a row")
    try:
        team.Client(server, "0123456789" * 4).viewer()
    except (team.Refused, TypeError, AssertionError):
        pass
    else:
        raise AssertionError("a key that nobody was given works")


team.main([people_are_made, a_member_logs_to_the_team, a_viewer_reads_and_changes_nothing, the_sdk_of_a_viewer_is_told_so,
           a_member_cannot_delete_the_run_of_another, an_address_for_an_upload_is_good_for_that_file_only,
           strangers_see_nothing])
