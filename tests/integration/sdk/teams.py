"""Teams, people, service accounts and keys with the SDK's public interface; attribution; a project that people share."""
import importlib.metadata
import os

import team

os.environ.setdefault("WANDB_SILENT", "true")


def api_of(server, key, name):
    os.environ.update(team.sdk_environment(server, key, server.folder / name))
    import wandb
    return wandb.Api(api_key=key, overrides={"base_url": server.url}, timeout=60)


def refused(call):
    """Whether the server said no: the SDK raises, or answers nothing."""
    try:
        return not call()
    except Exception:
        return True


def people_are_made(server):
    api = api_of(server, server.admin_key, "admin")
    made = api.create_user("alice@example.org")
    assert (made.username, made.email, bool(made.admin)) == ("alice", "alice@example.org", False), made
    assert refused(lambda: api.create_user("ALICE@example.org"))
    for name in ("bob", "vera"):
        api.create_user(f"{name}@example.org")
    assert [user.username for user in api.users("alice")] == ["alice"]
    assert api.user("bob").email == "bob@example.org"
    server.keys = {name: server.command("key", name).split()[-1] for name in ("alice", "bob", "vera")}
    server.tokens = {"vera": server.command("token", "vera").split()[-1]}
    assert refused(lambda: api_of(server, server.keys["alice"], "alice").create_user("mallory@example.org"))


def a_team_is_made_and_people_are_invited(server):
    api = api_of(server, server.admin_key, "admin")
    crew = api.create_team("crew")
    assert crew.name == "crew" and [member.username for member in crew.members] == ["admin"], crew.members
    assert not crew.available and crew.is_team
    assert crew.invite("alice") and crew.invite("bob@example.org") and crew.invite("vera")
    assert refused(lambda: crew.invite("admin")), "who is in the team is not invited"
    crew.load(True)
    assert sorted(member.username for member in crew.members if member.pending) == ["alice", "bob", "vera"]
    for name in ("alice", "bob", "vera"):
        client = team.Client(server, server.keys[name])
        waiting = client.data("{ viewer { invites { id entity { name } } } }")["viewer"]["invites"]
        assert [invite["entity"]["name"] for invite in waiting] == ["crew"], waiting
        accept = "mutation ($id: ID!) { acceptInvite(input: {id: $id}) { success } }"
        assert client.data(accept, id=waiting[0]["id"])["acceptInvite"]["success"]
    crew.load(True)
    assert not any(member.pending for member in crew.members)
    alice = api_of(server, server.keys["alice"], "alice")
    assert "crew" in alice.viewer.teams, alice.viewer.teams
    assert refused(lambda: alice.team("crew").invite("bob"))
    before = {member.username for member in alice.team("crew").members}
    assert refused(lambda: [member for member in alice.team("crew").members if member.username == "bob"][0].delete())
    assert {member.username for member in alice.team("crew").members} == before
    assert api.team("nobody-has-this").available


def a_service_account_gets_its_key_once(server):
    api = api_of(server, server.admin_key, "admin")
    robot = api.team("crew").create_service_account("nightly")
    assert robot.account_type == "SERVICE" and robot.name == "nightly", robot
    assert len(robot.api_key) >= 40
    server.keys["robot"] = robot.api_key
    again = [member for member in api.team("crew").members if member.id == robot.id][0]
    assert again.api_key is None, "a key is shown once"
    assert team.Client(server, robot.api_key).viewer()["username"] == robot.username
    alice = api_of(server, server.keys["alice"], "alice")
    assert refused(lambda: alice.team("crew").create_service_account("mine"))


LOGGER = """
import sys, wandb
run = wandb.init(entity="crew", project="nightly", id=sys.argv[1])
run.log({"a": 1})
run.finish()
"""


def runs_of_a_service_account_are_attributed(server):
    cases = {"by-name": {"WANDB_USERNAME": "alice"}, "by-mail": {"WANDB_USER_EMAIL": "bob@example.org"},
             "nobody": {}, "stranger": {"WANDB_USERNAME": "nobody-at-all"}}
    for name, more in cases.items():
        environment = team.sdk_environment(server, server.keys["robot"], server.folder / "robot")
        team.finished(team.script(LOGGER, {**environment, **more}, name))
    client = team.Client(server, server.keys["alice"])
    creators = {name: client.run("crew", "nightly", name, "user { username }")["user"]["username"] for name in cases}
    assert (creators["by-name"], creators["by-mail"]) == ("alice", "bob"), creators
    assert creators["nobody"] == creators["stranger"] and creators["nobody"].startswith("service-"), creators
    # Attribution decides who may delete.
    bob = api_of(server, server.keys["bob"], "bob")
    assert refused(lambda: bob.run("crew/nightly/by-name").delete() is None)
    assert client.run("crew", "nightly", "by-name", "id") is not None
    api_of(server, server.keys["alice"], "alice").run("crew/nightly/by-name").delete()
    assert client.run("crew", "nightly", "by-name", "id") is None


SHARED = """
import wandb
run = wandb.init(project="awesome-segmentation", entity="crew", job_type="training", name="my-run")
run.log({"loss": 0.5, "accuracy": 0.8})
run.log({"loss": 0.4, "accuracy": 0.85})
run.finish()
"""


def creator_of(run):
    """Older releases know it only of a run that was asked for by itself."""
    if not hasattr(run, "user"):
        run.load(force=True)
    return run.user.username


def people_share_a_project_without_stepping_on_each_other(server):
    for name in ("alice", "bob"):
        team.finished(team.script(SHARED, team.sdk_environment(server, server.keys[name], server.folder / name)))
    runs = list(api_of(server, server.keys["bob"], "bob").runs("crew/awesome-segmentation"))
    assert sorted(run.name for run in runs) == ["my-run", "my-run-2"], [run.name for run in runs]
    assert {creator_of(run) for run in runs} == {"alice", "bob"}
    assert all(run.job_type == "training" and run.summary["accuracy"] == 0.85 for run in runs)
    mine = [run for run in runs if creator_of(run) == "alice"][0]
    assert refused(lambda: mine.delete() is None)


def a_view_only_person_has_no_key(server):
    admin = team.Client(server)
    members = admin.data('{ entity(name: "crew") { members { id username } } }')["entity"]["members"]
    vera = [member["id"] for member in members if member["username"] == "vera"][0]
    change = """mutation ($user: ID!) { updateMember(input: {entityName: "crew", user: $user, role: "viewer"}) {
                member { role } } }"""
    assert admin.data(change, user=vera)["updateMember"]["member"]["role"] == "viewer"
    try:
        team.Client(server, server.keys["vera"]).viewer()
    except team.Refused as problem:
        assert problem.status == 401, problem
    else:
        raise AssertionError("the key of an earlier role still works")
    reader = team.Client(server, server.tokens["vera"])
    project = reader.data('{ project(entityName: "crew", name: "awesome-segmentation") { runs { totalCount } } }')
    assert project["project"]["runs"]["totalCount"] == 2, project
    answer = reader.query("mutation { generateApiKey(input: {}) { apiKey { name } } }")
    assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN", answer


def keys_are_made_listed_and_revoked(server):
    alice = team.Client(server, server.keys["alice"])
    made = alice.data('mutation { generateApiKey(input: {description: "laptop"}) { apiKey { id name } } }')
    secret = made["generateApiKey"]["apiKey"]["name"]
    assert team.Client(server, secret).viewer()["username"] == "alice"
    viewer = api_of(server, server.keys["alice"], "alice").viewer
    assert len(viewer.api_keys) == 2 and all(secret not in key for key in viewer.api_keys), viewer.api_keys
    shown = [key for key in viewer.api_keys if key.endswith(secret[-4:])][0]
    assert viewer.delete_api_key(shown)
    # Older releases take the name of a key for its secret, which a server that keeps hashes does not know.
    if importlib.metadata.version("wandb") != "0.23.0":
        by_sdk = api_of(server, server.keys["alice"], "alice").viewer.generate_api_key("by the SDK")
        assert team.Client(server, by_sdk).viewer()["username"] == "alice"
    try:
        team.Client(server, secret).viewer()
    except team.Refused as problem:
        assert problem.status == 401, problem
    else:
        raise AssertionError("a revoked key still works")


def members_are_removed_and_their_runs_stay(server):
    crew = api_of(server, server.admin_key, "admin").team("crew")
    assert [member for member in crew.members if member.username == "bob"][0].delete()
    bob = api_of(server, server.keys["bob"], "bob")
    assert "crew" not in bob.viewer.teams
    assert refused(lambda: list(bob.runs("crew/awesome-segmentation")))
    runs = list(api_of(server, server.admin_key, "admin").runs("crew/awesome-segmentation"))
    assert {creator_of(run) for run in runs} == {"alice", "bob"}


team.main([people_are_made, a_team_is_made_and_people_are_invited, a_service_account_gets_its_key_once,
           runs_of_a_service_account_are_attributed, people_share_a_project_without_stepping_on_each_other,
           a_view_only_person_has_no_key, keys_are_made_listed_and_revoked, members_are_removed_and_their_runs_stay])
