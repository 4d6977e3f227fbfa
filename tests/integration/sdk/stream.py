"""The file stream without an SDK: a million rows, repeated offsets, steps out of order, strange values."""
import json
import time

import team

ROWS, CHUNK = 1_000_000, 20_000


def a_million_rows_are_counted_back(server):
    client = team.Client(server)
    entity = client.viewer()["entity"]
    client.make_run(entity, "volume", "million")
    begin = time.monotonic()
    for first in range(0, ROWS, CHUNK):
        rows = [f'{{"_step":{step},"_runtime":{step / 10},"loss":{1 / (step + 1):.8f}}}' for step in range(first, first + CHUNK)]
        client.stream(entity, "volume", "million", history=(first, rows))
    taken = time.monotonic() - begin
    count = client.run(entity, "volume", "million", "historyLineCount")["historyLineCount"]
    assert count == ROWS, count
    print(f"  {ROWS / taken:,.0f} rows a second")
    for first in (0, 499_990, ROWS - 10):
        field = f"history(minStep: {first}, maxStep: {first + 10}, samples: 10)"
        rows = [json.loads(line) for line in client.run(entity, "volume", "million", field)["history"]]
        assert [row["_step"] for row in rows] == list(range(first, first + 10)), rows
        assert rows[0]["loss"] == float(f"{1 / (first + 1):.8f}"), rows[0]
    keys = team.json_of(client.run(entity, "volume", "million", "historyKeys")["historyKeys"])
    assert keys["lastStep"] == ROWS - 1, keys
    assert sum(kind["count"] for kind in keys["keys"]["loss"]["typeCounts"]) == ROWS, keys["keys"]["loss"]


def the_same_offset_twice_changes_nothing(server):
    client = team.Client(server)
    entity = client.viewer()["entity"]
    client.make_run(entity, "volume", "twice")
    rows = [{"_step": step, "a": step} for step in range(100)]
    for _ in range(3):
        client.stream(entity, "volume", "twice", history=(0, team.lines(rows[:60])))
    client.stream(entity, "volume", "twice", history=(40, team.lines(rows[40:])))
    assert client.run(entity, "volume", "twice", "historyLineCount")["historyLineCount"] == 100
    assert client.rows(entity, "volume", "twice") == rows


def steps_out_of_order_and_equal_steps_all_arrive(server):
    client = team.Client(server)
    entity = client.viewer()["entity"]
    client.make_run(entity, "volume", "disorder")
    rows = [{"_step": step, "line": line} for line, step in enumerate([5, 3, 3, 9, 0, 5, 4])]
    client.stream(entity, "volume", "disorder", history=(0, team.lines(rows)))
    found = client.rows(entity, "volume", "disorder")
    assert sorted(row["line"] for row in found) == list(range(7)), found
    assert all(rows[row["line"]] == row for row in found), found


def strange_values_come_back_as_they_were(server):
    client = team.Client(server)
    entity = client.viewer()["entity"]
    client.make_run(entity, "volume", "strange")
    sent = ['{"_step":0,"a":NaN,"b":Infinity,"c":-Infinity}', '{"_step":1,"a":"NaN","l\u00f6ss/\U0001f600":1e-300}',
            '{"_step":2,"deep":{"x":{"y.z":[1,null,true,"t"]}},"big":9007199254740993}', '{"_step":3}']
    client.stream(entity, "volume", "strange", history=(0, sent))
    field = "history(minStep: 0, maxStep: 10, samples: 100)"
    found = [json.loads(line) for line in client.run(entity, "volume", "strange", field)["history"]]
    assert len(found) == 4, found
    assert str(found[0]["a"]).lower() == "nan" and float(found[0]["b"]) == float("inf"), found[0]
    assert float(found[0]["c"]) == float("-inf"), found[0]
    assert str(found[1]["a"]).lower() == "nan" and found[1]["l\u00f6ss/\U0001f600"] == 1e-300, found[1]
    assert found[2]["deep"] == {"x": {"y.z": [1, None, True, "t"]}} and found[2]["big"] == 9007199254740993, found[2]


def console_lines_are_overwritten_and_gaps_filled(server):
    client = team.Client(server)
    entity = client.viewer()["entity"]
    client.make_run(entity, "volume", "console")
    client.stream(entity, "volume", "console", console=(1, ["one\n", "10 %\n"]))
    client.stream(entity, "volume", "console", console=(2, ["100 %\n", "end\n"]))
    answer = client.run(entity, "volume", "console", "logLines(first: 100) { edges { node { line } } }")
    texts = [edge["node"]["line"].rstrip("\n") for edge in answer["logLines"]["edges"]]
    assert texts == ["", "one", "100 %", "end"], texts


def broken_requests_are_refused_and_harm_nothing(server):
    client = team.Client(server)
    entity = client.viewer()["entity"]
    client.make_run(entity, "volume", "broken")
    client.stream(entity, "volume", "broken", history=(0, ['{"_step":0}']))
    for chunk in ({"offset": -1, "content": ["{}"]}, {"offset": 0, "content": "x"}, {"offset": "0", "content": [1]}):
        try:
            client.post(f"/files/{entity}/volume/broken/file_stream", {"files": {team.HISTORY: chunk}})
        except team.Refused as refused:
            assert 400 <= refused.status < 500, refused
        else:
            raise AssertionError(f"taken: {chunk}")
    assert client.run(entity, "volume", "broken", "historyLineCount")["historyLineCount"] == 1


team.main([a_million_rows_are_counted_back, the_same_offset_twice_changes_nothing, steps_out_of_order_and_equal_steps_all_arrive,
           strange_values_come_back_as_they_were, console_lines_are_overwritten_and_gaps_filled,
           broken_requests_are_refused_and_harm_nothing])
