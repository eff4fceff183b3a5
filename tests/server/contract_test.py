"""docent-server's replies against the JSON Schemas in docs/cli, and its paths against docs/openapi.yaml.

usage: contract_test.py SERVER DOCS     exit code 77 (skipped) without python3-jsonschema
"""
import base64
import json
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed (scripts/setup test)")
    sys.exit(77)

KEY = "key"
BASIC = "Basic " + base64.b64encode(f"{KEY}:".encode()).decode()


class Contract:
    def __init__(self, url, token, docs):
        self.url, self.token, self.docs = url, token, docs
        self.checked = 0

    def call(self, path, body=None, authorization=BASIC):
        """(status, headers, text) of a GET, or of a POST when there is a body."""
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data=data, headers={"Authorization": authorization})
        try:
            with urllib.request.urlopen(request, timeout=30) as reply:
                return reply.status, reply.headers, reply.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read().decode()

    def validate(self, schema, text):
        folder = self.docs / "cli"
        loaded = json.loads((folder / f"server-{schema}.schema.json").read_text(encoding="utf-8"))
        resolver = jsonschema.RefResolver(base_uri=folder.as_uri() + "/", referrer=loaded)
        jsonschema.Draft202012Validator(loaded, resolver=resolver).validate(json.loads(text))
        self.checked += 1

    def expect(self, status, schema, path, body=None, authorization=BASIC):
        got, headers, text = self.call(path, body, authorization)
        assert got == status, f"{path}: {got} instead of {status}: {text}"
        self.validate(schema, text)
        return headers, json.loads(text)

    def admin(self, status, schema, path):
        return self.expect(status, schema, path, authorization=f"Bearer {self.token}")


def clients(contract):
    event = {"type": "track", "event": "opened", "messageId": "m1", "anonymousId": "a", "properties": {"n": 1}, "timestamp": "2026-11-23T08:00:00Z"}
    batch = {
        "sentAt": "2026-11-23T08:00:01Z",
        "context": {"installId": "i1", "locale": "en"},
        "ledger": {"accepted": 3, "delivered": 0, "pending": 3, "dropped": {}},
        "batch": [
            event,
            event,
            {**event, "messageId": "m2", "context": {"screen": "editor"}},
            17,
            {**event, "type": "?"},
            {"type": "track", "messageId": "m3"},
        ],
    }
    _, reply = contract.expect(200, "batch-reply", "/v1/batch", batch)
    assert (reply["accepted"], reply["duplicates"], len(reply["rejected"])) == (2, 1, 3), reply
    feedback = {"event": "feedback_submitted", "messageId": "m4", "userId": "u", "properties": {"rating": 5, "text": "good", "category": "praise"}}
    contract.expect(200, "batch-reply", "/v1/track", feedback)
    singles = {"identify": {"traits": {}}, "screen": {"name": "s"}, "page": {}, "group": {"groupId": "g"}, "alias": {"previousId": "a"}}
    for kind, more in singles.items():
        contract.expect(200, "batch-reply", f"/v1/{kind}", {"messageId": f"single-{kind}", "userId": "u", **more})
    contract.expect(200, "erase-reply", "/v1/erase", {"requestId": "r", "anonymousIds": ["never seen"]})


def errors(contract):
    contract.expect(400, "error", "/v1/batch", b"{")
    contract.expect(400, "error", "/v1/track", {"messageId": "m"})
    contract.expect(400, "error", "/v1/erase", {})
    headers, _ = contract.expect(401, "error", "/v1/batch", {"batch": []}, authorization="Basic x")
    assert headers["WWW-Authenticate"].startswith("Basic")
    contract.expect(401, "error", "/api/ledger")
    contract.expect(404, "error", "/nowhere")
    contract.expect(405, "error", "/v1/batch")
    contract.expect(413, "error", "/v1/batch", b" " * 2_000_000)
    contract.admin(400, "error", "/api/events?limit=none")


def admin(contract):
    _, ledger = contract.admin(200, "ledger", "/api/ledger")
    assert ledger["received"] == ledger["accepted"] + ledger["duplicate"] + sum(ledger["rejected"].values()), ledger
    assert ledger["stored"] == ledger["accepted"] - ledger["erased"] == 8, ledger
    _, page = contract.admin(200, "events", "/api/events?limit=2")
    assert len(page["events"]) == 2 and page["before"] > 0, page
    _, feedback = contract.admin(200, "feedback", "/api/feedback")
    assert [item["text"] for item in feedback["feedback"]] == ["good"], feedback
    contract.expect(200, "health", "/healthz", authorization="")
    status, _, text = contract.call("/api/export", authorization=f"Bearer {contract.token}")
    lines = text.splitlines()
    assert status == 200 and len(lines) == 8, text
    for line in lines:
        contract.validate("export", line)


def reports(contract):
    """Each report, in each of its forms, is as the schema says, and docs/reports.md knows it with its parameters and columns."""
    _, listed = contract.admin(200, "reports", "/api/reports")
    sections = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", (contract.docs / "reports.md").read_text(encoding="utf-8"), re.M | re.S))
    for report in listed["reports"]:
        path = f"/api/reports/{report['name']}?" + ("steps=opened,saved&" if report["name"] == "funnel" else "")
        for form in ("", "compare=previous&from=2026-11-01&to=2026-11-30", "breakdown=locale&timezone=Europe/Berlin&from=2026-11-01&to=2026-11-30"):
            _, answer = contract.admin(200, "report", path + form)
            for table in answer["tables"]:
                assert all(len(row) == len(table["columns"]) for row in table["rows"]), table
                assert f"`{table['name']}`" in sections[report["name"]], f"docs/reports.md does not name the table {table['name']}"
                for column in table["columns"]:
                    if column["name"] not in ("locale", "event", "date", "events", "persons", "sessions", "days", "median_ms", "p90_ms", "size"):
                        assert f"`{column['name']}`" in sections[report["name"]], f"docs/reports.md does not name {report['name']}'s {column['name']}"
        for parameter in report["parameters"].split():
            assert f"`{parameter}`" in sections[report["name"]], f"docs/reports.md does not name {report['name']}'s parameter {parameter}"
        contract.admin(400, "error", path + "no_such=1")
    contract.admin(404, "error", "/api/reports/nothing")


def paths(contract):
    """Every path of the OpenAPI file is answered, by the methods it names."""
    text = (contract.docs / "openapi.yaml").read_text(encoding="utf-8")
    named = re.findall(r"^  (/\S+):", text, re.M)
    assert len(named) == len(set(named)) > 10, named
    for path in named:
        status, _, body = contract.call(path.replace("{name}", "trends"), authorization="")
        assert status != 404 or "no_strategy" in body, f"{path} stands in openapi.yaml, the server does not know it"
    metrics = contract.call("/metrics", authorization="")[2]
    for line in metrics.splitlines():
        assert re.fullmatch(r"# (HELP|TYPE) docent_\w+ .+|docent_\w+(\{\w+=\"[^\"]*\"\})? [0-9.e+-]+", line), line


def main():
    server, docs = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory(prefix="docent-contract-") as folder:
        command = [server, "serve", "--listen", "127.0.0.1:0", "--data-dir", folder, "--write-key", KEY]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            url = process.stdout.readline().split()[-1]
            contract = Contract(url, (pathlib.Path(folder) / "admin-token").read_text(encoding="ascii").strip(), docs)
            clients(contract)
            errors(contract)
            admin(contract)
            reports(contract)
            paths(contract)
            print(f"{contract.checked} replies are as docs/cli says")
        finally:
            process.send_signal(signal.SIGTERM)
            code = process.wait(30)
        assert code == 0, f"the server ended with {code}"


if __name__ == "__main__":
    main()
