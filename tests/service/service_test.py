#!/usr/bin/env python3
"""ml_service through its real door: what it answers, how it speaks HTTP, and what no client can do to it.

    service_test.py ML_SERVICE KINOSOVET [TEST...]
"""

import concurrent.futures
import gzip
import http.client
import json
import pathlib
import resource
import socket
import subprocess
import sys
import threading
import time
import unittest

from service_process import Service, ask_on, film, make_films, read_all, temporary_folder

PROGRAM, KINOSOVET = sys.argv[1:3]
TITLE = "Гавань у маяка"
FILMS = [film(0, imdb="tt0000001", title="Harbour by the Lighthouse", title_ru=TITLE, year=1990,
              synopsis_ru="Смотритель маяка прячет контрабандиста от береговой охраны."),
         *(film(number) for number in range(1, 60)),
         film(60, title="Twin", year=1984, directors=["Ann Lee"]), film(61, title="Twin", year=2021)]
HOST = b"Host: test\r\n"


class OverFilms(unittest.TestCase):
    """One service for all tests of a class, over the same films."""

    flags = ()

    @classmethod
    def setUpClass(cls):
        cls.folder = temporary_folder()
        make_films(KINOSOVET, cls.folder.name, FILMS)
        cls.service = Service(PROGRAM, cls.folder.name, *cls.flags)

    @classmethod
    def tearDownClass(cls):
        with cls.service, cls.folder:
            pass

    def ask(self, *arguments, **named):
        return self.service.ask(*arguments, **named)

    def recommend(self, **wish):
        status, _, body = self.ask("POST", "/recommend/", wish)
        return status, json.loads(body)

    def assert_answers_others(self):
        self.assertEqual(self.recommend(film=TITLE)[0], 200)

    def assert_problem(self, answer, status, code):
        self.assertEqual(answer[0], status, answer)
        self.assertEqual(answer[1]["Content-Type"], "application/problem+json")
        problem = json.loads(answer[2])
        self.assertEqual((problem["status"], problem["code"]), (status, code))
        self.assertEqual(problem["request_id"], answer[1]["X-Request-ID"])
        return problem


class Answers(OverFilms):
    def test_pages_go_on_to_the_end_without_repeats_and_stay_the_same(self):
        def all_pages():
            shown, offset = [], 0
            while True:
                _, page = self.recommend(film=TITLE, limit=7, offset=offset)
                shown += [one["id"] for one in page["recommendations"]]
                if page["exhausted"]:
                    return shown
                self.assertGreater(page["next_offset"], offset)
                offset = page["next_offset"]

        shown = all_pages()
        self.assertEqual(len(shown), len(FILMS) - 1)
        self.assertEqual(len(set(shown)), len(shown))
        self.assertEqual(all_pages(), shown)

    def test_a_title_of_two_films_is_a_choice(self):
        _, answer = self.recommend(film="Twin")
        self.assertEqual({one["year"] for one in answer["choices"]}, {1984, 2021})
        self.assertEqual(answer["recommendations"], [])

    def test_the_call_of_the_original_leaves_out_titles_already_shown(self):
        _, first = self.recommend(film=TITLE, limit=3)
        titles = [one["title"] for one in first["recommendations"]]
        _, second = self.recommend(film=TITLE, recommendation=titles, limit=3)
        self.assertFalse(set(titles) & {one["title"] for one in second["recommendations"]})

    def test_a_description_is_answered_and_says_so(self):
        _, answer = self.recommend(film="смотритель прячет контрабандиста")
        self.assertEqual(answer["query"]["matched_by"], "description")
        self.assertEqual(answer["recommendations"][0]["id"], "tt0000001")

    def test_an_unknown_film_is_a_problem_with_the_nearest_titles(self):
        answer = self.ask("POST", "/recommend/", {"film": "Xyzzyplugh"})
        self.assertIn("nearest", self.assert_problem(answer, 404, "unknown_film"))

    def test_a_thousand_films_are_matched_at_once(self):
        wanted = [{"title": f"Story number {number % 59 + 1}", "year": 1950 + (number % 59 + 1) % 70}
                  for number in range(1000)]
        _, _, body = self.ask("POST", "/films/match", {"films": wanted})
        answer = json.loads(body)
        self.assertEqual(len(answer["matched"]) + len(answer["unmatched"]), 1000)
        self.assertEqual(answer["unmatched"], [])


class Manners(OverFilms):
    flags = ("--cors-origin", "https://films.example")

    def test_a_slash_at_the_end_changes_nothing(self):
        for path in ("/films/tt0000001", "/films/tt0000001/"):
            self.assertEqual(self.ask("GET", path)[0], 200)

    def test_head_is_get_without_a_body(self):
        got, head = self.ask("GET", "/films/tt0000001"), self.ask("HEAD", "/films/tt0000001")
        self.assertEqual(head[0], 200)
        self.assertEqual(head[2], b"")
        self.assertEqual(head[1]["Content-Length"], str(len(got[2])))
        self.assertEqual(head[1]["ETag"], got[1]["ETag"])

    def test_another_method_is_told_which_there_are(self):
        answer = self.ask("GET", "/recommend/")
        self.assert_problem(answer, 405, "wrong_method")
        self.assertEqual(answer[1]["Allow"], "POST, OPTIONS")
        self.assertEqual(self.ask("OPTIONS", "/films/search")[1]["Allow"], "GET, HEAD, OPTIONS")

    def test_kinds_that_are_not_taken_or_given_are_told_so(self):
        self.assert_problem(self.ask("GET", "/films/tt0000001", headers={"Accept": "text/html"}), 406, "not_acceptable")
        self.assert_problem(self.ask("POST", "/recommend/", b"film=x", {"Content-Type": "text/plain"}), 415,
                            "wrong_content_type")

    def test_what_a_client_has_is_not_sent_again(self):
        for path in ("/films/tt0000001", "/films/search?q=Twin", "/openapi.json"):
            status, headers, _ = self.ask("GET", path)
            self.assertEqual(status, 200)
            status, again, body = self.ask("GET", path, headers={"If-None-Match": headers["ETag"]})
            self.assertEqual((status, body, again["ETag"]), (304, b"", headers["ETag"]))

    def test_the_language_asked_for_is_spoken(self):
        def genres(**headers):
            return json.loads(self.ask("GET", "/films/tt0000001", headers=headers)[2])["genres"]

        self.assertEqual(genres(**{"Accept-Language": "en-GB, ru;q=0.5"}), ["Comedy"])
        self.assertEqual(genres(), genres(**{"Accept-Language": "ru"}))

    def test_gzip_is_sent_to_those_who_take_it(self):
        _, headers, body = self.ask("GET", "/openapi.json", headers={"Accept-Encoding": "gzip"})
        self.assertEqual(headers["Content-Encoding"], "gzip")
        self.assertEqual(gzip.decompress(body), self.ask("GET", "/openapi.json")[2])

    def test_pages_of_the_origins_that_were_set_may_ask(self):
        def allowed(origin, method="GET"):
            headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
            return self.ask(method, "/films/search?q=Twin", headers=headers)[1].get("Access-Control-Allow-Origin")

        self.assertEqual(allowed("https://films.example"), "https://films.example")
        self.assertEqual(allowed("https://films.example", "OPTIONS"), "https://films.example")
        self.assertIsNone(allowed("https://elsewhere.example"))

    def test_a_request_keeps_its_id_into_the_log_and_what_was_asked_does_not_get_there(self):
        self.ask("POST", "/recommend/", {"film": "Xyzzyplugh"}, {"X-Request-ID": "my-id.1", "traceparent":
                 "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"})
        self.assertEqual(self.ask("GET", "/health/live", headers={"X-Request-ID": "a b\tc"})[1]["X-Request-ID"].count(" "), 0)
        time.sleep(0.3)
        line = next(line for line in self.service.lines if line.get("request_id") == "my-id.1")
        self.assertEqual((line["status"], line["route"], line["code"]), (404, "/recommend/", "unknown_film"))
        self.assertEqual(line["trace_id"], "0af7651916cd43dd8448eb211c80319c")
        self.assertNotIn("Xyzzyplugh", json.dumps(self.service.lines))

    def test_wrong_members_are_all_told_with_their_places(self):
        answer = self.ask("POST", "/recommend/", {"limit": 99, "filters": {"genres": [1]}, "odd": 1})
        errors = self.assert_problem(answer, 422, "invalid_request")["errors"]
        self.assertEqual({(one["pointer"], one["code"]) for one in errors},
                         {("/film", "missing"), ("/limit", "out_of_range"), ("/filters/genres/0", "wrong_type"),
                          ("/odd", "unknown_field")})
        self.assert_problem(self.ask("POST", "/recommend/", b"{", {"Content-Type": "application/json"}), 400, "bad_json")
        self.assert_problem(self.ask("GET", "/nowhere"), 404, "no_such_path")

    def test_figures_are_told_to_prometheus(self):
        self.recommend(film=TITLE)
        text = self.ask("GET", "/metrics")[2].decode()
        for name in ('http_requests_total{method="POST",route="/recommend/",status="200"}', "http_request_seconds_bucket",
                     "process_resident_memory_bytes", 'wishes_total{answer="by_title"}', "http_queue"):
            self.assertIn(name, text)

    def test_the_page_of_the_api_needs_nobody_else(self):
        self.assertEqual(self.ask("GET", "/docs")[1]["Location"], "docs/")
        page = self.ask("GET", "/docs/")[2].decode()
        self.assertNotIn("//", page.replace("<!doctype", ""))
        for file in ("swagger-ui.css", "swagger-ui-bundle.js", "start.js"):
            self.assertIn(file, page)
            self.assertEqual(self.ask("GET", f"/docs/{file}")[0], 200)


class HostileClients(OverFilms):
    flags = ("--read-timeout-ms", "600", "--idle-timeout-ms", "60000", "--connections", "12000")

    def tearDown(self):
        self.assert_answers_others()

    def assert_refused(self, data, status):
        answer = self.service.send(data)
        self.assertTrue(answer.startswith(f"HTTP/1.1 {status} ".encode()), (data[:80], answer[:200]))
        self.assertIn(b"application/problem+json", answer)

    def test_slow_senders_are_cut(self):
        for beginning in (b"GET /health/live HT", b"POST /recommend/ HTTP/1.1\r\n" + HOST + b"Content-Length: 50\r\n\r\n{"):
            with self.service.connect() as sender:
                sender.sendall(beginning)
                begun = time.monotonic()
                self.assertEqual(read_all(sender), b"")
                self.assertLess(time.monotonic() - begun, 5)

    def test_drops_from_a_slow_sender_do_not_keep_it_alive(self):
        with self.service.connect() as sender:
            begun = time.monotonic()
            with self.assertRaises(OSError):
                for _ in range(100):
                    sender.sendall(b"X")
                    time.sleep(0.1)
            self.assertLess(time.monotonic() - begun, 5)

    def test_what_is_too_long_is_refused(self):
        self.assert_refused(b"POST /recommend/ HTTP/1.1\r\n" + HOST + b"Content-Length: 70000\r\n\r\n" + b"x" * 70000, 413)
        self.assert_refused(b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"x" * 20000 + b"\r\n\r\n", 431)
        self.assert_refused(b"POST /recommend/ HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n" +
                            b"10000\r\n" + b"x" * 65536 + b"\r\n1\r\nx\r\n0\r\n\r\n", 413)

    def test_what_is_no_http_is_refused(self):
        for data in (b"\x16\x03\x01\x02\x00\x01\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/2.0\r\n" + HOST + b"\r\n",
                     b"GET / HTTP/1.1\r\n" + HOST + HOST + b"\r\n", b"GET /%zz HTTP/1.1\r\n" + HOST + b"\r\n",
                     b"GET /a\x00b HTTP/1.1\r\n" + HOST + b"\r\n",
                     b"POST /recommend/ HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"):
            self.assert_refused(data, 400)

    def test_a_request_hidden_in_another_one_is_refused(self):
        self.assert_refused(b"POST /recommend/ HTTP/1.1\r\n" + HOST + b"Content-Length: 4\r\n"
                            b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /health/live HTTP/1.1\r\n\r\n", 400)

    def test_pipelined_requests_are_answered_in_their_order(self):
        body = json.dumps({"film": TITLE, "limit": 50}).encode()
        slow = b"POST /recommend/ HTTP/1.1\r\n" + HOST + b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
        answer = self.service.send(slow + body + b"GET /health/live HTTP/1.1\r\n" + HOST + b"\r\n"
                                   b"GET /nowhere HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n")
        places = [answer.find(part) for part in (b"recommendations", b'{"status":"live"}', b"no_such_path")]
        self.assertTrue(-1 < places[0] < places[1] < places[2], places)

    def test_a_client_that_closed_its_sending_side_gets_its_answer(self):
        self.assertIn(b'{"status":"live"}', self.service.send(b"GET /health/live HTTP/1.1\r\n" + HOST + b"\r\n"))

    def test_a_body_is_asked_for_where_the_client_waits_to_be_asked(self):
        body = json.dumps({"film": TITLE}).encode()
        with self.service.connect() as sender:
            sender.sendall(b"POST /recommend/ HTTP/1.1\r\n" + HOST + b"Content-Type: application/json\r\n"
                           b"Expect: 100-continue\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(body))
            self.assertEqual(sender.recv(100), b"HTTP/1.1 100 Continue\r\n\r\n")
            sender.sendall(body)
            self.assertTrue(read_all(sender).startswith(b"HTTP/1.1 200 OK\r\n"))

    def test_older_clients_and_proxies_are_understood(self):
        self.assertIn(b"200 OK", self.service.send(b"GET /health/live HTTP/1.0\r\n\r\n"))
        self.assertIn(b"200 OK", self.service.send(b"GET http://test/health/live HTTP/1.1\r\n" + HOST + b"\r\n"))

    def test_clients_that_do_not_wait_for_their_answer_harm_nobody(self):
        body = json.dumps({"film": TITLE, "limit": 50}).encode()
        for number in range(200):
            with self.service.connect() as sender:
                sender.sendall(b"POST /recommend/?%d HTTP/1.1\r\n" % number + HOST + b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def test_ten_thousand_idle_connections_leave_room_for_others(self):
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        if most < 10_500:
            self.skipTest(f"this system allows {most} open files")
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
        idle = []
        try:
            for _ in range(10_000):
                one = socket.socket()
                one.connect(("127.0.0.1", self.service.port))
                idle.append(one)
            self.assert_answers_others()
            self.assertIn(b"http_connections 10001", self.ask("GET", "/metrics")[2])
        finally:
            for one in idle:
                one.close()


class FewConnections(OverFilms):
    flags = ("--connections", "8", "--idle-timeout-ms", "60000")

    def test_idle_connections_make_room_for_new_ones(self):
        idle = [self.service.connect() for _ in range(8)]
        for _ in range(5):
            self.assert_answers_others()
        for one in idle:
            one.close()


class FewWorkers(OverFilms):
    flags = ("--workers", "1", "--queue", "1", "--kept-mib", "0")

    def test_more_than_can_be_done_is_refused_at_once(self):
        # A thousand titles to be found keep the one worker busy for a while.
        long_work = {"films": [{"title": f"no such film as number {number}"} for number in range(1000)]}
        with concurrent.futures.ThreadPoolExecutor(12) as pool:
            answers = list(pool.map(lambda _: self.ask("POST", "/films/match", long_work), range(12)))
        refused = [answer for answer in answers if answer[0] == 503]
        self.assertTrue(refused)
        self.assertEqual({answer[0] for answer in answers}, {200, 503})
        self.assert_problem(refused[0], 503, "overloaded")
        self.assertEqual(refused[0][1]["Retry-After"], "1")


class Lifetime(unittest.TestCase):
    def setUp(self):
        folder = temporary_folder()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        make_films(KINOSOVET, self.folder, FILMS)

    def test_a_new_catalogue_is_taken_without_losing_a_request(self):
        with Service(PROGRAM, self.folder, "--kept-mib", "1") as service:
            stop = threading.Event()

            def keep_asking(number):
                connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=20)
                statuses = set()
                while not stop.is_set():
                    number += 4
                    statuses.add(ask_on(connection, "POST", "/recommend/", {"film": TITLE, "offset": number % 40})[0])
                connection.close()
                return statuses

            with concurrent.futures.ThreadPoolExecutor(4) as pool:
                asking = [pool.submit(keep_asking, number) for number in range(4)]
                for count in range(2, 7):
                    make_films(KINOSOVET, self.folder, [*FILMS, film(100 + count, imdb=f"tt100000{count}")])
                    service.reload()
                    service.wait_for("serving", count)
                stop.set()
                self.assertEqual(set.union(*(one.result() for one in asking)), {200})
            self.assertEqual(service.ask("GET", "/films/tt1000006")[0], 200)
            self.assertFalse([line for line in service.lines if line["level"] == "error"])

    def test_a_damaged_catalogue_is_not_taken_while_it_serves(self):
        with Service(PROGRAM, self.folder) as service:
            (self.folder / "catalogue.sqlite").write_bytes(b"not a catalogue")
            service.reload()
            self.assertTrue(service.wait_for("loading failed")["goes_on"])
            self.assertEqual(service.ask("GET", "/films/tt0000001")[0], 200)
            self.assertEqual(service.ask("GET", "/health/ready")[0], 200)

    def test_a_damaged_or_missing_catalogue_ends_the_start_with_a_remedy(self):
        (self.folder / "catalogue.sqlite").write_bytes(b"not a catalogue")
        for data in (self.folder, self.folder / "nowhere"):
            done = subprocess.run([PROGRAM, "--data", str(data), "--port", "0"], capture_output=True, text=True,
                                  timeout=30, check=False)
            self.assertEqual(done.returncode, 1)
            self.assertIn("kinosovet", done.stdout)

    def test_a_running_request_is_finished_before_the_end(self):
        with Service(PROGRAM, self.folder, "--workers", "1") as service:
            long_work = {"films": [{"title": f"no such film as number {number}"} for number in range(1000)]}
            with concurrent.futures.ThreadPoolExecutor(1) as pool:
                running = pool.submit(service.ask, "POST", "/films/match", long_work)
                while not running.done() and b"http_queue 1" not in service.ask("GET", "/metrics")[2]:
                    time.sleep(0.005)
                self.assertEqual(service.stop(), 0)
                self.assertEqual(running.result()[0], 200)

    def test_settings_that_make_no_sense_are_refused_by_name(self):
        for flags, name in ((["--queue", "0"], "ML_SERVICE_QUEUE"), (["--port", "x"], "--port"), (["--odd"], "--odd")):
            done = subprocess.run([PROGRAM, *flags], capture_output=True, text=True, timeout=30, check=False)
            self.assertEqual(done.returncode, 2)
            self.assertIn(name, done.stderr)

    def test_a_port_that_is_taken_is_told(self):
        with Service(PROGRAM, self.folder) as service:
            done = subprocess.run([PROGRAM, "--data", str(self.folder), "--port", str(service.port)],
                                  capture_output=True, text=True, timeout=30, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("bind", done.stderr)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
