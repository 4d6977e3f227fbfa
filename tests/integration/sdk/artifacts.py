"""Artifacts with the real SDK: log, use, download, and what people do with versions."""
import hashlib
import json
import os
import pathlib
import time

import team

PROJECT = "things"


def environment(server, name="work"):
    folder = server.folder / name
    return {**team.sdk_environment(server, server.admin_key, folder), "WANDB_ARTIFACT_DIR": str(folder / "artifacts")}


def run_script(server, text, name="work", seconds=180):
    return team.finished(team.script("import wandb, json, os, sys\n" + text, environment(server, name)), seconds)


def tree(folder):
    """Relative path -> MD5 of every file."""
    folder = pathlib.Path(folder)
    return {path.relative_to(folder).as_posix(): hashlib.md5(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*")) if path.is_file()}


def make_folder(folder, files):
    for name, content in files.items():
        path = pathlib.Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


FILES = {"a.txt": b"alpha", "dir/b.bin": os.urandom(100_000), "dir/deep/ä ü.txt": "Größe".encode(), "empty": b""}


def a_folder_is_logged_and_downloaded(server):
    make_folder(server.folder / "set", FILES)
    run_script(server, f"""
run = wandb.init(project="{PROJECT}", id="maker")
art = wandb.Artifact("set", type="dataset", description="a set", metadata={{"rows": 4, "who": "ä"}})
art.add_dir({str(server.folder / "set")!r})
logged = run.log_artifact(art, aliases=["best"]).wait()
assert logged.version == "v0", logged.version
assert sorted(logged.aliases) == ["best", "latest"], logged.aliases
run.finish()
""")
    output = run_script(server, f"""
run = wandb.init(project="{PROJECT}", id="user")
art = run.use_artifact("set:latest")
print("FOLDER " + art.download(root={str(server.folder / "got")!r}))
assert art.verify(root={str(server.folder / "got")!r}) is None
assert art.metadata == {{"rows": 4, "who": "ä"}} and art.description == "a set"
assert art.size == {sum(len(c) for c in FILES.values())}, art.size
assert art.file_count == {len(FILES)}, art.file_count
assert art.digest and art.commit_hash and art.created_at
run.finish()
""", "other")
    assert "FOLDER" in output, output
    assert tree(server.folder / "got") == tree(server.folder / "set")


def a_new_version_sends_only_what_is_new(server):
    run_script(server, f"""
run = wandb.init(project="{PROJECT}", id="grower")
draft = run.use_artifact("set:v0").new_draft()
with draft.new_file("more.txt") as file:
    file.write("more")
draft.remove("a.txt")
logged = run.log_artifact(draft).wait()
assert logged.version == "v1", logged.version
run.finish()
run = wandb.init(project="{PROJECT}", id="same")
again = wandb.Artifact("set", type="dataset")
again.add_dir({str(server.folder / "set")!r})
logged = run.log_artifact(again).wait()
assert logged.version == "v0" and "latest" in logged.aliases, (logged.version, logged.aliases)
run.finish()
run = wandb.init(project="{PROJECT}", id="adder")
addition = wandb.Artifact("set", type="dataset", incremental=True)
with addition.new_file("added.txt") as file:
    file.write("added")
logged = run.log_artifact(addition).wait()
run.finish()
fetched = wandb.Api().artifact("{PROJECT}/set:" + logged.version)
kept = [name for name in {list(FILES)!r} if name != "a.txt"] + ["more.txt"]
assert sorted(fetched.manifest.entries) == sorted(kept + ["added.txt"]), list(fetched.manifest.entries)
fetched.download(root={str(server.folder / "added")!r})
version = wandb.Api().artifact("{PROJECT}/set:v1")
assert sorted(version.manifest.entries) == sorted(kept), list(version.manifest.entries)
version.download(root={str(server.folder / "grown")!r})
""", "grow")
    expected = {name: hashlib.md5(content).hexdigest() for name, content in FILES.items()}
    del expected["a.txt"]
    expected["more.txt"] = hashlib.md5(b"more").hexdigest()
    assert tree(server.folder / "grown") == expected
    assert tree(server.folder / "added") == {**expected, "added.txt": hashlib.md5(b"added").hexdigest()}


def several_processes_write_one_version(server):
    writer = f"""
run = wandb.init(project="{PROJECT}", id="part" + sys.argv[1], group="many")
art = wandb.Artifact("many", type="dataset")
with art.new_file("part" + sys.argv[1] + ".txt") as file:
    file.write("part " + sys.argv[1])
run.upsert_artifact(art, distributed_id="together")
run.finish()
"""
    text = "import wandb, json, os, sys\n" + writer
    writers = [team.script(text, environment(server, f"writer{i}"), str(i)) for i in range(2)]
    for process in writers:
        team.finished(process)
    run_script(server, f"""
run = wandb.init(project="{PROJECT}", id="closer", group="many")
art = wandb.Artifact("many", type="dataset")
with art.new_file("last.txt") as file:
    file.write("last")
run.finish_artifact(art, distributed_id="together")
run.finish()
version = wandb.Api().artifact("{PROJECT}/many:latest")
assert sorted(version.manifest.entries) == ["last.txt", "part0.txt", "part1.txt"], list(version.manifest.entries)
version.download(root={str(server.folder / "many")!r})
""", "closer")
    assert (server.folder / "many" / "part1.txt").read_text() == "part 1"


def references_are_kept_and_followed(server):
    outside = make_folder(server.folder / "outside", {"far.txt": b"far away"})
    run_script(server, f"""
run = wandb.init(project="{PROJECT}", id="pointer")
source = wandb.Api().artifact("{PROJECT}/set:v0")
art = wandb.Artifact("links", type="dataset")
art.add_reference("file://{outside}/far.txt")
art.add(wandb.Table(columns=["x"], data=[[1]]), "table")
art.add_reference(source.get_entry("a.txt"), name="linked.txt")
first = wandb.Artifact("first", type="dataset")
same = wandb.Table(columns=["y"], data=[["same run"]])
first.add(same, "same")
run.log_artifact(first)
art.add(same, "same")
run.log_artifact(art).wait()
far = wandb.Artifact("far", type="dataset") # nobody can follow these from here
far.add_reference("store://bucket/key/model.bin", name="far/model.bin")
far.add_reference("https://example.invalid/file.bin", name="web.bin", checksum=False)
run.log_artifact(far).wait()
run.finish()
entries = wandb.Api().artifact("{PROJECT}/far:latest").manifest.entries
assert entries["far/model.bin"].ref == "store://bucket/key/model.bin", entries["far/model.bin"].ref
assert entries["web.bin"].ref == "https://example.invalid/file.bin", entries["web.bin"].ref
fetched = wandb.Api().artifact("{PROJECT}/links:latest")
entries = fetched.manifest.entries
assert entries["linked.txt"].ref.startswith("wandb-artifact://"), entries["linked.txt"].ref
assert entries["same.table.json"].ref.startswith("wandb-artifact://"), entries["same.table.json"].ref
root = {str(server.folder / "followed")!r}
for name in ("far.txt", "linked.txt", "table.table.json"):
    fetched.get_entry(name).download(root=root)
assert open(root + "/linked.txt").read() == "alpha" and fetched.get("same").data == [["same run"]]
assert open(root + "/far.txt").read() == "far away"
assert fetched.get("table").data == [[1]]
""", "pointer")


def people_edit_versions(server):
    run_script(server, f"""
api = wandb.Api()
art = api.artifact("{PROJECT}/set:v0")
art.description = "better"
art.metadata["rows"] = 5
art.aliases.append("prod")
art.aliases.remove("best")
art.tags = ["good", "small one"]
art.save()
again = wandb.Api().artifact("{PROJECT}/set:prod")
assert again.version == "v0" and again.description == "better" and again.metadata["rows"] == 5
assert "best" not in again.aliases and sorted(again.tags) == ["good", "small one"], (again.aliases, again.tags)
again.tags.remove("good")
again.aliases.remove("prod")
again.save()
assert wandb.Api().artifact("{PROJECT}/set:v0").tags == ["small one"]
moved = wandb.Api().artifact("{PROJECT}/set:v1")
moved.aliases.append("latest")
moved.save()
assert wandb.Api().artifact("{PROJECT}/set:latest").version == "v1"
from datetime import timedelta
kept = wandb.Api().artifact("{PROJECT}/set:v1")
kept.ttl = timedelta(days=30)
kept.save()
assert wandb.Api().artifact("{PROJECT}/set:v1").ttl == timedelta(days=30)
kept = wandb.Api().artifact("{PROJECT}/set:v1")
kept.ttl = None
kept.save()
assert wandb.Api().artifact("{PROJECT}/set:v1").ttl is None
try:
    wandb.Api().artifact("{PROJECT}/set:nowhere")
except Exception as problem:
    print("MISSING", type(problem).__name__)
else:
    raise AssertionError("a version that is not there was found")
assert not wandb.Api().artifact_exists("{PROJECT}/set:nowhere") and wandb.Api().artifact_exists("{PROJECT}/set:v0")
assert wandb.Api().artifact_collection_exists("{PROJECT}/set", "dataset")
""", "editor")


def everything_can_be_listed(server):
    run_script(server, f"""
api = wandb.Api()
types = {{kind.name for kind in api.artifact_types("{PROJECT}")}}
assert "dataset" in types, types
kind = api.artifact_type("dataset", "{PROJECT}")
names = {{collection.name for collection in kind.collections()}}
assert {{"set", "many", "links", "first"}} <= names, names
assert {{c.name for c in api.artifact_collections("{PROJECT}", "dataset")}} == names
collection = api.artifact_collection("dataset", "{PROJECT}/set")
versions = list(api.artifacts("dataset", "{PROJECT}/set"))
assert [v.version for v in versions] == sorted((v.version for v in versions), reverse=True), [v.version for v in versions]
assert len(collection.artifacts()) == len(versions) >= 3
assert [a.version for a in api.artifacts("dataset", "{PROJECT}/set", tags=["small one"])] == ["v0"]
run = api.run("{PROJECT}/maker")
assert [a.name for a in run.logged_artifacts()] == ["set:v0"], [a.name for a in run.logged_artifacts()]
user = api.run("{PROJECT}/user")
assert [a.name for a in user.used_artifacts()] == ["set:v0"]
art = api.artifact("{PROJECT}/set:v0")
assert art.logged_by().id == "maker"
assert {{r.id for r in art.used_by()}} >= {{"user", "grower"}}, [r.id for r in art.used_by()]
assert {{f.name for f in art.files()}} == set({list(FILES)!r}), [f.name for f in art.files()]
assert [f.size for f in art.files(names=["a.txt"])] == [5]
collection.description = "a collection"
collection.tags = ["core"]
collection.save()
collection = wandb.Api().artifact_collection("dataset", "{PROJECT}/set")
assert collection.description == "a collection" and list(collection.tags) == ["core"]
first = wandb.Api().artifact_collection("dataset", "{PROJECT}/first")
first.name = "renamed"
first.save()
first.change_type("table")
assert wandb.Api().artifact("{PROJECT}/renamed:v0").type == "table"
""", "lister")


def what_is_deleted_is_gone(server):
    run_script(server, f"""
api = wandb.Api()
api.artifact("{PROJECT}/set:v1").delete(delete_aliases=True)
assert not wandb.Api().artifact_exists("{PROJECT}/set:v1")
assert wandb.Api().artifact("{PROJECT}/set:v0").version == "v0"
try:
    art = wandb.Api().artifact("{PROJECT}/many:latest")
    art.delete()
except Exception as problem:
    assert "alias" in str(problem), problem
else:
    raise AssertionError("a version with an alias was deleted")
api.artifact_collection("dataset", "{PROJECT}/many").delete()
assert not wandb.Api().artifact_collection_exists("{PROJECT}/many", "dataset")
""", "deleter")


def tables_and_media_make_versions(server):
    run_script(server, f"""
run = wandb.init(project="{PROJECT}", id="media")
table = wandb.Table(columns=["a", "b"], data=[[1, "x"], [2, "y"]])
run.log({{"results": table}})
artifact = wandb.Artifact("tabled", type="dataset")
artifact.add(wandb.Table(columns=["n", "t"], data=[[1.5, None]]), "inner")
run.log_artifact(artifact).wait()
run.finish()
api = wandb.Api()
logged = list(api.run("{PROJECT}/media").logged_artifacts())
assert {{a.type for a in logged}} == {{"run_table", "dataset"}}, [(a.name, a.type) for a in logged]
table = [a for a in logged if a.type == "run_table"][0]
assert table.get("results").data == [[1, "x"], [2, "y"]]
assert wandb.Api().artifact("{PROJECT}/tabled:v0").get("inner").data == [[1.5, None]]
""", "media")


def models_are_linked_to_the_teams_registry(server):
    model = make_folder(server.folder / "model", {"weights.bin": b"w" * 1000})
    run_script(server, f"""
run = wandb.init(project="{PROJECT}", id="linker")
run.link_model(path={str(model)!r}, registered_model_name="net", name="net-candidate", aliases=["staging"])
run.finish()
api = wandb.Api()
linked = api.artifact("model-registry/net:staging")
assert linked.version == "v0" and sorted(linked.aliases) == ["latest", "staging"], (linked.version, linked.aliases)
assert linked.is_link and linked.source_name == "net-candidate:v0" and linked.source_project == "{PROJECT}"
run = wandb.init(project="{PROJECT}", id="consumer")
print("MODEL", run.use_model("model-registry/net:latest"))
run.finish()
source = api.artifact("{PROJECT}/net-candidate:v0")
places = [(a.project, a.name) for a in source.linked_artifacts]
assert places == [("model-registry", "net:v0")], places
linked.unlink()
assert not wandb.Api().artifact_exists("model-registry/net:v0")
assert wandb.Api().artifact_exists("{PROJECT}/net-candidate:v0")
""", "models")


def memory(server):
    """Resident memory of the server, MiB."""
    status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
    return int([line for line in status.splitlines() if line.startswith("VmHWM")][0].split()[1]) / 1024


def a_large_file_needs_no_large_memory(server):
    size = int(os.environ.get("COHORT_ARTIFACT_MB", "300"))
    folder = server.folder / "bulk"
    folder.mkdir()
    piece = os.urandom(1024 * 1024)
    with (folder / "large.bin").open("wb") as file:
        for i in range(size):
            file.write(i.to_bytes(8, "little") + piece[8:])
    before = memory(server)
    began = time.monotonic()
    run_script(server, f"""
run = wandb.init(project="{PROJECT}", id="large")
art = wandb.Artifact("large", type="dataset")
art.add_file({str(folder / "large.bin")!r}, policy="immutable")
run.log_artifact(art).wait()
run.finish()
""", "large", 1200)
    logged = time.monotonic()
    run_script(server, f"""
wandb.Api().artifact("{PROJECT}/large:latest").download(root={str(server.folder / "bulk-got")!r}, skip_cache=True)
""", "large-user", 1200)
    grown = memory(server) - before
    print(f"{size} MiB: logged in {logged - began:.1f} s, downloaded in {time.monotonic() - logged:.1f} s,"
          f" the server grew by {grown:.0f} MiB to {memory(server):.0f} MiB", flush=True)
    sent, got = tree(folder), tree(server.folder / "bulk-got")
    assert sent == got, (sent, got)
    assert grown < 64, grown


import sys
team.main([a_folder_is_logged_and_downloaded, a_new_version_sends_only_what_is_new, several_processes_write_one_version,
           references_are_kept_and_followed, people_edit_versions, everything_can_be_listed, what_is_deleted_is_gone,
           tables_and_media_make_versions, models_are_linked_to_the_teams_registry, a_large_file_needs_no_large_memory])
