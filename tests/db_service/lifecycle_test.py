"""From the start to the end of the process: settings, who may be served without a token, migrations, and the log."""

import contextlib
import re
import socket
import sqlite3

import pytest
from db_service import DbService, Secrets
from running_service import eventually, run

SECRETS = Secrets()
OPEN = {"SERVICE_TOKEN": ""}


def test_help_shows_every_flag_with_its_variable_and_no_secret(program):
    shown = run(program, "--help", environment={"DATABASE_URL": "postgresql://a:hidden-secret@b/c",
                                                **SECRETS.environment()})
    assert (shown.returncode, shown.stderr) == (0, "")
    for name in ("--port", "--connections-to-database", "--statement-timeout-ms", "--pool-timeout-ms",
                 "DB_SERVICE_PORT", "DB_SERVICE_CONNECTIONS_TO_DATABASE", "DATABASE_URL", "SERVICE_TOKEN", "SESSION_KEY"):
        assert name in shown.stdout, name
    for secret in ("hidden-secret", SECRETS.service_token, SECRETS.session_key):
        assert secret not in shown.stdout
    assert re.fullmatch(r"db_service \d+\.\d+\.\d+\n", run(program, "--version").stdout)


@pytest.mark.parametrize(("flag", "value"), [("connections-to-database", "0"), ("statement-timeout-ms", "x"),
                                             ("pool-timeout-ms", "-1"), ("port", "70000")])
def test_a_bad_value_is_refused_with_the_names_of_its_flag_and_its_variable(program, flag, value):
    variable = "DB_SERVICE_" + flag.upper().replace("-", "_")
    for refused in (run(program, f"--{flag}={value}"), run(program, environment={variable: value})):
        assert refused.returncode == 2
        assert f"--{flag}" in refused.stderr
        assert variable in refused.stderr


@pytest.mark.parametrize("flag", ["--service-token", "--session-key", "--database-url"])
def test_secrets_have_no_flag(program, flag):
    refused = run(program, f"{flag}=something-that-all-could-see")
    assert refused.returncode == 2
    assert "something-that-all-could-see" not in refused.stdout


@pytest.mark.parametrize("url", ["mysql://a:hidden-secret@b/c", "hidden-secret", "postgresql:", "sqlite:", "http://a/b"])
def test_an_address_of_no_database_is_refused_with_what_to_do_and_without_its_text(program, url):
    refused = run(program, "--port", "0", environment={"DATABASE_URL": url, **SECRETS.environment()})
    assert refused.returncode in (1, 2)
    assert "DATABASE_URL" in refused.stderr + refused.stdout
    assert "hidden-secret" not in refused.stderr + refused.stdout


def test_a_session_key_that_is_too_short_is_refused(program, engine):
    refused = run(program, "--port", "0", environment={"DATABASE_URL": engine.new_database(),
                                                       "SERVICE_TOKEN": SECRETS.service_token, "SESSION_KEY": "k" * 31})
    assert refused.returncode == 2
    assert "SESSION_KEY" in refused.stderr
    assert "k" * 31 not in refused.stderr


# Without a service token


@pytest.mark.parametrize("where", ["0.0.0.0", "::", "192.0.2.1", "127.0.0.1.example.com", "localhost.example.com"])
def test_without_a_service_token_only_this_machine_is_served(program, engine, where):
    for flags, environment in (["--address", where], {}), ([], {"DB_SERVICE_ADDRESS": where}):
        refused = run(program, "--port", "0", *flags, environment={
            "DATABASE_URL": engine.new_database(), "SESSION_KEY": SECRETS.session_key, **OPEN, **environment})
        assert refused.returncode == 2
        assert "SERVICE_TOKEN" in refused.stderr


def test_without_a_service_token_it_says_that_it_is_open_to_this_machine(start, session):
    with start(environment=OPEN) as service:
        [warning] = [line for line in service.lines if line["level"] == "warning"]
        assert "SERVICE_TOKEN" in str(warning) or "token" in str(warning)
        assert service.ask("POST", "/history/", {"session_id": session, "film": "Леон", "recommendation": []},
                           token=None).status == 201
        assert len(service.history(session, token=None).json()["history"]) == 1
        assert service.ask("POST", "/sessions/", {"session_id": session}, token=None).status == 201
        for wrong in ("wrong", "", service.secrets.service_token, Secrets().token_of(session)):
            assert service.history(session, token=wrong).status == 401, wrong
        assert service.history(session, token=service.secrets.token_of(session)).status == 200
        assert service.history(f"{session}-other", token=service.secrets.token_of(session)).status == 403


def test_with_a_service_token_it_serves_any_address(program, engine):
    with DbService(program, engine.new_database(), "--address", "0.0.0.0") as service:
        service.assert_still_answers()
        assert service.history("nobody", token=None).status == 401
        assert not [line for line in service.lines if line["level"] == "warning"]


# The database


def migrations_of(engine, database):
    """Where the database keeps which migrations it has had: table and column."""
    columns = {
        "sqlite": "SELECT m.name, p.name FROM sqlite_schema m, pragma_table_info(m.name) p WHERE m.type = 'table'",
        "postgresql": "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"}
    return [(table, column) for table, column in engine.run_sql(database, columns[engine.name])
            if "migration" in table or "version" in table]


def make_newer(engine, database):
    found = migrations_of(engine, database)
    if found:
        table, column = next(pair for pair in found if pair[1] in ("number", "version", "id"))
        [(most,)] = engine.run_sql(database, f"SELECT max({column}) FROM {table}")
        engine.run_sql(database, f"UPDATE {table} SET {column} = {int(most) + 1} WHERE {column} = {most}")
    else:
        [(version,)] = engine.run_sql(database, "PRAGMA user_version")
        engine.run_sql(database, f"PRAGMA user_version = {version + 1}")


def test_a_database_of_a_newer_version_refuses_the_start(start, engine, session):
    database = engine.new_database()
    with start(database=database) as service:
        service.remember(session, "Леон")
    make_newer(engine, database)
    service = start(database=database, wait=False, may_log_errors=True)
    service.finish(1)
    told = str(service.lines) + "".join(service.stderr)
    assert "newer" in told
    assert not service.logged("serving")


def test_what_was_stored_is_there_after_a_restart(start, engine, session):
    database = engine.new_database()
    with start(database=database) as service:
        service.remember(session, "Леон", ["Никита"])
        service.rate(session, [("Леон", "liked")])
        before = service.export(session).body
    with start(database=database) as service:
        assert service.export(session).body == before


def test_two_that_start_together_on_a_new_database_both_serve(start, engine, session):
    for number in range(3):
        database = engine.new_database()
        services = [start(database=database, wait=False) for _ in range(4)]
        for service in services:
            service.port = service.wait_for("serving")["port"]
        for at, service in enumerate(services):
            assert service.remember(session, f"Фильм {at}").status == 201
        assert {len(service.whole_history(session)) for service in services} == {4}
        for service in services:
            service.stop()


def test_two_services_on_one_database_store_a_retry_once(start, engine, session):
    database = engine.new_database()
    with start(database=database) as one, start(database=database) as two:
        first = one.remember(session, "Леон", key="key-1").json()
        again = two.remember(session, "Леон", key="key-1")
        assert (again.json(), again.headers["Idempotency-Replayed"]) == (first, "true")
        assert len(one.whole_history(session)) == 1


def test_without_an_address_of_a_database_it_makes_a_file_in_its_folder(program, tmp_path):
    with DbService(program, "", environment={"KINOSOVET_DATA": str(tmp_path)}) as service:
        assert service.remember("tg:1", "Леон").status == 201
    with sqlite3.connect(tmp_path / "history.sqlite") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA journal_mode").fetchall() == [("wal",)]


def test_programs_that_read_the_file_while_it_is_served_do_no_harm(program, tmp_path):
    file = tmp_path / "history.sqlite"
    stored = []
    with DbService(program, f"sqlite:{file}") as service:
        for number in range(5):
            stored.append(f"Фильм {number}")
            assert service.remember("tg:1", stored[-1]).status == 201
            # Whoever closes the file last tidies its log away, so the reader must not take itself for the last.
            for _ in range(2):
                with contextlib.closing(sqlite3.connect(file)) as reader:
                    assert [film for film, in reader.execute("SELECT film FROM history ORDER BY id")] == stored
            assert (tmp_path / "history.sqlite-wal").exists()
    with DbService(program, f"sqlite:{file}") as service:
        assert [entry["film"] for entry in reversed(service.whole_history("tg:1"))] == stored


def test_the_file_is_for_its_owner_alone(program, tmp_path):
    with DbService(program, f"sqlite:{tmp_path / 'inner' / 'history.sqlite'}") as service:
        assert service.remember("tg:1", "Леон").status == 201
        assert {oct(file.stat().st_mode & 0o777) for file in (tmp_path / "inner").iterdir()} == {"0o600"}


def test_a_file_that_is_no_database_is_told_and_left_as_it_is(program, tmp_path):
    file, content = tmp_path / "history.sqlite", b"no database at all " * 1000
    file.write_bytes(content)
    with DbService(program, f"sqlite:{file}", may_log_errors=True) as service:
        assert service.get("/health/ready").status == 503
        answer = service.remember("tg:1", "Леон")
        assert (answer.status, answer.code()) == (503, "database_away")
        assert [line for line in service.lines if line["level"] == "error"]
        assert file.read_bytes() == content
        # Once a good one is in its place, it serves.
        file.unlink()
        eventually(lambda: service.get("/health/ready").status == 200, "readiness")
        assert service.remember("tg:1", "Леон").status == 201


# The log


def test_neither_secrets_nor_what_people_wrote_are_logged_even_for_debugging(start, session):
    with start("--log-level", "debug") as service:
        token = service.post("/sessions/", {"session_id": session}).json()["token"]
        service.watch(token, session)
        service.remember(session, "Кубанские казаки", ["Тайная вечеря"], key="zweihundert-key", token=token)
        service.watch("zweihundert-key", "secretheader", "secretpath")
        service.rate(session, [("Покровские ворота", "liked")], token=token)
        service.ask("PUT", f"/sessions/{session}/settings", {"without_genres": ["Военный фильм"]}, token=token)
        service.export(session, token=token)
        service.history("tg:999999999", token=token)
        service.history(session, token=token + "x")
        service.ask("GET", "/secretpath?a=secretheader", headers={"Cookie": "a=secretheader"})
        service.ask("POST", "/history/", '{"Кубанские казаки'.encode(), {"Content-Type": "application/json"})
        service.forget(session, token=token)
        eventually(lambda: len(service.logged("request")) >= 10, "ten lines")


def test_every_line_of_the_log_says_when_how_bad_and_who(start):
    with start() as service:
        service.assert_still_answers()
    service.assert_log_is_whole("db_service", least=4)


def test_idle_connections_do_not_keep_it_from_ending(start):
    service = start()
    idle = [socket.create_connection(("127.0.0.1", service.port)) for _ in range(10)]
    service.assert_still_answers()
    service.stop()
    for connection in idle:
        connection.close()
