"""Reads krakend.json as KrakenD 2.13 does, but strictly: only what is known here, with values that make sense.

KrakenD passes silently over a key that it does not know, so that a misspelt limit is no limit. This reader refuses the
file instead, names the place, and so is the test of the file. A key whose effect cannot be seen from outside (how often
the kernel asks whether a connection lives, say) is checked and left at that.
"""

import dataclasses
import ipaddress
import json
import re
import urllib.parse

UNITS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


class ConfigFault(Exception):
    """What is wrong in the file, and where."""


def duration(value):
    """Seconds of what Go writes as a duration, "1m30s"."""
    if not isinstance(value, str) or not re.fullmatch(r"(\d+(\.\d+)?(ms|s|m|h))+", value):
        raise ValueError("is not a duration like 5s")
    return sum(float(number) * UNITS[unit] for number, unit in re.findall(r"([\d.]+)(ms|s|m|h)", value))


def of_type(kind, what):
    def check(value):
        # To Python, true is an integer, too.
        if not isinstance(value, kind) or isinstance(value, bool) != (kind is bool):
            raise ValueError(f"is not {what}")
        return value
    return check


text, flag = of_type(str, "a text"), of_type(bool, "true or false")


def count(value):
    if of_type(int, "a number")(value) <= 0:
        raise ValueError("is not over 0")
    return value


def only(*allowed):
    """For what the contract gateway behaves like in one way alone."""
    def check(value):
        if value not in allowed or isinstance(value, bool) != isinstance(allowed[0], bool):
            raise ValueError(f"is not {' or '.join(map(json.dumps, allowed))}, which is all that is known here")
        return value
    return check


def list_of(check):
    def check_all(value):
        if not isinstance(value, list) or not value:
            raise ValueError("is not a list of something")
        if len({json.dumps(one) for one in value}) != len(value):
            raise ValueError("names something twice")
        return [check(one) for one in value]
    return check_all


def network(value):
    return ipaddress.ip_network(text(value))


def name_of_header(value):
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", text(value)):
        raise ValueError("is not the name of a header; * would let all pass")
    return value


def name_of_parameter(value):
    if not re.fullmatch(r"[a-z][a-z_]*", text(value)):
        raise ValueError("is not the name of a parameter; * would let all pass")
    return value


def path(value):
    if not re.fullmatch(r"(/([A-Za-z0-9_.-]+|\{[a-z_]+\}))+/?", text(value)):
        raise ValueError("is not a path of plain segments and {parameters}")
    return value


def host(value):
    if not re.fullmatch(r"http://[a-z0-9_.-]+:\d+", text(value)):
        raise ValueError("is not an address like http://service:8000")
    return value


ROUTER = {
    "forwarded_by_client_ip": only(True), "remote_ip_headers": list_of(name_of_header),
    "trusted_proxies": list_of(network), "disable_redirect_fixed_path": only(True), "disable_access_log": only(True),
    "hide_version_header": only(True), "return_error_msg": only(False),
}
LOGGING = {"level": only("CRITICAL"), "prefix": text, "stdout": only(True), "syslog": only(False)}
CORS = {
    "allow_origins": list_of(text), "allow_methods": list_of(only(*METHODS)),
    "allow_headers": list_of(name_of_header), "expose_headers": list_of(name_of_header), "max_age": duration,
}
RATE = {"client_max_rate": count, "client_capacity": count, "strategy": only("ip")}
SERVICE = {
    "$schema": text, "version": only(3), "name": text, "port": count, "timeout": duration,
    "read_header_timeout": duration, "read_timeout": duration, "write_timeout": duration, "idle_timeout": duration,
    "max_header_bytes": count, "max_shutdown_wait_time": duration,
    "dialer_timeout": duration, "dialer_keep_alive": duration, "disable_keep_alives": flag,
    "disable_compression": only(True),
    "extra_config": {"router": ROUTER, "telemetry/logging": LOGGING}, "endpoints": of_type(list, "a list"),
}
BACKEND = {"host": list_of(host), "url_pattern": path, "encoding": only("no-op")}
ENDPOINT = {
    "endpoint": path, "method": only(*METHODS), "timeout": duration, "output_encoding": only("no-op"),
    "input_query_strings": list_of(name_of_parameter), "input_headers": list_of(name_of_header),
    "extra_config": {"qos/ratelimit/router": RATE}, "backend": of_type(list, "a list"),
}
MAY_BE_LEFT_OUT = {"input_query_strings", "security/cors"}


def read_object(value, keys, where):
    """The values of an object, checked; every key is known, and none is missing but those that may be."""
    if not isinstance(value, dict):
        raise ConfigFault(f"{where} is not an object")
    unknown = sorted(value.keys() - keys.keys())
    missing = sorted(keys.keys() - value.keys() - MAY_BE_LEFT_OUT)
    if unknown or missing:
        raise ConfigFault(f"{where} has {', '.join(unknown) or 'nothing'} that is not known"
                          f" and lacks {', '.join(missing) or 'nothing'}")
    made = {}
    for name, one in value.items():
        if isinstance(keys[name], dict):
            made[name] = read_object(one, keys[name], f"{where}.{name}")
            continue
        try:
            made[name] = keys[name](one)
        except ValueError as fault:
            raise ConfigFault(f"{where}.{name}: {one!r} {fault}") from fault
    return made


@dataclasses.dataclass(frozen=True)
class Endpoint:
    path: str
    method: str
    timeout: float
    parameters: tuple
    headers: tuple
    rate: float
    burst: float
    host: str
    pattern: str
    expression: re.Pattern

    @property
    def parameters_of_path(self):
        return len(re.findall(r"\{", self.path))


def read_endpoint(value, where):
    made = read_object(value, ENDPOINT, where)
    if len(made["backend"]) != 1:
        raise ConfigFault(f"{where}.backend: no-op takes one backend")
    backend = read_object(made["backend"][0], BACKEND, f"{where}.backend")
    if len(backend["host"]) != 1:
        raise ConfigFault(f"{where}.backend.host: replicas share a name, so one is enough")
    placed = set(re.findall(r"\{(\w+)\}", made["endpoint"]))
    if not set(re.findall(r"\{(\w+)\}", backend["url_pattern"])) <= placed:
        raise ConfigFault(f"{where}.backend.url_pattern has a parameter that the endpoint lacks")
    rate = made["extra_config"]["qos/ratelimit/router"]
    return Endpoint(
        path=made["endpoint"], method=made["method"], timeout=made["timeout"],
        parameters=tuple(made.get("input_query_strings", ())), headers=tuple(made["input_headers"]),
        rate=rate["client_max_rate"], burst=rate["client_capacity"],
        host=backend["host"][0], pattern=backend["url_pattern"],
        expression=re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(made["endpoint"]))))


@dataclasses.dataclass(frozen=True)
class Config:
    values: dict
    endpoints: tuple

    @property
    def router(self):
        return self.values["extra_config"]["router"]

    @property
    def cors(self):
        """None where no other origin may ask."""
        return self.values["extra_config"].get("security/cors")

    def hosts(self):
        return {urllib.parse.urlsplit(endpoint.host).netloc for endpoint in self.endpoints}


def refuse_twins(pairs):
    """A key that stands twice would silently hide the first one."""
    names = [name for name, _ in pairs]
    if twins := {name for name in names if names.count(name) > 1}:
        raise ConfigFault(f"stands twice: {', '.join(sorted(twins))}")
    return dict(pairs)


def read_config(file):
    with open(file, encoding="utf-8") as opened:
        try:
            value = json.load(opened, object_pairs_hook=refuse_twins)
        except json.JSONDecodeError as fault:
            raise ConfigFault(f"is not JSON: {fault}") from fault
    keys = SERVICE | {"extra_config": SERVICE["extra_config"] | {"security/cors": CORS}}
    values = read_object(value, keys, "krakend.json")
    endpoints = tuple(read_endpoint(one, f"endpoints[{at}]") for at, one in enumerate(values["endpoints"]))
    named = [(endpoint.method, re.sub(r"\{\w+\}", "{}", endpoint.path)) for endpoint in endpoints]
    if twins := {one for one in named if named.count(one) > 1}:
        raise ConfigFault(f"declared twice: {sorted(twins)}")
    # What a route may take has to fit into what a connection may take.
    longest = max((endpoint.timeout for endpoint in endpoints), default=0)
    if values["write_timeout"] <= longest:
        raise ConfigFault(f"write_timeout cuts answers of a route that may take {longest:g} s")
    return Config(values, endpoints)
