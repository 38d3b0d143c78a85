"""nginx/configure: what it writes is clean, and what makes no sense is refused with a sentence before anything is written."""

import os
import re
import subprocess

import pytest
from configured_door import TEMPLATES, ConfiguredDoor, check, configure, environment_of, find_tool, open_folder

PLACES = {"NGINX_GATEWAY": "127.0.0.1:8080 127.0.0.2:8080", "NGINX_BOT": "127.0.0.1:8002"}


@pytest.fixture
def folder():
    with open_folder() as name:
        yield name


@pytest.fixture(params=["plain", "tls"])
def configured(request, nginx, folder, certificate):
    tls = {"TLS_CERTIFICATE": str(certificate.file), "TLS_KEY": str(certificate.key)} if request.param == "tls" else {}
    done = configure(nginx, folder, **PLACES, **tls)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return folder


def test_what_it_writes_is_clean_to_nginx(nginx, configured):
    assert check(nginx, configured) == (0, [])


def test_what_it_writes_is_clean_to_gixy(configured):
    gixy = find_tool("gixy")
    if gixy is None:
        pytest.skip("there is no gixy here; scripts/setup test installs it")
    done = subprocess.run([gixy, configured / "nginx.conf"], capture_output=True, text=True, timeout=60, check=False)
    assert "No issues found." in done.stdout, done.stdout + done.stderr


def test_it_is_clean_to_shellcheck():
    shellcheck = find_tool("shellcheck")
    if shellcheck is None:
        pytest.skip("there is no shellcheck here; scripts/setup lint installs it")
    done = subprocess.run([shellcheck, TEMPLATES / "configure"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_readme_tells_every_setting_with_its_default():
    source = (TEMPLATES / "configure").read_text()
    defaults = {name: default for name, _, default in re.findall(r"=\$\{([A-Z_]+)(:?-)([^}]*)\}", source)}
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| ([^|]*) \|", (TEMPLATES / "README.md").read_text(), re.M))
    assert rows.keys() == defaults.keys()
    for name, default in defaults.items():
        told = rows[name].split(":")[0].split(";")[0] if default in ("", "auto") else rows[name]
        assert told == (default or "none") or name in ("NGINX_PAGE", "NGINX_INTERNAL"), name


def test_nothing_of_the_templates_is_left_open(configured):
    for file in configured.glob("*.conf"):
        assert "@" not in file.read_text().replace("$@", ""), file


def test_a_folder_is_made_and_may_be_relative(nginx, folder):
    done = subprocess.run([TEMPLATES / "configure", "some/folder"], cwd=folder, check=False, capture_output=True, text=True,
                          env=environment_of(nginx, PLACES))
    assert (done.returncode, done.stderr) == (0, "")
    assert check(nginx, folder / "some/folder") == (0, [])


def test_a_folder_may_be_odd(nginx, folder):
    odd = folder / "a door; & {of} |wood| 'ё' #1"
    assert configure(nginx, odd, **PLACES).returncode == 0
    assert check(nginx, odd) == (0, [])


def test_brackets_are_no_pattern_of_file_names(nginx, folder):
    (folder / "a:80").touch()
    done = subprocess.run([TEMPLATES / "configure", "x"], cwd=folder, check=False, capture_output=True, text=True,
                          env=environment_of(nginx, PLACES | {"NGINX_GATEWAY": "[1a]:80"}))
    assert (done.returncode, done.stderr) == (0, "")
    assert "server [1a]:80 " in (folder / "x/nginx.conf").read_text()


def test_it_may_be_run_again(nginx, folder):
    for port in ("8081", "8082"):
        assert configure(nginx, folder, **PLACES, NGINX_HTTP_PORT=port).returncode == 0
    assert "8082" in (folder / "servers.conf").read_text()
    assert "8081" not in (folder / "servers.conf").read_text()


def test_paths_may_be_odd(nginx, folder, gateways):
    page = folder / "a page; & {of} |films| 'ё' #1"
    page.mkdir()
    (page / "index.html").write_text("odd")
    with ConfiguredDoor(nginx, gateways[:1], NGINX_PAGE=str(page)) as door:
        assert door.get("/").body == b"odd"


@pytest.mark.parametrize(("address", "written"), [
    ("127.0.0.1", "listen 127.0.0.1:80 "), ("::1", "listen [::1]:80 "), ("", "listen 80 ")])
def test_it_listens_where_it_is_told(nginx, folder, address, written):
    assert configure(nginx, folder, **PLACES, NGINX_ADDRESS=address).returncode == 0
    assert written in (folder / "servers.conf").read_text()


def test_whoever_is_not_root_needs_no_user(nginx, folder):
    if os.geteuid() != 0:
        pytest.skip("this is not root")
    os.chown(folder, 65534, 65534)
    done = subprocess.run(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", TEMPLATES / "configure", folder / "x"],
                          env=environment_of(nginx, PLACES), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "user " not in (folder / "x/nginx.conf").read_text()


@pytest.mark.parametrize(("name", "value", "says"), [
    *[("NGINX_HTTP_PORT", value, "a number from 1 to 65535") for value in (
        "0", "65536", "-1", "80x", "080", "80;", " 80", "1e3", "99999999999999999999", "80\n", "$(id)", "80 81")],
    *[("NGINX_HTTPS_PORT", value, "a number from 1 to 65535") for value in ("0", "x", "443; }")],
    *[("NGINX_WORKERS", value, "a number from 1 to 512") for value in ("0", "many", "2; user root")],
    *[("NGINX_CLIENT_RATE", value, "a number from") for value in ("0", "1.5", "x", "5r/s")],
    *[("NGINX_CLIENT_CONNECTIONS", value, "a number from") for value in ("0", "-5", "100000")],
    *[("NGINX_ADDRESS", value, "one address") for value in ("localhost;", "127.0.0.1 127.0.0.2", "*", "a.b", "1\n2")],
    *[(name, value, name) for name in ("NGINX_GATEWAY", "NGINX_BOT") for value in (
        "krakend", "krakend:", ":8080", "krakend:0", "krakend:x", "krakend:8080; server evil:1", "krakend:8080;", "a:1\nb",
        "http://krakend:8080", "krakend:8080/x", "krakend:8080 resolve", "{", "}", "#:1", "$host:80", "unix:/tmp/x", " ",
        "[::1:80", "]:80", "krakend:8080 \"", "@GATEWAY@:1", "k&:80", "a|b:80", "a\\:80")],
    *[("NGINX_RESOLVER", value, "NGINX_RESOLVER") for value in ("d n;s", "127.0.0.11;", "127.0.0.11 valid=1h", "$x", "1\n;")],
    *[(name, value, "networks") for name in ("NGINX_TRUSTED", "NGINX_INTERNAL") for value in (
        "all;", "10.0.0.0/8; deny all", "10.0.0.0/8,", "unix:", "{")],
    *[("NGINX_INTERNAL_NAMES", value, "host names") for value in ("*.a", "a;", "~x", "a {", "a\n}")],
    *[(name, value, "path") for name in ("NGINX_PAGE", "NGINX_ACCESS_LOG", "NGINX_ERROR_LOG") for value in (
        "relative", "off", "/a\"; return 200 \"", "/$document_root", "/a\\", "/a\nb", "/a\tb", "syslog:server=evil")],
])
def test_what_makes_no_sense_is_refused_by_its_name(nginx, folder, name, value, says):
    done = configure(nginx, folder / "x", **(PLACES | {name: value}))
    assert done.returncode == 2
    assert done.stderr.startswith("nginx/configure: ") and done.stderr.endswith("\n")
    assert name in done.stderr and says in done.stderr
    assert not (folder / "x").exists()


@pytest.mark.parametrize("name", ["a\"b", "a$b", "a\\b", "a\nb", "@KEY@"])
def test_a_folder_that_nginx_cannot_name_is_refused(nginx, folder, name):
    done = configure(nginx, folder / name, **PLACES)
    assert (done.returncode, "FOLDER must be a path" in done.stderr) == (2, True)
    assert not (folder / name).exists()


def test_without_a_folder_it_says_how_it_is_called(nginx):
    done = subprocess.run([TEMPLATES / "configure"], env=environment_of(nginx, {}), capture_output=True, text=True, check=False)
    assert (done.returncode, "nginx/configure FOLDER" in done.stderr) == (2, True)


def test_half_of_tls_is_refused(nginx, folder, certificate):
    for name, other in (("TLS_CERTIFICATE", "TLS_KEY"), ("TLS_KEY", "TLS_CERTIFICATE")):
        done = configure(nginx, folder / "x", **PLACES, **{name: str(certificate.file)})
        assert done.returncode == 2
        assert f"{name} is set and {other} is not: set both" in done.stderr
        assert not (folder / "x").exists()


@pytest.mark.parametrize("name", ["TLS_CERTIFICATE", "TLS_KEY"])
@pytest.mark.parametrize("value", ["/nonexistent.pem", "relative.pem", "/a\"b", "/a;$x"])
def test_a_certificate_that_is_not_there_is_refused(nginx, folder, certificate, name, value):
    files = {"TLS_CERTIFICATE": str(certificate.file), "TLS_KEY": str(certificate.key)} | {name: value}
    done = configure(nginx, folder / "x", **PLACES, **files)
    assert done.returncode == 2
    assert name in done.stderr
    assert not (folder / "x").exists()


@pytest.mark.parametrize(("port", "place"), [("443", "https://$host$request_uri;"), ("8443", "https://$host:8443$request_uri;")])
def test_the_port_of_tls_is_told_where_it_is_another_than_the_usual_one(nginx, folder, certificate, port, place):
    assert configure(nginx, folder, **PLACES, TLS_CERTIFICATE=str(certificate.file), TLS_KEY=str(certificate.key),
                     NGINX_HTTPS_PORT=port).returncode == 0
    assert place in (folder / "servers.conf").read_text()


def test_one_port_for_both_is_refused(nginx, folder, certificate):
    done = configure(nginx, folder / "x", **PLACES, TLS_CERTIFICATE=str(certificate.file), TLS_KEY=str(certificate.key),
                     NGINX_HTTP_PORT="8443", NGINX_HTTPS_PORT="8443")
    assert (done.returncode, "must differ" in done.stderr) == (2, True)


def test_an_older_nginx_is_not_asked_to_resolve(folder):
    """nginx would only say that it does not know the parameter."""
    (folder / "nginx").write_text("#!/bin/sh\necho 'nginx version: nginx/1.27.2 (Some)' >&2\n")
    (folder / "nginx").chmod(0o755)
    done = configure(folder / "nginx", folder / "x", **PLACES, NGINX_RESOLVER="127.0.0.11")
    assert (done.returncode, "NGINX_RESOLVER needs nginx 1.27.3 or newer, and this is 1.27.2" in done.stderr) == (2, True)
    (folder / "nginx").write_text("#!/bin/sh\necho 'nginx version: nginx/1.27.3' >&2\n")
    assert configure(folder / "nginx", folder / "x", **PLACES, NGINX_RESOLVER="127.0.0.11").returncode == 0
    assert "resolver 127.0.0.11 valid=5s;" in (folder / "x/nginx.conf").read_text()
    assert configure(folder / "nginx", folder / "x", **PLACES, NGINX_RESOLVER="dns.cluster.local [::1]:53").returncode == 0
    written = (folder / "x/nginx.conf").read_text()
    assert "resolver dns.cluster.local [::1]:53 valid=5s;" in written
    assert "server 127.0.0.1:8080 max_fails=0 resolve;" in written
