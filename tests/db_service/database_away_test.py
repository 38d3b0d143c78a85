"""PostgreSQL that is away, goes away and comes back: clear words at once, and recovery without a restart."""

import concurrent.futures
import contextlib
import signal
import tempfile
import time

import pytest
from db_service import DbService
from postgres import Postgres, find_binaries
from running_service import eventually, free_port

FAST = 5  # seconds on a loaded machine; no time-out of the network is that short


@pytest.fixture(scope="module")
def server():
    """A PostgreSQL that these tests may stop."""
    if find_binaries() is None:
        pytest.skip("there is no PostgreSQL here; scripts/setup test installs it")
    with tempfile.TemporaryDirectory(prefix="kinosovet-postgres-") as folder, Postgres(folder) as running:
        yield running


@pytest.fixture
def start(program, server):
    def start_with(*flags, database=None, **options):
        return DbService(program, database or server.new_database(), *flags, **options)
    return start_with


def is_ready(service):
    return service.get("/health/ready").status == 200


def assert_database_is_away(answer):
    assert (answer.status, answer.code()) == (503, "database_away")
    assert 1 <= int(answer.headers["Retry-After"]) <= 60


def every_request(service, session):
    return [service.remember(session, "Леон"), service.remember(session, "Леон", key="key"), service.history(session),
            service.post("/history/shown", {"session_id": session, "film": "Леон"}), service.forget(session),
            service.rate(session, [("Леон", "seen")]), service.ratings(session),
            service.ask("DELETE", f"/ratings/?session_id={session}&film=a"),
            service.get(f"/sessions/{session}/settings"),
            service.ask("PUT", f"/sessions/{session}/settings", {}), service.export(session)]


@pytest.mark.parametrize("ending", ["stop", "kill"])
def test_requests_are_refused_fast_and_served_again_without_a_restart(start, server, session, ending):
    with start(may_log_errors=True) as service:
        first = service.remember(session, "Леон", key="key-1").json()
        service.remember(session, "Матрица")
        getattr(server, ending)()
        try:
            begun = time.monotonic()
            for answer in every_request(service, session):
                assert_database_is_away(answer)
            assert time.monotonic() - begun < FAST * 2
            not_ready = eventually(lambda: not is_ready(service) and service.get("/health/ready"), "unreadiness", 30)
            assert (not_ready.status, not_ready.code()) == (503, "not_ready")
            assert int(not_ready.headers["Retry-After"]) > 0
            assert service.get("/health/live").status == 200
            assert_database_is_away(service.history(session))
        finally:
            server.start()
        eventually(lambda: is_ready(service), "readiness")
        assert [entry["film"] for entry in service.whole_history(session)] == ["Матрица", "Леон"]
        again = service.remember(session, "Леон", key="key-1")
        assert (again.json(), again.headers["Idempotency-Replayed"]) == (first, "true")
        assert {answer.status for answer in every_request(service, session)} <= {200, 201}


def test_who_may_not_is_refused_without_the_database(start, server, session):
    with start(may_log_errors=True) as service:
        plain = [service.history(session, token=token)
                 for token in (None, "wrong", service.secrets.token_of("another"))]
        server.stop()
        try:
            for before, token in zip(plain, (None, "wrong", service.secrets.token_of("another"))):
                answer = service.history(session, token=token)
                assert answer.status == before.status
                assert answer.json() | {"request_id": ""} == before.json() | {"request_id": ""}
        finally:
            server.start()


def answers(service):
    try:
        return service.get("/health/live").status == 200
    except ConnectionRefusedError:
        return False


def test_it_starts_while_the_database_is_away_and_serves_when_it_comes(start, server, session):
    database = server.new_database()
    server.stop()
    with contextlib.ExitStack() as stack:
        starting = stack.enter_context(contextlib.ExitStack())
        starting.callback(server.start)
        service = stack.enter_context(start(database=database, port=free_port(), wait=False, may_log_errors=True))
        eventually(lambda: answers(service), "a port")
        service.wait_for("the database is away")
        assert not is_ready(service)
        answer = service.history(session)
        assert answer.status == 503
        assert answer.code() in ("database_away", "not_ready")
        assert int(answer.headers["Retry-After"]) > 0
        assert service.history(session, token=None).status in (401, 503)
        starting.close()
        eventually(lambda: is_ready(service), "readiness")
        assert service.remember(session, "Леон").status == 201


def test_it_stops_while_the_database_is_away(start, server):
    with start(may_log_errors=True) as service:
        server.stop()
        try:
            assert_database_is_away(service.history("nobody"))
            service.stop()
        finally:
            server.start()


def test_connections_that_the_database_ended_are_not_used_again(start, server, session):
    database = server.new_database()
    name = database.rsplit("/", 1)[1]
    with start(database=database, may_log_errors=True) as service:
        for number in range(3):
            with concurrent.futures.ThreadPoolExecutor(8) as pool:
                assert {answer.status for answer in pool.map(lambda _: service.history(session), range(32))} == {200}
            server.run_sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
            statuses = [service.remember(session, f"Фильм {number}", key=f"key-{number}").status for _ in range(20)]
            assert set(statuses) <= {201, 503}
            assert statuses[-1] == 201
        assert len(service.whole_history(session)) == 3


def test_a_statement_that_takes_too_long_is_ended(start, server, session):
    database = server.new_database()
    with start("--statement-timeout-ms", "300", database=database, may_log_errors=True) as service:
        service.remember(session, "Леон")
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            locking = pool.submit(server.run_sql, "BEGIN; LOCK TABLE history IN ACCESS EXCLUSIVE MODE; "
                                  "SELECT pg_sleep(3); COMMIT", database.rsplit("/", 1)[1])
            time.sleep(0.5)
            begun = time.monotonic()
            answer = service.history(session)
            assert answer.status == 503
            assert int(answer.headers["Retry-After"]) > 0
            assert time.monotonic() - begun < 2.5
            locking.result()
        assert service.history(session).status == 200


def test_a_stop_while_writes_run_loses_none_that_was_acknowledged(start, server, session):
    database = server.new_database()
    service = start(database=database)
    acknowledged = []

    def write(client):
        for number in range(10_000):
            film = f"Фильм {client} {number}"
            try:
                if service.remember(session, film).status == 201:
                    acknowledged.append(film)
            except OSError:
                return

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        clients = [pool.submit(write, client) for client in range(8)]
        eventually(lambda: len(acknowledged) > 100, "some writes")
        service.process.send_signal(signal.SIGTERM)
        service.finish(0)
        for client in clients:
            client.result()
    with start(database=database) as service:
        stored = [entry["film"] for entry in service.whole_history(session, limit=200)]
    assert len(set(stored)) == len(stored)
    assert set(acknowledged) <= set(stored)
    assert len(stored) - len(acknowledged) <= 8  # one a client may have been committed and not answered
