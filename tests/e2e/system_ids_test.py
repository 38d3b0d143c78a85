"""One request can be followed by its id through all logs."""

from running_service import eventually

DOORS = ("nginx", "krakend")


def lines_of(stack, part, request_id):
    return [line for line in stack.lines(part) if line.get("request_id") == request_id]


def followed(stack, request_id, service):
    """The only line of each log that has this id: nginx, gateway, service. nginx writes when all is sent."""
    def found():
        logs = [lines_of(stack, part, request_id) for part in (*DOORS, service)]
        return all(logs) and logs
    logs = eventually(found, f"{request_id} in {DOORS} and {service}", 10)
    assert [len(lines) for lines in logs] == [1, 1, 1], logs
    return [lines[0] for lines in logs]


def test_a_request_is_found_by_its_id_in_every_log_on_its_way(stack):
    answer = stack.get("/recommender/ml/films/tt0099785", X_Request_ID="followed-1")
    assert (answer.status, answer.headers["X-Request-ID"]) == (200, "followed-1")
    for line in followed(stack, "followed-1", "ml_service"):
        assert (line["message"], line["method"], line["status"]) == ("request", "GET", 200)
    assert lines_of(stack, "db_service", "followed-1") == []

    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    answer = stack.ask("GET", "/recommender/db?session_id=a", headers={
        "X-Request-ID": "followed-2", "traceparent": f"00-{trace}-00f067aa0ba902b7-01"})
    assert answer.status == 401
    nginx, gateway, service = followed(stack, "followed-2", "db_service")
    assert [line["status"] for line in (nginx, gateway, service)] == [401, 401, 401]
    assert nginx["trace_id"] == service["trace_id"] == trace


def test_an_id_that_the_client_does_not_give_is_made_at_the_door(stack):
    answer = stack.post("/recommender/ml", {"film": "Матрица"})
    followed(stack, answer.headers["X-Request-ID"], "ml_service")


def test_what_is_no_id_is_replaced(stack):
    answer = stack.get("/recommender/ml/films/tt0099785", X_Request_ID="two words\"")
    assert answer.headers["X-Request-ID"] != "two words\""
    followed(stack, answer.headers["X-Request-ID"], "ml_service")


def last_update(stack):
    """The number of the last update that the bot has confirmed."""
    return max(call.parameters.get("offset", 0) for call in stack.telegram.calls_of("getUpdates")) - 1


def test_what_a_person_wrote_to_the_bot_is_found_by_the_number_of_the_update(stack, anna):
    before = last_update(stack)
    anna.says("Один дома")
    request_id = f"tg-{eventually(lambda: last_update(stack) > before and last_update(stack), 'the end of it')}"
    eventually(lambda: all(lines_of(stack, part, request_id) for part in (*DOORS, "ml_service", "db_service")),
               f"{request_id} everywhere", 10)
    for part in DOORS:
        asked = {line["route"] for line in lines_of(stack, part, request_id)}
        assert len(asked) >= 2, "films and history were asked for by one id"
