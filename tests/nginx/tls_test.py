"""TLS by two variables: who is sent to it, what it is, and that the bot goes on without it within the network."""

import contextlib
import http.client
import json
import socket
import ssl
import subprocess

import pytest
from configured_door import ConfiguredDoor
from raw_client import talk
from running_service import Answer

API = "/recommender/"


@pytest.fixture(scope="module")
def door(nginx, gateways, the_bot, page, certificate):
    files = {"TLS_CERTIFICATE": str(certificate.file), "TLS_KEY": str(certificate.key)}
    with ConfiguredDoor(nginx, gateways[:1], the_bot, NGINX_PAGE=str(page), **files) as opened:
        yield opened


def ask(door, certificate, target, context=None, method="GET", body=None, **headers):
    context = context or ssl.create_default_context(cafile=certificate.file)
    connection = http.client.HTTPSConnection("127.0.0.1", door.tls_port, context=context, timeout=60)
    with contextlib.closing(connection):
        connection.request(method, target, body, headers)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())


def test_all_pass_by_tls(door, certificate, gateway, bot):
    assert ask(door, certificate, f"{API}ml/films/x").status == 200
    assert ask(door, certificate, "/telegram/", method="POST", body=b"{}").status == 200
    assert ask(door, certificate, "/").status == 200
    assert ask(door, certificate, "/health").json() == {"status": "live"}
    assert ask(door, certificate, "/nosuch").code() == "no_such_path"
    assert gateway.asked[0].headers["X-Forwarded-Proto"] == "https"


def test_browsers_are_told_to_keep_to_it(door, certificate, gateway):
    for target in ("/", "/nosuch", f"{API}ml/films/x"):
        assert ask(door, certificate, target).headers.get_all("Strict-Transport-Security") == ["max-age=31536000"]


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_new_versions_are_spoken(door, certificate, gateway, version):
    context = ssl.create_default_context(cafile=certificate.file)
    context.minimum_version = context.maximum_version = version
    assert ask(door, certificate, "/health", context).status == 200


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_old_versions_are_not(door, certificate):
    context = ssl.create_default_context(cafile=certificate.file)
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises(ssl.SSLError):
        ask(door, certificate, "/health", context)
    assert door.errors() == ""
    # Not only because the system's OpenSSL will not.
    assert "ssl_protocols TLSv1.2 TLSv1.3;" in (door.folder / "servers.conf").read_text()


def curl(*arguments):
    return subprocess.run(["curl", "-sk", *arguments], capture_output=True, text=True, timeout=60, check=True).stdout


def test_http_2_is_spoken(door, gateway):
    place = f"https://127.0.0.1:{door.tls_port}"
    assert curl("--http2", "-o", "/dev/null", "-w", "%{http_version} %{http_code}", f"{place}{API}ml/films/x") == "2 200"
    answer = json.loads(curl("--http2", f"{place}/nosuch"))
    assert (answer["status"], answer["code"]) == (404, "no_such_path")
    assert door.wait_for_line(protocol="HTTP/2.0", status=404)["tls"] in ("TLSv1.2", "TLSv1.3")


@pytest.mark.parametrize("target", ["/", f"{API}ml/films/search?q=%D0%BE%D0%B4%D0%B8%D0%BD", "/telegram/", "/x%20y?a=b%0d"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_whoever_asks_for_another_name_is_sent_to_tls(door, gateway, bot, method, target):
    answer = door.ask(method, target, headers={"Host": "films.example"})
    assert answer.status == 308  # a POST stays one
    assert answer.headers["Location"] == f"https://films.example:{door.tls_port}{target}"
    assert gateway.asked == bot.asked == []


@pytest.mark.parametrize("host", ["nginx", "NGINX", "nginx:80", "localhost", "127.0.0.1"])
def test_the_bot_goes_on_without_it_within_the_network(door, gateway, host):
    assert door.ask("POST", f"{API}ml", b"{}", {"Host": host}).status == 200
    assert door.ask("GET", f"{API}ml/films/x", headers={"Host": host}).headers["Strict-Transport-Security"] is None


@pytest.mark.parametrize("host", ["nginx.evil.example", "a.nginx", "nginx.", "films.example:80"])
def test_names_that_are_like_ours_are_not_ours(door, gateway, host):
    answer = door.ask("GET", f"{API}ml/films/x", headers={"Host": host})
    assert answer.status in (200, 308)
    assert (answer.status == 200) == (host == "nginx.")  # the same name, fully written


def test_without_a_name_there_is_nowhere_to_send_to(door):
    answer, = talk(door.port, "GET / HTTP/1.0\r\n\r\n")
    assert (answer.status, answer.code()) == (400, "bad_http")


def test_health_is_told_without_it_whatever_the_name(door):
    assert door.ask("GET", "/health", headers={"Host": "10.1.2.3"}).json() == {"status": "live"}


def test_plain_http_at_its_port_is_told(door):
    answer, = talk(door.tls_port, "GET / HTTP/1.1\r\nHost: films.example\r\n\r\n")
    assert (answer.status, answer.code()) == (400, "bad_http")


def test_noise_at_its_port_leaves_no_trace(door, certificate):
    for noise in (b"\x00" * 100, b"\x16\x03\x01\x00\x05hello", b"\x16"):
        with socket.create_connection(("127.0.0.1", door.tls_port), timeout=60) as client:
            client.sendall(noise)
            client.shutdown(socket.SHUT_WR)
            with contextlib.suppress(ConnectionResetError):
                client.recv(100)
    assert ask(door, certificate, "/health").status == 200
    assert door.errors() == ""
