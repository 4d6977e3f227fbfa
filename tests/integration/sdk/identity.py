"""The SDK with an identity provider's token in the place of a key (WANDB_IDENTITY_TOKEN_FILE). The provider of the test
is an RSA key made by openssl."""
import base64
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

import team

ISSUER = "https://ci.house.invalid"
AUDIENCE = "cohort.house.invalid"


def encoded(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Provider:
    def __init__(self, folder):
        self.key = pathlib.Path(folder) / "provider.pem"
        subprocess.run(["openssl", "genrsa", "-out", str(self.key), "2048"], check=True, capture_output=True)

    def key_set(self):
        shown = subprocess.run(["openssl", "rsa", "-in", str(self.key), "-noout", "-modulus"], check=True,
                               capture_output=True, text=True).stdout
        modulus = bytes.fromhex(shown.strip().split("=")[1])
        return {"keys": [{"kty": "RSA", "use": "sig", "kid": "k", "n": encoded(modulus), "e": "AQAB"}]}

    def token(self, subject, **changed):
        now = int(time.time())
        claims = {"iss": ISSUER, "sub": subject, "aud": AUDIENCE, "iat": now, "exp": now + 600, **changed}
        text = ".".join(encoded(json.dumps(part).encode()) for part in ({"alg": "RS256", "kid": "k"}, claims))
        signature = subprocess.run(["openssl", "dgst", "-sha256", "-sign", str(self.key)], input=text.encode(),
                                   check=True, capture_output=True).stdout
        return f"{text}.{encoded(signature)}"


def exchange(server, token):
    form = f"grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion={token}"
    request = urllib.request.Request(server.url + "/oidc/token", form.encode(), method="POST",
                                     headers={"Content-Type": "application/x-www-form-urlencoded"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def settle(server, provider):
    folder = pathlib.Path(server.folder)
    (folder / "keys.json").write_text(json.dumps(provider.key_set()))
    server.command("team", "lab")
    server.command("user", "ada", "--email", "ada@house.invalid")
    server.command("member", "lab", "ada", "member")
    server.command("issuer", "add", ISSUER, "--audience", AUDIENCE, "--keys", str(folder / "keys.json"))
    server.command("external", "add", "pipeline", "lab", ISSUER, "repo:train")
    assert "pipeline" in server.command("external", "list")


def the_sdk_logs_with_an_identity_token(server, provider):
    folder = pathlib.Path(server.folder)
    (folder / "token").write_text(provider.token("repo:train"))
    script = """
import wandb
with wandb.init(entity="lab", project="vit", id="first") as run:
    for step in range(5):
        run.log({"loss": 1 / (step + 1)})
"""
    environment = {**os.environ, "WANDB_BASE_URL": server.url, "WANDB_IDENTITY_TOKEN_FILE": str(folder / "token"),
                   "WANDB_CREDENTIALS_FILE": str(folder / "credentials.json"), "WANDB_DIR": str(folder),
                   "WANDB_CONFIG_DIR": str(folder / "config"), "WANDB_CACHE_DIR": str(folder / "cache"),
                   "HOME": str(folder), "WANDB_USERNAME": "ada", "WANDB_SILENT": "true"}
    environment.pop("WANDB_API_KEY", None)
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=200)
    assert done.returncode == 0, done.stdout + done.stderr
    client = team.Client(server)
    server.command("member", "lab", "admin", "admin")
    run = client.run("lab", "vit", "first", "state user { username } historyLineCount")
    assert run == {"state": "finished", "user": {"username": "ada"}, "historyLineCount": 5}, run


def others_get_nothing(server, provider):
    known = len(server.command("token", "list"))
    bad = {"unknown subject": provider.token("repo:other"), "expired": provider.token("repo:train", exp=int(time.time()) - 600),
           "another audience": provider.token("repo:train", aud="elsewhere"),
           "another provider": provider.token("repo:train", iss="https://evil.invalid"), "no token": "x.y.z"}
    for why, token in bad.items():
        status, answer = exchange(server, token)
        assert (status, answer["error"]) == (401, "invalid_grant"), (why, status, answer)
        assert answer["error_description"], why
    assert len(server.command("token", "list")) == known


def removing_the_provider_ends_what_it_opened(server, provider):
    status, answer = exchange(server, provider.token("repo:train"))
    assert status == 200 and answer["expires_in"] > 300, (status, answer)
    client = team.Client(server, answer["access_token"])
    assert client.viewer()["username"] == "pipeline"
    refused = client.query("mutation { generateApiKey(input: {}) { apiKey { name } } }")
    assert "no keys" in refused["errors"][0]["message"], refused
    assert "exchangeToken" in server.command("audit", "--act", "exchangeToken")
    server.command("issuer", "remove", ISSUER)
    try:
        client.viewer()
    except team.Refused as error:
        assert error.status == 401, error
    else:
        raise AssertionError("the token works on")
    assert exchange(server, provider.token("repo:train"))[0] == 401


def main():
    with tempfile.TemporaryDirectory() as folder, team.Server(folder) as server:
        provider = Provider(folder)
        settle(server, provider)
        for part in (the_sdk_logs_with_an_identity_token, others_get_nothing, removing_the_provider_ends_what_it_opened):
            part(server, provider)
            print("ok", part.__name__, flush=True)


main()
