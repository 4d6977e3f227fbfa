"""Two training scripts at the same time, 20 metrics and 5,000 steps each: every point is counted."""
import team

STEPS, METRICS, SCRIPTS = 5000, 20, 2

LOGGER = """
import sys, wandb
seed = int(sys.argv[1])
run = wandb.init(project="together", id=f"script{seed}")
for step in range(%d):
    run.log({f"group{key %% 4}/metric{key}": seed * 1e6 + step * 20 + key for key in range(%d)})
run.finish()
""" % (STEPS, METRICS)


def every_point_of_both_arrives(server):
    client = team.Client(server)
    entity = client.viewer()["entity"]
    scripts = []
    for seed in range(SCRIPTS):
        environment = team.sdk_environment(server, server.admin_key, server.folder / f"sdk{seed}")
        scripts.append(team.script(LOGGER, environment, str(seed)))
    for script in scripts:
        team.finished(script, 240)
    points = 0
    for seed in range(SCRIPTS):
        rows = client.rows(entity, "together", f"script{seed}", page=2000)
        assert [row["_step"] for row in rows] == list(range(STEPS)), len(rows)
        for step, row in enumerate(rows):
            for key in range(METRICS):
                assert row[f"group{key % 4}/metric{key}"] == seed * 1e6 + step * 20 + key, (seed, step, key)
                points += 1
        run = client.run(entity, "together", f"script{seed}", "state historyLineCount historyKeys")
        assert (run["state"], run["historyLineCount"]) == ("finished", STEPS), run
        keys = team.json_of(run["historyKeys"])["keys"]
        for key in range(METRICS):
            counts = keys[f"group{key % 4}/metric{key}"]["typeCounts"]
            assert sum(entry["count"] for entry in counts) == STEPS, counts
    assert points == SCRIPTS * STEPS * METRICS
    print(f"  {points:,} points")


team.main([every_point_of_both_arrives])
