"""Makes the fixture of a schema version with the server of that version:
    COHORTD=build/dev/app/cohortd python3 tests/data/schema/make.py
Writes server-v<version>.db.gz and .json (what a test finds in it) beside this file. Made once, when a step has landed;
never made again."""
import contextlib
import gzip
import json
import pathlib
import sqlite3
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "integration" / "sdk"))
import team  # noqa: E402

ROWS = [{"_step": step, "loss": 1 / (step + 1), "nest": {"deep": step}} for step in range(1200)]


def fill(server):
    server.command("user", "ada", "--email", "ada@house.invalid")
    server.command("user", "vera", "--view-only")
    server.command("team", "lab")
    server.command("member", "lab", "ada", "admin")
    server.command("member", "lab", "vera", "viewer")
    secrets = {"admin": server.admin_key, "ada": server.command("key", "ada").split()[-1],
               "vera": server.command("token", "vera").split()[-1]}
    server.start()
    client = team.Client(server, secrets["ada"])
    client.make_run("lab", "vit", "first", config='{"lr":{"value":0.1}}', tags=["a", "b"])
    client.make_run("lab", "vit", "deleted")
    client.stream("lab", "vit", "first", history=(0, team.lines(ROWS)), console=(0, ["one\n", "two\n"]),
                  events=(0, ['{"_runtime":1,"system.cpu":3}']), summary=(0, ['{"loss":0.5}']), complete=True, exitcode=0)
    gone = client.run("lab", "vit", "deleted", "id")["id"]
    client.data('mutation($id: ID!) { deleteRun(input: {id: $id}) { clientMutationId } }', id=gone)
    client.data('mutation { createInvite(input: {entityName: "lab", email: "new@house.invalid", role: "member"}) {'
                ' success } }')
    return secrets


def main():
    with tempfile.TemporaryDirectory() as folder:
        server = team.Server(folder)
        server.start()
        server.stop()
        secrets = fill(server)
        server.stop()
        with contextlib.closing(sqlite3.connect(server.data / "server.db")) as database:
            version = database.execute("PRAGMA user_version").fetchone()[0]
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        name = HERE / f"server-v{version}"
        with open(f"{name}.db.gz", "wb") as packed, gzip.GzipFile("", "wb", 9, packed, mtime=0) as file:
            file.write((server.data / "server.db").read_bytes())
        pathlib.Path(f"{name}.json").write_text(json.dumps({"keys": secrets, "rows": len(ROWS)}, indent=1) + "\n")
        print(name, pathlib.Path(f"{name}.db.gz").stat().st_size, "bytes")


main()
