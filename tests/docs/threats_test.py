"""The limits that docs/threats.md tells of both doors are those of their configurations."""

import json
import pathlib
import re

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def limits():
    """What the table says, by the row's first cell."""
    text = (ROOT / "docs/threats.md").read_text(encoding="utf-8").split("## Limits")[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("| ")]
    return {row[0].strip(): row[1].strip() for row in rows}


@pytest.fixture(scope="module")
def routes():
    endpoints = json.loads((ROOT / "krakend/krakend.json").read_text(encoding="utf-8"))["endpoints"]
    return {(each["method"], each["endpoint"]): each for each in endpoints}


def rate_of(route):
    limit = route["extra_config"]["qos/ratelimit/router"]
    return f"{limit['client_max_rate']} a second, {limit['client_capacity']} at once"


def test_rates_of_the_gateway(limits, routes):
    told = limits["requests of one client, each route, each krakend"]
    usual, _, posters = told.partition("; posters ")
    posters = "{} a second, {} at once".format(*posters.split(", "))
    dear = limits["the same, dear ones: match, forget, export, a new session"]
    description = limits["the same, `openapi.json`"]
    is_dear = {("POST", "/ml/films/match"), ("DELETE", "/db/history/"), ("GET", "/db/sessions/{id}/export"),
               ("POST", "/db/sessions/")}
    for (method, path), route in routes.items():
        if path.endswith("openapi.json"):
            expected = description
        elif path.endswith("/poster"):
            expected = posters
        else:
            expected = dear if (method, path) in is_dear else usual
        assert rate_of(route) == expected, (method, path)


def test_patience_of_the_gateway(limits, routes):
    told = set(re.findall(r"(\d+) s\b", limits["a backend's answer"]))
    assert told == {route["timeout"].removesuffix("s") for route in routes.values()}


def test_rates_of_nginx(limits):
    configure = (ROOT / "nginx/configure").read_text(encoding="utf-8")
    rate = int(re.search(r"NGINX_CLIENT_RATE:-(\d+)", configure)[1])
    connections = re.search(r"NGINX_CLIENT_CONNECTIONS:-(\d+)", configure)[1]
    factors = dict(re.findall(r"substitute (\w+) \"\$\(\(rate \* (\d+)\)\)\"", configure))
    times = {name: int(factor) * rate for name, factor in factors.items()}
    requests = f"{rate} a second, {times['CLIENT_BURST']} at once (`NGINX_CLIENT_RATE`)"
    assert limits["requests of one address, all routes"] == requests
    assert limits["connections of one address"] == f"{connections} (`NGINX_CLIENT_CONNECTIONS`)"
    updates = f"{times['UPDATE_RATE']} a second, {times['UPDATE_BURST']} at once"
    assert limits["updates of one address"] == updates


def test_times_and_sizes_of_nginx(limits):
    main = (ROOT / "nginx/nginx.conf.in").read_text(encoding="utf-8")
    names = ("client_header_timeout", "client_body_timeout", "send_timeout")
    times = [re.search(rf"^ *{name} (\d+)s;", main, re.M)[1] for name in names]
    assert limits["header to come in; each piece of a body; sending"] == "{} s; {} s; {} s".format(*times)
    sizes = re.findall(r"client_max_body_size (\d+[km]);", main + (ROOT / "nginx/door.conf.in").read_text())
    assert set(sizes) == {"64k", "1m", "2m"} and sizes[0] == "64k"
    assert set(re.findall(r"\d+ [KM]iB", limits["body"])) == {"64 KiB", "1 MiB", "2 MiB"}
