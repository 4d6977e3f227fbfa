"""Every GraphQL document that the installed SDK carries, its sources' and its core's, asked of the server: whatever the
server does not offer stands below with the reason. So a new release says what it wants before a person meets it."""
import ast
import json
import os
import pathlib
import re

import team

# What a message of the server may be about, and why that is so. The SDK takes "Cannot query field" as "this server does
# not do that", and says so to its user.
NOT_OFFERED = {
    "launch queues": r"RunQueue|runQueue|LaunchAgent|launchAgent|DefaultResourceConfig|defaultResourceConfig|enqueueSweepRun",
    "accounts without a person": r"createAnonymousEntity",
    "digests other than MD5, which the SDK then does without": r"xxhashDigestsEnabled",
    "automations of a whole organisation, behind a feature that is off": r'"triggers" on type "Organization"',
}
# Parts that the SDK fills in before it sends a document, so that it cannot be read as it stands.
TEMPLATE = re.compile(r"\b_[A-Z][A-Za-z_]+_\b|\bID_TYPE\b|\{\}")
BEGIN = re.compile(r"\s*(query|mutation)\b[^{}]*\{")
UNKNOWN = re.compile(r"Cannot query field|Unknown (type|argument|fragment)|Syntax Error|is not defined by type")


def documents_of_sources(folder):
    """String constants of the Python sources that are whole GraphQL documents."""
    for path in sorted(folder.rglob("*.py")):
        if "vendor" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(errors="replace"))):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and BEGIN.match(text) and not TEMPLATE.search(text) and is_whole(text):
                yield path.relative_to(folder).as_posix(), text


def is_whole(text):
    """Whether what stands there needs no fragment that is joined to it later, and is no piece of an f-string."""
    named = set(re.findall(r"\.\.\.\s*(?!on\b)(\w+)", text))
    return text.count("{") == text.count("}") and named <= set(re.findall(r"fragment\s+(\w+)", text))


def documents_of_core(program):
    """The documents that are compiled into the core, with their fragments: text from a keyword to the brace that closes
    the last part."""
    content = program.read_bytes()
    for found in re.finditer(rb"(query|mutation) [A-Za-z]\w* ?[({]", content):
        text = balanced(content[found.start():found.start() + 20_000].decode("ascii", errors="replace"))
        if text and is_whole(text):
            yield program.name, text


def balanced(text):
    depth, end = 0, 0
    for brace in re.finditer(r"[{}\ufffd]", text):
        if brace.group() == "\ufffd":
            break
        depth += 1 if brace.group() == "{" else -1
        if depth < 0:
            break
        if depth == 0:
            end = brace.end()
            if not re.match(r"\s*fragment\s", text[end:]):
                break
    return text[:end]


def everything_the_sdk_asks_for_is_understood(server):
    import wandb
    folder = pathlib.Path(wandb.__file__).parent
    documents = list(documents_of_sources(folder))
    core = list(documents_of_core(folder / "bin" / "wandb-core"))
    print(f"  wandb {wandb.__version__}: {len(documents)} documents of the sources, {len(core)} of the core", flush=True)
    assert len(documents) > 50 and len(core) > 15, "the SDK keeps its documents elsewhere: look where"
    client = team.Client(server)
    missing = []
    for where, text in documents + core:
        for message in problems(client, text):
            if UNKNOWN.search(message) and not any(re.search(known, message) for known in NOT_OFFERED.values()):
                missing.append((where, text.split("(")[0].split("{")[0].strip(), message))
    assert not missing, "\n".join(map(str, missing))


def problems(client, text):
    """Without variables most documents fail on those, after their fields were looked up."""
    try:
        answer = client.query(text)
    except team.Refused as refused:
        answer = json.loads(refused.text)
    errors = answer.get("errors") or []
    assert all(isinstance(error.get("message"), str) for error in errors), answer
    return [error["message"] for error in errors]


def what_is_not_offered_is_said_clearly(server):
    """The names in the messages are those of what the person asked for, never of something inside the server."""
    client = team.Client(server)
    for text, name in (('mutation { createRunQueue(input: {}) { queueID } }', '"createRunQueue" on type "Mutation"'),
                       ('{ project(name: "p") { runQueue(name: "q") { id } } }', '"runQueue" on type "Project"'),
                       ('{ launchAgent(id: "a") { id } }', '"launchAgent" on type "Query"')):
        assert f"Cannot query field {name}." in problems(client, text), (text, problems(client, text))
    os.environ.update(team.sdk_environment(server, server.admin_key, server.folder / "asker"))
    import wandb
    api = wandb.Api(timeout=60)
    entity = api.default_entity
    api.create_project("queued", entity)
    for ask in (lambda: api.create_run_queue("q", type="local-process", entity=entity), lambda: api.run_queue(entity, "q").id):
        try:
            ask()
        except Exception as problem:
            print(f"  {type(problem).__name__}: {problem}", flush=True)
        else:
            raise AssertionError("a launch queue was taken")


team.main([everything_the_sdk_asks_for_is_understood, what_is_not_offered_is_said_clearly])
