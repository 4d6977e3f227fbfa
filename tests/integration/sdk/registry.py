"""Registries of the organisation with the real SDK: who may do what in them, links, search."""
import team

TEAM = "crew"


def script_of(server, who, text, seconds=180):
    folder = server.folder / who
    environment = team.sdk_environment(server, server.keys[who], folder)
    environment["WANDB_ARTIFACT_DIR"] = str(folder / "artifacts")
    return team.finished(team.script("import wandb\n" + text, environment), seconds)


def people_are_made(server):
    server.stop()
    server.command("team", TEAM)
    for name in ("olga", "mika"):
        server.command("user", name, "--email", f"{name}@example.org")
        server.command("member", TEAM, name, "member")
    server.command("member", TEAM, "admin", "admin")
    server.keys = {name: server.command("key", name).split()[-1] for name in ("olga", "mika")}
    server.keys["admin"] = server.admin_key
    server.start()
    organization = team.Client(server).data("{ viewer { organizations { name } } }")["viewer"]["organizations"][0]["name"]
    server.organization = organization


def the_built_in_registries_are_there(server):
    script_of(server, "olga", f"""
names = {{registry.name for registry in wandb.Api().registries({server.organization!r})}}
assert {{"model", "dataset"}} <= names, names
registry = wandb.Api().registry("model", {server.organization!r})
assert registry.visibility == "organization" and list(registry.artifact_types) == ["model"], registry.artifact_types
assert not registry.allow_all_artifact_types
""")


def a_registry_is_made_and_changed(server):
    script_of(server, "olga", f"""
api = wandb.Api()
registry = api.create_registry(name="zoo", visibility="restricted", organization={server.organization!r},
                               description="animals", artifact_types=["model"])
assert registry.name == "zoo" and registry.visibility == "restricted" and registry.description == "animals"
registry.description = "more animals"
registry.artifact_types.append("dataset")
registry.save()
again = wandb.Api().registry("zoo", {server.organization!r})
assert again.description == "more animals" and sorted(again.artifact_types) == ["dataset", "model"], again.artifact_types
again.name = "menagerie"
again.save()
assert wandb.Api().registry("menagerie", {server.organization!r}).description == "more animals"
try:
    api.create_registry(name="menagerie", visibility="restricted", organization={server.organization!r})
except Exception:
    pass
else:
    raise AssertionError("a name was taken twice")
""")


def who_is_not_in_it_sees_nothing(server):
    script_of(server, "mika", f"""
names = {{registry.name for registry in wandb.Api().registries({server.organization!r})}}
assert "menagerie" not in names, names
try:
    wandb.Api().registry("menagerie", {server.organization!r}).load()
except Exception as problem:
    print("hidden", problem)
else:
    raise AssertionError("a registry of others was seen")
""")


def versions_are_linked_and_found(server):
    script_of(server, "olga", f"""
run = wandb.init(entity="{TEAM}", project="nets", id="trainer")
art = wandb.Artifact("lion", type="model", metadata={{"accuracy": 0.9}})
with art.new_file("w.txt") as file:
    file.write("weights")
art = run.log_artifact(art).wait()
linked = run.link_artifact(art, "wandb-registry-menagerie/cats", aliases=["prod"])
run.finish()
assert linked.version == "v0" and linked.is_link, linked.version
api = wandb.Api()
registry = api.registry("menagerie", {server.organization!r})
assert [c.name for c in registry.collections()] == ["cats"]
assert [c.name for c in registry.collections(filter={{"name": {{"$regex": "^c"}}}})] == ["cats"]
assert [c.name for c in registry.collections(filter={{"name": "dogs"}})] == []
assert [v.name for v in registry.versions()] == ["cats:v0"]
assert [v.name for v in registry.versions(filter={{"alias": "prod"}})] == ["cats:v0"]
assert [v.name for v in registry.versions(filter={{"metadata.accuracy": {{"$gt": 0.95}}}})] == []
assert [v.name for v in registry.versions(filter={{"metadata.accuracy": {{"$gt": 0.5}}}})] == ["cats:v0"]
assert [v.name for v in api.registries({server.organization!r}).versions(filter={{"tag": "none"}})] == []
assert [c.name for c in api.registries({server.organization!r}, filter={{"name": "menagerie"}}).collections()] == ["cats"]
try:
    art = wandb.Artifact("notes", type="report")
    with art.new_file("n.txt") as file:
        file.write("n")
    run = wandb.init(entity="{TEAM}", project="nets")
    art = run.log_artifact(art).wait()
    art.link("wandb-registry-menagerie/notes")
except Exception as problem:
    assert "type" in str(problem) or "denied" in str(problem), problem
else:
    raise AssertionError("a type that is not accepted was linked")
run.finish()
""")


def roles_decide_in_a_registry(server):
    mika = f"""
import wandb
def outcome(act):
    try:
        act()
    except Exception as problem:
        return type(problem).__name__ + " " + str(problem)
    return "done"
api = wandb.Api()
art = None
def find():
    global art
    art = wandb.Api().artifact("wandb-registry-menagerie/cats:v0")
print("FIND", outcome(find))
if art is not None:
    print("DOWNLOAD", outcome(lambda: art.download(root={str(server.folder / "mika-got")!r}, skip_cache=True)))
    def alias():
        art.aliases.append("mine" + str(len(art.aliases)))
        art.save()
    print("ALIAS", outcome(alias))
"""
    admin = f"""
api = wandb.Api()
registry = api.registry("menagerie", {server.organization!r})
user = api.user("mika")
"""
    script_of(server, "admin", admin + "registry.add_members(user)\n"
              "roles = {m.user.username: m.role for m in registry.user_members()}\n"
              "assert roles['mika'] == 'restricted_viewer', roles\n")
    seen = script_of(server, "mika", mika)
    assert "FIND done" in seen and "DOWNLOAD done" not in seen and "ALIAS done" not in seen, seen
    script_of(server, "admin", admin + "registry.update_member(user, 'viewer')\n")
    seen = script_of(server, "mika", mika)
    assert "DOWNLOAD done" in seen and "ALIAS done" not in seen, seen
    script_of(server, "admin", admin + "registry.update_member(user, 'member')\n")
    seen = script_of(server, "mika", mika)
    assert "DOWNLOAD done" in seen and "ALIAS done" in seen, seen
    script_of(server, "admin", admin + f"""
registry.remove_members(user)
crew = api.team("{TEAM}")
registry.add_members(crew)
registry.update_member(crew, "viewer")
assert [(m.team.name, m.role) for m in registry.team_members()] == [("{TEAM}", "viewer")]
""")
    seen = script_of(server, "mika", mika)
    assert "DOWNLOAD done" in seen and "ALIAS done" not in seen, seen
    script_of(server, "admin", admin + f"registry.remove_members(api.team('{TEAM}'))\n")
    assert "FIND done" not in script_of(server, "mika", mika)


def automations_of_a_registry_are_for_its_members(server):
    admin = f"""
api = wandb.Api()
registry = api.registry("menagerie", {server.organization!r})
user = api.user("mika")
"""
    act = f"""
from wandb.automations import ArtifactEvent, DoNothing, OnAddArtifactAlias
def outcome(act):
    try:
        return "done" if act() is not False else "no"
    except Exception as problem:
        return type(problem).__name__ + " " + str(problem)
collection = wandb.Api().artifact_collection("model", "wandb-registry-menagerie/cats")
entity = collection.entity
event = OnAddArtifactAlias(scope=collection, filter=ArtifactEvent.alias.matches_regex("^prod"))
def listed():
    return list(wandb.Api().automations(entity=entity))
before = len(listed())
print("MADE", outcome(lambda: wandb.Api().create_automation(event >> DoNothing(), name="of " + wandb.Api().viewer.username)))
if len(listed()) > before:
    assert listed()[0].scope.name == "cats", listed()
print("CHANGED", outcome(lambda: wandb.Api().update_automation(listed()[0], enabled=False)))
print("GONE", outcome(lambda: wandb.Api().delete_automation(listed()[0])))
print("LEFT", len(listed()))
"""
    made = script_of(server, "olga", act.replace('print("GONE"', '0 and print("GONE"'))
    assert "MADE done" in made and "CHANGED done" in made and "LEFT 1" in made, made
    for role in ("restricted_viewer", "viewer"):
        change = "registry.add_members(user)\n" if role == "restricted_viewer" else "registry.update_member(user, 'viewer')\n"
        script_of(server, "admin", admin + change)
        seen = script_of(server, "mika", act)
        assert "done" not in seen and "LEFT 1" in seen, (role, seen)
    script_of(server, "admin", admin + "registry.update_member(user, 'member')\n")
    seen = script_of(server, "mika", act)
    assert "MADE done" in seen and "CHANGED done" in seen and "GONE done" in seen and "LEFT 1" in seen, seen
    script_of(server, "admin", admin + "registry.remove_members(user)\n")


def a_registry_is_deleted_by_those_who_may(server):
    script_of(server, "olga", f"""
api = wandb.Api()
api.artifact("wandb-registry-menagerie/cats:v0").unlink()
registry = api.registry("menagerie", {server.organization!r})
assert list(registry.versions()) == []
registry.delete()
assert "menagerie" not in {{r.name for r in wandb.Api().registries({server.organization!r})}}
assert wandb.Api().artifact("{TEAM}/nets/lion:v0").version == "v0"
""")


team.main([people_are_made, the_built_in_registries_are_there, a_registry_is_made_and_changed,
           who_is_not_in_it_sees_nothing, versions_are_linked_and_found, roles_decide_in_a_registry,
           automations_of_a_registry_are_for_its_members, a_registry_is_deleted_by_those_who_may])
