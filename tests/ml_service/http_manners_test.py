"""HTTP is HTTP: methods, negotiation, validators, compression, CORS, request ids, problems, health, figures."""

import gzip
import re

import pytest

FILM = "/films/tt0099785"
WISH = {"film": "Один дома", "limit": 1}
GETTABLE = ["/films/search?q=%D0%BE%D0%B4%D0%B8%D0%BD", FILM, FILM + "/similar", "/health/live", "/health/ready",
            "/openapi.json", "/docs/"]


@pytest.mark.parametrize("path", [FILM, "/films/search", "/health/live", "/metrics", "/openapi.json"])
def test_a_slash_at_the_end_may_be_there_or_not(service, path):
    query = "?q=a" if path.endswith("search") else ""
    assert service.get(path + query).status == service.get(f"{path}/{query}").status == 200


def test_a_wish_may_be_posted_without_the_last_slash(service):
    assert service.post("/recommend", WISH).body == service.post("/recommend/", WISH).body


def test_the_page_moves_to_its_slash_so_that_its_files_are_found(service):
    answer = service.get("/docs")
    assert (answer.status, answer.headers["Location"]) == (308, "docs/")
    assert b"swagger" in service.get("/docs/").body.lower()


@pytest.mark.parametrize("path", GETTABLE)
def test_head_is_get_without_its_body(service, path):
    told, head = service.get(path), service.ask("HEAD", path)
    assert (head.status, head.body) == (200, b"")
    for name in ("Content-Type", "Content-Length", "ETag", "Cache-Control", "Vary"):
        assert head.headers[name] == told.headers[name], name


@pytest.mark.parametrize(("path", "allowed"), [("/recommend/", "POST, OPTIONS"), ("/films/match", "POST, OPTIONS"),
                                               (FILM, "GET, HEAD, OPTIONS"), ("/metrics", "GET, HEAD, OPTIONS")])
def test_a_wrong_method_is_told_the_right_ones(service, path, allowed):
    methods = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"} - set(allowed.split(", "))
    for method in sorted(methods):
        answer = service.ask(method, path)
        assert (answer.status, answer.headers["Allow"]) == (405, allowed), method
        if method != "HEAD":
            assert answer.code() == "wrong_method"
    options = service.ask("OPTIONS", path)
    assert (options.status, options.headers["Allow"], options.body) == (204, allowed, b"")


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS", "DELETE"])
@pytest.mark.parametrize("path", ["/", "/film", "/films", "/recommend//", "//recommend/", "/films/a/b", "/health"])
def test_what_is_not_there_is_404_for_every_method(service, method, path):
    answer = service.ask(method, path)
    assert (answer.status, answer.code()) == (404, "no_such_path")


@pytest.mark.parametrize(("accept", "status"), [
    ("application/json", 200), ("*/*", 200), ("application/*;q=0.1", 200), ("text/html, */*;q=0.5", 200),
    ("text/html", 406), ("application/json;q=0", 406), ("application/xml, text/*", 406)])
def test_an_answer_that_is_not_accepted_is_not_sent(service, accept, status):
    for answer in (service.get(FILM, Accept=accept), service.post("/recommend/", WISH, Accept=accept)):
        assert answer.status == status
        if status == 406:
            assert answer.code() == "not_acceptable"


@pytest.mark.parametrize(("kind", "status"), [
    ("application/json", 200), ("application/json; charset=utf-8", 200), ("APPLICATION/JSON", 200),
    ("text/plain", 415), ("application/x-www-form-urlencoded", 415), ("application/jsonp", 415)])
def test_a_body_of_another_kind_is_not_read(service, kind, status):
    answer = service.ask("POST", "/recommend/", '{"film": "Один дома"}'.encode(), {"Content-Type": kind})
    assert answer.status == status
    if status == 415:
        assert answer.code() == "wrong_content_type"


@pytest.mark.parametrize("path", [FILM, FILM + "/similar", "/films/search?q=matrix", "/openapi.json"])
def test_what_a_client_has_already_is_not_sent_again(service, path):
    told = service.get(path)
    etag = told.headers["ETag"]
    assert "Cache-Control" in told.headers
    for named in (etag, etag.removeprefix("W/"), f'"other", {etag}', "*"):
        again = service.get(path, If_None_Match=named)
        assert (again.status, again.body, again.headers["ETag"]) == (304, b"", etag), named
    assert service.get(path, If_None_Match='"other"').status == 200


def test_answers_in_two_languages_have_two_etags_and_say_what_they_vary_by(service):
    russian, english = (service.get(FILM, Accept_Language=language) for language in ("ru", "en"))
    assert russian.headers["ETag"] != english.headers["ETag"]
    assert "Accept-Language" in russian.headers["Vary"]
    assert service.get(FILM, Accept_Language="en", If_None_Match=russian.headers["ETag"]).status == 200


@pytest.mark.parametrize(("accepted", "genre"), [
    (None, "комедия"), ("en", "Comedy"), ("ru-RU, en;q=0.8", "комедия"), ("de, en-GB;q=0.7, ru;q=0.3", "Comedy"),
    ("de", "комедия"), ("en;q=0, ru", "комедия"), (";;,q=", "комедия")])
def test_the_language_is_the_one_accepted_best(service, accepted, genre):
    headers = {"Accept_Language": accepted} if accepted else {}
    assert genre in service.get(FILM, **headers).json()["genres"]


def test_gzip_is_sent_to_those_who_take_it(service):
    plain, packed = service.get("/openapi.json"), service.get("/openapi.json", Accept_Encoding="br, gzip")
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 2
    assert "Content-Encoding" not in service.get("/openapi.json", Accept_Encoding="gzip;q=0").headers
    wish = {"film": "Матрица", "limit": 20}
    assert service.post("/recommend/", wish, Accept_Encoding="gzip").json() == service.post("/recommend/", wish).json()


def test_pages_of_other_origins_may_not_read_answers_unless_a_setting_says_so(service):
    answer = service.get(FILM, Origin="https://a.example")
    assert not [name for name in answer.headers if name.startswith("Access-Control")]


def test_pages_of_the_origins_of_the_setting_may_read_answers(start):
    with start("--cors-origin", "https://a.example,https://b.example") as service:
        for origin in ("https://a.example", "https://b.example"):
            answer = service.get(FILM, Origin=origin)
            assert answer.headers["Access-Control-Allow-Origin"] == origin
            assert "Origin" in ", ".join(answer.headers.get_all("Vary"))
        assert "Access-Control-Allow-Origin" not in service.get(FILM, Origin="https://c.example").headers
        asked = service.ask("OPTIONS", "/recommend/", headers={
            "Origin": "https://a.example", "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type"})
        assert asked.status == 204
        assert "POST" in asked.headers["Access-Control-Allow-Methods"]
        assert "content-type" in asked.headers["Access-Control-Allow-Headers"].lower()
        assert service.get("/nothing", Origin="https://a.example").headers["Access-Control-Allow-Origin"]


def test_the_clients_request_id_is_taken_and_logged(service):
    answer = service.get("/films/none", X_Request_ID="client-id.1", traceparent=f"00-{'4b' * 16}-{'00' * 7}01-01")
    assert answer.headers["X-Request-ID"] == "client-id.1"
    assert answer.json()["request_id"] == "client-id.1"
    line = service.wait_for("request", request_id="client-id.1")
    assert (line["status"], line["route"], line["method"], line["code"]) == (404, "/films/{id}", "GET", "unknown_film")
    assert line["trace_id"] == "4b" * 16
    assert line["ms"] >= 0


@pytest.mark.parametrize("given", [None, "", "a b", "x" * 129, "<script>", 'a"b'])
def test_a_request_id_is_made_where_there_is_none_that_makes_sense(service, given):
    headers = {"X_Request_ID": given} if given is not None else {}
    made = service.get("/health/live", **headers).headers["X-Request-ID"]
    assert re.fullmatch("[0-9a-f]{32}", made)
    assert service.wait_for("request", request_id=made)


def test_every_wrong_member_is_named_with_its_place(service):
    answer = service.post("/recommend/", {"film": "", "limit": "5", "liked": ["a", 1], "filters": {"from_year": 1},
                                          "colour": "red", "language": "fr"})
    assert (answer.status, answer.code()) == (422, "invalid_request")
    assert {fault["pointer"]: fault["code"] for fault in answer.json()["errors"]} == {
        "/film": "out_of_range", "/limit": "wrong_type", "/liked/1": "wrong_type",
        "/filters/from_year": "out_of_range", "/colour": "unknown_field", "/language": "bad_choice"}


@pytest.mark.parametrize("body", [b"", b"{", b"nil", b'{"film": "\xff"}', b"[" * 100, b'{"film": "a"} x'])
def test_what_is_not_json_is_told_so(service, body):
    answer = service.ask("POST", "/recommend/", body, {"Content-Type": "application/json"})
    assert (answer.status, answer.code()) == (400, "bad_json")


@pytest.mark.parametrize("query", ["", "?q=", "?q=a&limit=0", "?q=a&limit=x", "?q=a&colour=red", "?q=a&language=fr"])
def test_wrong_parameters_are_told_so(service, query):
    answer = service.get(f"/films/search{query}")
    assert (answer.status, answer.code()) == (422, "invalid_request")


def read_figures(text):
    """Samples by name and labels, of Prometheus' text format; every line must be of that format."""
    samples, types = {}, {}
    label = r'[a-zA-Z_]\w*="(?:[^"\\\n]|\\.)*"'
    for line in text.splitlines():
        if kind := re.fullmatch(r"# TYPE (\w+) (counter|gauge|histogram)", line):
            assert kind[1] not in types
            types[kind[1]] = kind[2]
        elif not re.fullmatch(r"# HELP \w+ .+", line):
            sample = re.fullmatch(rf"(\w+)(\{{{label}(?:,{label})*\}})? (\S+)", line)
            assert sample, line
            family = re.sub("_(bucket|sum|count)$", "", sample[1])
            assert sample[1] in types or types.get(family) == "histogram", line
            assert (sample[1], sample[2]) not in samples, line
            samples[sample[1], sample[2]] = float(sample[3])
    assert text.endswith("\n")
    return samples


def test_figures_are_in_prometheus_format_and_count(service):
    answer = service.get("/metrics")
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    before = read_figures(answer.body.decode())
    service.recommend("Терминатор", limit=7)
    service.recommend("Терминатор", limit=7)
    after = read_figures(service.get("/metrics").body.decode())

    def grown(name, labels):
        return after[name, labels] - before.get((name, labels), 0)

    route = 'method="POST",route="/recommend/"'
    assert grown("http_requests_total", f'{{{route},status="200"}}') == 2
    assert grown("http_kept_answers_used_total", f"{{{route}}}") == 1
    assert grown("http_request_seconds_count", f"{{{route}}}") == 2
    assert grown("wishes_total", '{answer="by_title"}') == 1
    assert after["process_resident_memory_bytes", None] > 10_000_000
    assert after["http_queue", None] == 0


def test_buckets_of_a_histogram_grow_to_its_count(service):
    samples = read_figures(service.get("/metrics").body.decode())
    counts = {labels: number for (name, labels), number in samples.items() if name == "http_request_seconds_count"}
    assert counts
    for labels, count in counts.items():
        buckets = [number for (name, its), number in samples.items()
                   if name == "http_request_seconds_bucket" and its.startswith(labels[:-1] + ",")]
        assert buckets == sorted(buckets)
        assert buckets[-1] == count
