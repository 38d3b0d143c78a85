"""The file itself: no misspelt key gets past, and the settings of the environment go where they belong."""

import copy
import json
import os
import subprocess

import pytest
from gateway_config import ConfigFault, read_config
from running_gateway import KRAKEND_JSON, ROOT, declared

CONFIGURE = ROOT / "krakend/configure"


@pytest.fixture
def read(tmp_path):
    """Reads krakend.json as a change leaves it."""
    def read_changed(change=lambda value: None):
        value = copy.deepcopy(declared())
        change(value)
        file = tmp_path / "krakend.json"
        file.write_text(json.dumps(value), encoding="utf-8")
        return read_config(file)
    return read_changed


def endpoint(change):
    return lambda value: change(value["endpoints"][3])


def limit(change):
    return endpoint(lambda one: change(one["extra_config"]["qos/ratelimit/router"]))


def rename(old, new):
    def change(value):
        value[new] = value.pop(old)
    return change


WRONG = {
    "a misspelt key of the service": rename("idle_timeout", "idle_time_out"),
    "a misspelt key of the router": lambda value: rename("return_error_msg", "return_error_message")(
        value["extra_config"]["router"]),
    "an unknown component": lambda value: value["extra_config"].update({"router2": {}}),
    "a misspelt key of a route": endpoint(rename("input_query_strings", "input_query_string")),
    "a misspelt key of a limit": limit(rename("client_max_rate", "client_maxrate")),
    "a misspelt key of a backend": endpoint(lambda one: rename("encoding", "encodings")(one["backend"][0])),
    "a route without a limit": endpoint(lambda one: one.pop("extra_config")),
    "a route without a time-out": endpoint(lambda one: one.pop("timeout")),
    "answers that may be kept by all": endpoint(lambda one: one.update(cache_ttl="5m")),
    "all headers": endpoint(lambda one: one.update(input_headers=["*"])),
    "all parameters": endpoint(lambda one: one.update(input_query_strings=["*"])),
    "a header twice": endpoint(lambda one: one["input_headers"].append(one["input_headers"][0])),
    "a time-out without a unit": endpoint(lambda one: one.update(timeout="5")),
    "a time-out that the connection does not outlive": endpoint(lambda one: one.update(timeout="45s")),
    "a text for a number": limit(lambda one: one.update(client_max_rate="50")),
    "true for a number": limit(lambda one: one.update(client_max_rate=True)),
    "an encoding that changes answers": endpoint(lambda one: one.update(output_encoding="json")),
    "two backends": endpoint(lambda one: one["backend"].append(one["backend"][0])),
    "a parameter out of nowhere": endpoint(lambda one: one["backend"][0].update(url_pattern="/films/{film}")),
    "internal addresses in answers": lambda value: value["extra_config"]["router"].update(return_error_msg=True),
    "addresses with what people ask in the log": lambda value: value["extra_config"]["router"].update(
        disable_access_log=False),
    "a log of failed addresses": lambda value: value["extra_config"]["telemetry/logging"].update(level="ERROR"),
    "a route twice": lambda value: value["endpoints"].append(value["endpoints"][0]),
    "another version": lambda value: value.update(version=2),
}


def test_the_file_is_read(read):
    assert len(read().endpoints) == len(declared()["endpoints"])


@pytest.mark.parametrize("what", WRONG)
def test_is_refused(read, what):
    with pytest.raises(ConfigFault):
        read(WRONG[what])


def test_a_key_that_stands_twice_is_refused(tmp_path):
    file = tmp_path / "krakend.json"
    file.write_text(KRAKEND_JSON.read_text(encoding="utf-8").replace('"port": 8080', '"port": 8080, "port": 8081'),
                    encoding="utf-8")
    with pytest.raises(ConfigFault, match="twice"):
        read_config(file)


def configure(**settings):
    kept = {name: value for name, value in os.environ.items() if name not in ("CORS_ORIGINS", "KRAKEND_CLIENT_RATE")}
    return subprocess.run([CONFIGURE], env=kept | settings, capture_output=True, text=True, check=False)


def test_without_settings_the_file_stays_as_it_is():
    assert configure().stdout == KRAKEND_JSON.read_text(encoding="utf-8")


def test_settings_change_what_they_are_for_alone(tmp_path):
    done = configure(CORS_ORIGINS="https://a.example,http://localhost:3000", KRAKEND_CLIENT_RATE="70000")
    file = tmp_path / "krakend.json"
    file.write_text(done.stdout, encoding="utf-8")
    config = read_config(file)
    assert config.cors["allow_origins"] == ["https://a.example", "http://localhost:3000"]
    assert {(endpoint.rate, endpoint.burst) for endpoint in config.endpoints} == {(70000, 70000)}
    value = json.loads(done.stdout)
    # Headers that a page may send are those that some route heeds and a browser does not send by itself.
    heeded = {name for endpoint in value["endpoints"] for name in endpoint["input_headers"]}
    assert set(value["extra_config"].pop("security/cors")["allow_headers"]) == heeded - {"Accept", "Accept-Encoding"}
    wanted = declared()
    for one in wanted["endpoints"]:
        one["extra_config"]["qos/ratelimit/router"] |= {"client_max_rate": 70000, "client_capacity": 70000}
    assert value == wanted


@pytest.mark.parametrize("settings", [
    {"CORS_ORIGINS": "films.example"}, {"CORS_ORIGINS": "https://"}, {"CORS_ORIGINS": 'https://a", "*'},
    {"CORS_ORIGINS": "https://a.example,,https://b.example"}, {"CORS_ORIGINS": "https://a/e\nx"},
    {"KRAKEND_CLIENT_RATE": "0"}, {"KRAKEND_CLIENT_RATE": "1e6"}, {"KRAKEND_CLIENT_RATE": "-1"}])
def test_settings_that_make_no_sense_are_refused(settings):
    done = configure(**settings)
    assert done.returncode == 2
    assert done.stdout == ""
    assert next(iter(settings)) in done.stderr
