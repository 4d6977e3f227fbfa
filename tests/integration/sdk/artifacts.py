"""Artifacts with the real SDK: log, use, download, and what people do with versions."""
import hashlib
import json
import os
import pathlib

import team

PROJECT = "things"


def environment(server, name="work"):
    return team.sdk_environment(server, server.admin_key, server.folder / name)


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


team.main([a_folder_is_logged_and_downloaded])
