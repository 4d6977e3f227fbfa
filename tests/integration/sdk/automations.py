"""Automations with the SDK: of a project, a team and a collection; what this server does not do is said clearly."""
import team

PRELUDE = "import wandb\nfrom wandb.automations import *\n"


def run_script(server, text):
    environment = team.sdk_environment(server, server.admin_key, server.folder / "sdk")
    return team.finished(team.script(PRELUDE + text, environment), 200)


def automations_belong_to_projects_teams_and_collections(server):
    run_script(server, """
run = wandb.init(project="watched", id="maker")
art = wandb.Artifact("set", type="dataset")
with art.new_file("a.txt") as file:
    file.write("a")
art = run.log_artifact(art).wait()
run.link_artifact(art, "watched/linked")
run.finish()
api = wandb.Api()
entity = api.default_entity
project = api.project("watched", entity)
sequence = api.artifact_collection("dataset", "watched/set")
portfolio = api.artifact_collection("dataset", "watched/linked")
made = {
    "metric": OnRunMetric(scope=project, filter=RunEvent.metric("loss").avg(5) > 0.5),
    "alias": OnAddArtifactAlias(scope=sequence, filter=ArtifactEvent.alias.matches_regex("^prod")),
    "created": OnCreateArtifact(scope=sequence),
    "linked": OnLinkArtifact(scope=portfolio),
}
for name, event in made.items():
    one = api.create_automation(event >> DoNothing(), name=name, description="d")
    assert one.name == name and one.enabled and one.scope.name == event.scope.name, one
found = {one.name: one for one in wandb.Api().automations(entity=entity)}
assert set(found) == set(made), found
kinds = {name: one.scope.scope_type.value for name, one in found.items()}
assert kinds == {"metric": "PROJECT", "alias": "ARTIFACT_COLLECTION", "created": "ARTIFACT_COLLECTION",
                 "linked": "ARTIFACT_COLLECTION"}, kinds
assert found["alias"].event.event_type.value == "ADD_ARTIFACT_ALIAS" and "prod" in found["alias"].event.filter.model_dump_json()
api.update_automation(found["alias"], name="renamed", enabled=False)
found = {one.name: one for one in wandb.Api().automations(entity=entity)}
assert not found["renamed"].enabled and found["renamed"].scope.name == "set", found
assert api.delete_automation(found["linked"])
portfolio.delete()
sequence.delete()
assert {one.name for one in wandb.Api().automations(entity=entity)} == {"metric"}, "those of a collection go with it"
""")


def webhooks_are_made_and_used(server):
    client = team.Client(server)
    entity = client.viewer()["entity"]
    hook = client.data("""mutation ($e: String!) { createGenericWebhookIntegration(input: {entityName: $e, name: "hook",
        urlEndpoint: "https://hooks.example.invalid/x"}) { integration { ... on GenericWebhookIntegration { id } } } }""", e=entity)
    assert hook["createGenericWebhookIntegration"]["integration"]["id"], hook
    run_script(server, """
api = wandb.Api()
entity = api.default_entity
hook = next(iter(api.webhook_integrations(entity=entity)))
assert (hook.name, hook.url_endpoint) == ("hook", "https://hooks.example.invalid/x"), hook
event = OnRunMetric(scope=api.project("watched", entity), filter=RunEvent.metric("loss") > 1)
api.create_automation(event >> SendWebhook.from_integration(hook, payload={"text": "${run_name}"}), name="call")
call = api.automation("call", entity=entity)
assert call.action.integration.id == hook.id and call.action.request_payload == {"text": "${run_name}"}, call
assert list(api.slack_integrations(entity=entity)) == []
""")


def what_it_does_not_do_is_said(server):
    output = run_script(server, """
from wandb.automations.integrations import SlackIntegration
api = wandb.Api()
entity = api.default_entity
event = OnRunMetric(scope=api.project("watched", entity), filter=RunEvent.metric("loss") > 1)
slack = SlackIntegration.model_validate({"__typename": "SlackIntegration", "id": "SW50ZWdyYXRpb246OTk=", "teamName": "t",
                                         "channelName": "c"})
try:
    api.create_automation(event >> SendNotification.from_integration(slack, title="t", text="x", level="INFO"), name="chat")
except Exception as problem:
    print("REFUSED", problem)
assert "chat" not in {one.name for one in wandb.Api().automations(entity=entity)}
""")
    assert "REFUSED" in output and "it has no chat" in output, output


team.main([automations_belong_to_projects_teams_and_collections, webhooks_are_made_and_used, what_it_does_not_do_is_said])
