"""Charts that people make themselves: the presets of wandb.plot, and presets that a team keeps."""
import json

import team

PRELUDE = "import json, os, sys, wandb\n"


def run_script(server, text, key=None):
    environment = team.sdk_environment(server, key or server.admin_key, server.folder / "sdk")
    return team.finished(team.script(PRELUDE + text, environment), 200)


def the_presets_of_the_sdk_arrive_with_their_tables(server):
    run_script(server, """
run = wandb.init(project="charts", id="presets")
table = wandb.Table(columns=["x", "y", "label"], data=[[1, 2.0, "a"], [2, 3.0, "b"]])
run.log({"bars": wandb.plot.bar(table, "label", "y", title="Bars"), "curve": wandb.plot.line(table, "x", "y"),
         "dots": wandb.plot.scatter(table, "x", "y"), "spread": wandb.plot.histogram(table, "y"),
         "many": wandb.plot.line_series(xs=[0, 1], ys=[[1, 2], [3, 4]], keys=["m", "n"])})
run.log({"matrix": wandb.plot.confusion_matrix(y_true=[0, 1, 1], preds=[0, 1, 0], class_names=["n", "y"])})
run.finish()
""")
    client = team.Client(server)
    entity = client.viewer()["entity"]
    run = client.run(entity, "charts", "presets", "config summaryMetrics files(first: 100) { edges { node { name directUrl } } }")
    shown = team.json_of(run["config"])["_wandb"]["value"]["visualize"]
    presets = {key: value["panel_config"]["panelDefId"] for key, value in shown.items()}
    assert presets["bars"] == "wandb/bar/v0" and presets["many"] == "wandb/lineseries/v0", presets
    assert {"bars", "curve", "dots", "spread", "many", "matrix"} <= set(presets), presets
    summary = team.json_of(run["summaryMetrics"])
    files = {edge["node"]["name"]: edge["node"]["directUrl"] for edge in run["files"]["edges"]}
    for key in presets:
        value = summary[f"{key}_table"]
        assert value["_type"] == "table-file" and value["path"] in files, (key, value)
    bars = json.loads(client.download(files[summary["bars_table"]["path"]]))
    assert bars["data"] == [[1, 2.0, "a"], [2, 3.0, "b"]], bars


def a_preset_is_kept_and_used(server):
    output = run_script(server, """
api = wandb.Api()
entity = api.default_entity
spec = {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "mark": "bar", "data": {"name": "wandb"},
        "encoding": {"x": {"field": "${field:x}", "type": "ordinal"}, "y": {"field": "${field:y}", "type": "quantitative"}}}
make = dict(entity=entity, name="my-bars", display_name="My bars", spec_type="vega2", access="private", spec=spec)
chart = api.create_custom_chart(**make)
assert chart == f"{entity}/my-bars", chart
try:
    api.create_custom_chart(**make)
except Exception as problem:
    print("TWICE", problem)
for wrong in ({"name": "a/b"}, {"spec": "no json"}, {"display_name": ""}):
    try:
        api.create_custom_chart(**{**make, "name": "other", **wrong})
    except Exception as problem:
        print("WRONG", problem)
    else:
        raise AssertionError(wrong)
run = wandb.init(project="charts", id="own")
run.log({"mine": wandb.plot_table(vega_spec_name=chart, data_table=wandb.Table(columns=["a", "b"], data=[["x", 1]]),
                                  fields={"x": "a", "y": "b"})})
run.finish()
""")
    assert "TWICE" in output and "choose another name" in output, output
    assert output.count("WRONG") == 3, output
    client = team.Client(server)
    entity = client.viewer()["entity"]
    fields = "id displayName type access spec user { username } entity { name }"
    chart = client.data('query ($id: ID!) { customChart(id: $id) { %s } }' % fields, id=f"{entity}/my-bars")["customChart"]
    assert (chart["displayName"], chart["type"], chart["access"]) == ("My bars", "vega2", "PRIVATE"), chart
    assert team.json_of(chart["spec"])["mark"] == "bar" and chart["entity"]["name"] == entity, chart
    shown = team.json_of(client.run(entity, "charts", "own", "config")["config"])["_wandb"]["value"]["visualize"]["mine"]
    assert shown["panel_config"]["panelDefId"] == chart["id"], shown


def a_private_preset_is_for_its_team(server):
    server.command("user", "ada", "--email", "ada@example.org")
    stranger = team.Client(server, server.command("key", "ada").split()[-1])
    client = team.Client(server)
    entity = client.viewer()["entity"]
    make = """mutation ($input: CreateCustomChartInput!) { createCustomChart(input: $input) { chart { id } } }"""
    given = {"entity": entity, "displayName": "c", "type": "vega2", "spec": "{}"}
    client.data(make, input={**given, "name": "hidden", "access": "PRIVATE"})
    seen = "query ($e: String) { customCharts(entity: $e, type: \"vega2\") { edges { node { name } } } }"
    names = [edge["node"]["name"] for edge in client.data(seen, e=entity)["customCharts"]["edges"]]
    assert names == ["hidden", "my-bars"], names
    assert stranger.data('query ($id: ID!) { customChart(id: $id) { id } }', id=f"{entity}/hidden")["customChart"] is None
    answer = stranger.query(make, input={**given, "name": "theirs", "access": "PUBLIC"})
    assert answer["errors"][0]["extensions"]["code"] in ("FORBIDDEN", "NOT_FOUND"), answer


team.main([the_presets_of_the_sdk_arrive_with_their_tables, a_preset_is_kept_and_used, a_private_preset_is_for_its_team])
