"""From the start to the end of the process: settings, loading, reloading, stopping, and what is logged meanwhile."""

import concurrent.futures
import re
import shutil
import signal
import socket

import pytest
from running_service import eventually, free_port, run


@pytest.fixture
def folder(data, tmp_path):
    """A folder of its own to reload from: all films, for now."""
    (tmp_path / "models").symlink_to((data / "models").resolve())
    shutil.copy(data / "catalogue.sqlite", tmp_path)
    return tmp_path


def replace_catalogue(folder, content):
    """As `kinosovet import` does it: written beside, then moved there whole."""
    new = folder / "catalogue.new"
    new.write_bytes(content)
    new.rename(folder / "catalogue.sqlite")


def few_films(data):
    return (data.parent / "few" / "catalogue.sqlite").read_bytes()


# Settings


def flags_of_help(program):
    """flag: (kind, default, variable, text) of every setting that --help shows."""
    shown = run(program, "--help")
    assert (shown.returncode, shown.stderr) == (0, "")
    pattern = r"^  --([a-z-]+) (\S+?)(?:=(\S+))?(?: \.\.\.)? \(Env:(\w+)\)\n +(\S.*)$"
    return {flag: rest for flag, *rest in re.findall(pattern, shown.stdout, re.MULTILINE)}


def test_help_shows_every_flag_with_its_variable_and_the_two_are_alike(program):
    flags = flags_of_help(program)
    assert len(flags) == run(program, "--help").stdout.count("\n  --") - 1  # --version has none
    assert len(flags) >= 16
    for flag, (_, _, variable, text) in flags.items():
        name = flag.upper().replace("-", "_")
        # What is not this service's alone has a name of its own.
        is_shared = variable in {"POSTERS_ORDER", "POSTERS_FOLDER"} or variable.endswith("_URL")
        assert variable == (name if is_shared else "KINOSOVET_DATA" if flag == "data" else "ML_SERVICE_" + name)
        assert text


@pytest.mark.parametrize(("flag", "value"), [
    ("port", "70000"), ("port", "http"), ("workers", "-1"), ("workers", "257"), ("queue", "0"), ("body-kib", "1.5"),
    ("read-timeout-ms", "9"), ("idle-timeout-ms", "a minute"), ("log-level", "loud"), ("access-log", "perhaps")])
def test_a_bad_value_is_refused_with_the_names_of_its_flag_and_its_variable(program, flag, value):
    variable = "ML_SERVICE_" + flag.upper().replace("-", "_")
    for refused in (run(program, f"--{flag}={value}"), run(program, environment={variable: value})):
        assert refused.returncode == 2
        assert f"--{flag}" in refused.stderr
        assert variable in refused.stderr
        assert refused.stdout == ""


def test_an_unknown_flag_is_refused(program):
    refused = run(program, "--colour", "red")
    assert refused.returncode == 2
    assert "--colour" in refused.stderr


def test_a_flag_comes_before_its_variable_and_the_variable_before_the_default(start):
    with start("--body-kib", "1", environment={"ML_SERVICE_BODY_KIB": "2", "ML_SERVICE_HEADER_KIB": "1"}) as service:
        assert service.ask("POST", "/recommend/", b" " * 1025).status == 413
        assert service.get("/health/live", X_Long="a" * 1100).status == 431


def test_a_port_that_is_taken_is_told_and_ends_the_start(start, service, data, program):
    refused = run(program, "--data", str(data), "--port", str(service.port))
    assert refused.returncode == 1
    assert "ddress already in use" in refused.stderr


def test_the_version_is_told(program):
    assert re.fullmatch(r"ml_service \d+\.\d+\.\d+\n", run(program, "--version").stdout)


# Loading and reloading


def test_it_lives_but_is_not_ready_while_it_loads(start):
    with start(port=free_port(), wait=False) as service:
        def loading():
            try:
                return service.get("/health/ready")
            except ConnectionRefusedError:
                return None
        ready = eventually(loading, "a port")
        assert (ready.status, ready.code()) == (503, "not_ready")
        assert int(ready.headers["Retry-After"]) > 0
        assert service.get("/health/live").status == 200
        assert service.recommend("Матрица").code() == "not_ready"
        service.wait_for("serving")
        assert service.get("/health/ready").json() == {"status": "ready"}


def test_a_reload_serves_the_new_catalogue_and_forgets_kept_answers(start, data, folder):
    with start(data=folder) as service:
        before = service.recommend("Матрица").json()["index_version"]
        assert service.get("/films/tt0133093").status == 200
        replace_catalogue(folder, few_films(data))
        service.reload()
        assert service.get("/films/tt0133093").status == 404
        answer = service.recommend("Унесённые ветром").json()
        assert answer["index_version"] != before
        assert {film["year"] // 10 for film in answer["recommendations"]} == {193}
        assert service.recommend("Матрица").json().get("index_version") != before


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" + b"\xff" * 100_000, None], ids=["empty", "torn", "gone"])
def test_a_reload_of_a_damaged_catalogue_keeps_the_old_one(start, data, folder, content):
    whole = (folder / "catalogue.sqlite").read_bytes()
    with start(data=folder, may_log_errors=True) as service:
        before = service.recommend("Матрица").body
        if content is None:
            (folder / "catalogue.sqlite").unlink()
        else:
            replace_catalogue(folder, content)
        service.process.send_signal(signal.SIGHUP)
        line = service.wait_for("loading failed")
        assert line["goes_on"] is True
        assert "kinosovet import" in line["what"]
        assert service.recommend("Матрица").body == before
        assert service.get("/health/ready").status == 200
        replace_catalogue(folder, whole)
        service.reload()
        assert service.recommend("Матрица").body == before


def test_a_catalogue_cut_in_the_middle_is_not_served(start, folder):
    whole = (folder / "catalogue.sqlite").read_bytes()
    with start(data=folder, may_log_errors=True) as service:
        for share in (0.1, 0.5, 0.9):
            replace_catalogue(folder, whole[:int(len(whole) * share)])
            failed = len(service.logged("loading failed"))
            service.process.send_signal(signal.SIGHUP)
            service.wait_for("loading failed", failed + 1)
            service.assert_still_answers()


@pytest.mark.parametrize("content", [None, b"", b"no catalogue at all"], ids=["missing", "empty", "damaged"])
def test_a_start_without_a_good_catalogue_ends_with_a_remedy(start, tmp_path, content):
    if content is not None:
        (tmp_path / "catalogue.sqlite").write_bytes(content)
    service = start(data=tmp_path, may_log_errors=True, wait=False)
    service.finish(1)
    [line] = service.logged("loading failed")
    assert line["goes_on"] is False
    assert str(tmp_path) in line["what"]
    assert "kinosovet import" in line["what"]


def test_many_reloads_at_once_end_in_one_that_serves(start):
    with start() as service:
        for _ in range(20):
            service.process.send_signal(signal.SIGHUP)
        service.reload()
        service.assert_still_answers()


# The end


def test_a_running_request_is_finished_before_the_end(start):
    films = [{"title": f"Хрустальный дворец {number} на берегу моря"} for number in range(1000)]
    with start() as service, concurrent.futures.ThreadPoolExecutor(1) as pool:
        working = pool.submit(service.post, "/films/match", {"films": films})
        eventually(lambda: "\nhttp_queue 1\n" in service.get("/metrics").body.decode(), "a request at work", 10)
        service.process.send_signal(signal.SIGTERM)
        service.wait_for("stopping", requests=1)
        with pytest.raises(ConnectionRefusedError):
            service.get("/health/live")
        assert not working.done()
        answer = working.result()
        assert (answer.status, answer.headers["Connection"]) == (200, "close")
        assert len(answer.json()["unmatched"]) + len(answer.json()["matched"]) == 1000
        service.finish(0)
    assert service.logged("stopped")


def test_a_reload_under_way_does_not_spoil_the_end(start):
    # The slow client keeps the service from ending until the reload is through.
    with start("--stop-timeout-ms", "3000", "--read-timeout-ms", "60000") as service, \
            socket.create_connection(("127.0.0.1", service.port)) as slow:
        slow.sendall(b"POST /recommend/ HTTP/1.1\r\nHost:")
        service.assert_still_answers()
        for _ in range(3):
            service.process.send_signal(signal.SIGHUP)
        service.stop()


@pytest.mark.parametrize("signal_number", [signal.SIGTERM, signal.SIGINT])
def test_idle_connections_do_not_keep_it_from_ending(start, signal_number):
    service = start()
    idle = [socket.create_connection(("127.0.0.1", service.port)) for _ in range(10)]
    service.assert_still_answers()
    service.process.send_signal(signal_number)
    service.finish(0)
    for connection in idle:
        connection.close()


def test_a_client_that_never_ends_its_request_is_left_at_the_end(start):
    with start("--stop-timeout-ms", "300", "--read-timeout-ms", "60000") as service, \
            socket.create_connection(("127.0.0.1", service.port)) as slow:
        slow.sendall(b"POST /recommend/ HTTP/1.1\r\nHost:")
        service.assert_still_answers()
        service.stop()


# The log


def test_nothing_that_people_typed_is_logged(start):
    typed = ["Кубанские", "казаки", "zweihundert", "tt0048260", "secretfield", "secretheader", "secretpath"]
    with start("--log-level", "debug") as service:
        service.recommend("Кубанские казаки", liked=["zweihundert"], exclude=["tt0048260"], secretfield=1)
        service.recommend("Кубанские казаки zweihundert")
        service.get("/films/search?q=zweihundert&secretfield=a")
        service.get("/films/tt0048260")
        service.get("/films/tt0048260/similar")
        service.get("/secretpath?a=zweihundert", Authorization="Bearer secretheader", Cookie="a=secretheader")
        service.ask("POST", "/recommend/", "{\"Кубанские".encode())
        eventually(lambda: len(service.logged("request")) >= 7, "seven lines")
    text = str(service.lines)
    assert [word for word in typed if word in text] == []


def test_every_line_of_the_log_says_when_how_bad_and_who(start):
    with start() as service:
        service.assert_still_answers()
    service.assert_log_is_whole("ml_service", least=6)


def test_requests_are_not_logged_where_a_setting_says_so(start):
    with start("--access-log", "false") as service:
        service.assert_still_answers()
    assert not service.logged("request")
