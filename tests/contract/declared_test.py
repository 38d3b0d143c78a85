"""krakend.json declares what the services describe, with exactly what each route heeds, and nothing else."""

import re

import pytest
from running_gateway import declared

HOSTS = {"ml": "http://ml_service:8000", "db": "http://db_service:8001"}
# What is for the neighbours in the network alone; krakend/README.md says why.
NOT_PUBLIC = {
    "ml": {("GET", "/health/live"), ("GET", "/health/ready"), ("GET", "/metrics")},
    "db": {("GET", "/health/live"), ("GET", "/health/ready"), ("GET", "/metrics")},
}
SHORT_NAMES = {("POST", "/ml"): "/recommend/", ("GET", "/db"): "/history/", ("POST", "/db"): "/history/"}
ALWAYS = {"Accept", "X-Request-ID", "traceparent"}


def endpoints():
    return {(one["method"], one["endpoint"]): one for one in declared()["endpoints"]}


def headers_of(name, operation, description):
    """Those that mean something to an operation."""
    headers = set(ALWAYS)
    parameters = operation.get("parameters", [])
    headers |= {one["name"] for one in parameters if one["in"] == "header"}
    answers = [answer for status, answer in operation["responses"].items() if status.startswith("2")]
    members = {one["name"] for one in parameters}
    if "requestBody" in operation:
        headers.add("Content-Type")
        reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
        schema = description["components"]["schemas"][reference.rsplit("/", 1)[1]]
        members |= set(schema["properties"])
    # db_service keeps a language, but answers in none.
    if "language" in members and name == "ml":
        headers.add("Accept-Language")
    if "security" in operation:
        headers.add("Authorization")
    if any("application/json" in answer.get("content", {}) for answer in answers):
        headers.add("Accept-Encoding")
    if any("ETag" in answer.get("headers", {}) for answer in answers):
        headers.add("If-None-Match")
    return headers


@pytest.fixture(scope="module", params=["ml", "db"])
def described(request):
    """A service's name, its description and its operations that are public."""
    service = request.getfixturevalue(request.param)
    description = service.get("/openapi.json").json()
    operations = {(method.upper(), path): operation for path, methods in description["paths"].items()
                  for method, operation in methods.items()}
    assert NOT_PUBLIC[request.param] <= operations.keys()
    public = {key: one for key, one in operations.items() if key not in NOT_PUBLIC[request.param]}
    return request.param, description, public


def test_every_public_route_is_declared_and_no_other(described):
    name, _, operations = described
    wanted = {(method, f"/{name}{path}") for method, path in operations}
    wanted |= {key for key in SHORT_NAMES if key[1] == f"/{name}"}
    there = {key for key in endpoints() if re.match(f"/{name}(/|$)", key[1])}
    assert there == wanted


def test_nothing_is_declared_beside_the_two_services():
    assert [path for _, path in endpoints() if not re.match("/(ml|db)(/|$)", path)] == []


def test_every_route_passes_what_it_heeds_and_nothing_else(described):
    name, description, operations = described
    for (method, path), operation in operations.items():
        public = [(method, f"/{name}{path}")]
        public += [key for key, meant in SHORT_NAMES.items() if key == (method, f"/{name}") and meant == path]
        for key in public:
            endpoint = endpoints()[key]
            parameters = {one["name"] for one in operation.get("parameters", []) if one["in"] == "query"}
            assert set(endpoint.get("input_query_strings", [])) == parameters, key
            assert set(endpoint["input_headers"]) == headers_of(name, operation, description), key
            backend = endpoint["backend"]
            assert [(one["host"], one["url_pattern"], one.get("method", method)) for one in backend] == [
                ([HOSTS[name]], path, method)], key


def test_status_and_body_of_every_answer_pass():
    for key, endpoint in endpoints().items():
        assert endpoint["output_encoding"] == "no-op", key
        assert [backend["encoding"] for backend in endpoint["backend"]] == ["no-op"], key


def test_nothing_says_that_an_answer_may_be_kept():
    """cache_ttl would put "public" on what is one person's."""
    def names(value):
        for name, one in value.items() if isinstance(value, dict) else ():
            yield name
            yield from names(one)
        for one in value if isinstance(value, list) else ():
            yield from names(one)
    found = set(names(declared()))
    assert "input_headers" in found
    assert "cache_ttl" not in found


def seconds(key):
    return float(endpoints()[key]["timeout"].removesuffix("s"))


def test_a_service_says_what_is_wrong_before_the_gateway_loses_patience():
    # db_service waits 2 s for a connection and 5 s for a statement, and then says so.
    without_database = {"/db/openapi.json", "/db/sessions/"}
    assert all(seconds(key) > 7 for key in endpoints() if key[1].startswith("/db") and key[1] not in without_database)
    # Providers have 2 s in all; 64 requests may wait for the 16 threads that ask them, which is four turns more.
    assert all(seconds(("GET", f"/ml/films/{{id}}/{what}")) > 10 for what in ("poster", "details"))


def test_every_route_has_a_limit_for_each_client():
    for key, endpoint in endpoints().items():
        limit = endpoint["extra_config"]["qos/ratelimit/router"]
        assert limit["strategy"] == "ip", key
        assert limit["client_capacity"] >= limit["client_max_rate"] > 0, key
