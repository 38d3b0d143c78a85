"""The API as the bot and the pages use it: wishes, pages, filters, choices, search, matching, in two languages."""

import re

import pytest

HOME_ALONE = "tt0099785"
MATRIX = "tt0133093"


def ids(answer):
    return [film["id"] for film in answer["recommendations"]]


def pages_of(service, limit, **wish):
    """The ids of all films that paging gives, page by page."""
    offset = 0
    while True:
        answer = service.recommend(limit=limit, offset=offset, **wish).json()
        yield ids(answer)
        if answer["exhausted"]:
            return
        assert answer["next_offset"] == offset + limit
        offset = answer["next_offset"]


def test_a_film_is_found_and_each_one_like_it_has_its_reasons(service):
    answer = service.recommend("один дома").json()
    assert answer["query"]["film"]["id"] == HOME_ALONE
    assert answer["query"]["matched_by"] == "title"
    assert answer["query"]["confidence"] > 0.8
    assert len(answer["recommendations"]) == 5
    assert HOME_ALONE not in ids(answer)
    for film in answer["recommendations"]:
        assert film["genres"]
        assert 1 <= len(film["reasons"]) <= 3
        for reason in film["reasons"]:
            assert reason["text"]
            assert 0 < reason["share"] <= 1
    scores = [film["score"] for film in answer["recommendations"]]
    assert max(scores) == scores[0]


def test_the_same_request_gets_the_same_answer_from_every_process(start, service):
    wish = {"film": "Матрица", "liked": ["Один дома"], "limit": 50}
    first = service.post("/recommend/", wish)
    assert service.post("/recommend/", wish).body == first.body
    with start("--kept-mib", "0", "--workers", "1") as another:
        assert another.post("/recommend/", wish).body == first.body


def test_several_liked_films_pull_together(service):
    alone = ids(service.recommend("Матрица", limit=20).json())
    answer = service.recommend("Матрица", liked=["Один дома", "Тоторо"], limit=20).json()
    assert [text["text"] for text in answer["liked"]] == ["Один дома", "Тоторо"]
    assert answer["liked"][0]["film"]["id"] == HOME_ALONE
    both = ids(answer)
    assert both != alone
    assert not {HOME_ALONE, MATRIX, answer["liked"][1]["film"]["id"]} & set(both)


def test_disliked_films_push_away(service):
    plain = service.recommend("Матрица", limit=20).json()
    worst = plain["recommendations"][0]
    pushed = service.recommend("Матрица", disliked=[worst["id"]], limit=20).json()
    assert worst["id"] not in ids(pushed)
    assert ids(pushed) != [film for film in ids(plain) if film != worst["id"]]


def test_filters_hold_for_every_film_to_the_last_page(service):
    filters = {"genres": ["комедия"], "without_genres": ["ужасы"], "countries": ["FR", "Италия"],
               "from_year": 1960, "to_year": 1999, "max_minutes": 120, "min_rating": 6}
    count, offset, exhausted = 0, 0, False
    while not exhausted:
        answer = service.recommend("Один дома", filters=filters, language="en", limit=50, offset=offset).json()
        for film in answer["recommendations"]:
            assert "Comedy" in film["genres"]
            assert "Horror" not in film["genres"]
            assert {"France", "Italy"} & set(film["countries"])
            assert 1960 <= film["year"] <= 1999
            assert film["runtime_min"] <= 120
            assert film["rating"]["average"] >= 6
            count += 1
        offset, exhausted = answer["next_offset"], answer["exhausted"]
    assert 5 <= count <= 500


@pytest.mark.parametrize(("filters", "code"), [({"genres": ["жыр"]}, "unknown_genre"),
                                               ({"countries": ["Атлантида"]}, "unknown_country")])
def test_a_filter_that_names_nothing_is_told(service, filters, code):
    answer = service.recommend("Один дома", filters=filters)
    assert (answer.status, answer.code()) == (404, code)
    assert answer.json()["remedy"]


def test_paging_comes_to_an_end_without_repeats_whatever_the_size_of_a_page(service):
    wish = {"film": "Один дома", "filters": {"genres": ["вестерн"], "from_year": 1960, "to_year": 1979}}
    by_fifty = [film for page in pages_of(service, 50, **wish) for film in page]
    by_seven = [film for page in pages_of(service, 7, **wish) for film in page]
    assert len(by_fifty) > 50
    assert len(set(by_fifty)) == len(by_fifty)
    assert by_seven == by_fifty


def test_paging_as_deep_as_it_may_go_never_repeats(service):
    films = [film for page in pages_of(service, 50, film="Матрица") for film in page]
    assert len(films) == len(set(films)) > 2000


def test_a_film_that_fits_several_is_asked_back(service):
    answer = service.recommend("Солярис").json()
    assert [film["year"] for film in answer["choices"]] == [1972, 2002]
    assert all(film["directors"] for film in answer["choices"])
    assert answer["recommendations"] == []
    assert "film" not in answer["query"]
    assert not answer["exhausted"]
    for wish in ({"film": "Солярис", "year": 1972}, {"film": answer["choices"][0]["id"]}):
        chosen = service.recommend(**wish).json()
        assert chosen["query"]["film"]["year"] == 1972
        assert chosen["recommendations"]


@pytest.mark.parametrize(("text", "film"), [("астронавт один на Марсе", "The Martian"),
                                            ("a boy left home alone fights burglars", "Home Alone")])
def test_a_text_that_names_no_film_is_answered_by_what_films_are_about(service, text, film):
    answer = service.recommend(text, limit=5, language="ru").json()
    assert answer["query"]["matched_by"] == "description"
    assert film in [found["title"] for found in answer["recommendations"]]
    assert answer["recommendations"][0]["reasons"] == [
        {"signal": "description", "share": 1, "text": "подходит по описанию"}]
    assert service.get("/films/search?q=" + "a%20boy%20left%20home%20alone%20fights%20burglars").json()["query"][
        "matched_by"] == "description"


def test_an_unknown_film_is_404_with_a_remedy_and_the_nearest(service):
    answer = service.recommend("Зюзюкинский хрендель")
    assert (answer.status, answer.code()) == (404, "unknown_film")
    problem = answer.json()
    assert "Зюзюкинский хрендель" in problem["detail"]
    assert problem["remedy"]
    assert isinstance(problem["nearest"], list)
    unknown = service.get("/films/tt9999999999")
    assert (unknown.status, unknown.code()) == (404, "unknown_film")


def test_the_call_of_the_original_is_kept(service):
    first = service.post("/recommend/", {"film": "Один дома", "recommendation": []}).json()
    shown = [film["title"] for film in first["recommendations"]]
    next_ones = service.post("/recommend/", {"film": "Один дома", "recommendation": shown}).json()
    assert not set(shown) & {film["title"] for film in next_ones["recommendations"]}
    rest = ids(service.recommend("Один дома", offset=5).json())
    assert set(ids(next_ones)) & set(rest)
    in_russian = [film["title_ru"] for film in first["recommendations"] if "title_ru" in film]
    again = service.post("/recommend/", {"film": "Один дома", "recommendation": in_russian}).json()
    assert not set(in_russian) & {film.get("title_ru") for film in again["recommendations"]}


def test_films_are_left_out_by_id_and_what_names_none_is_passed_over(service):
    first = ids(service.recommend("Матрица").json())
    rest = ids(service.recommend("Матрица", exclude=[*first[:2], "нет такого фильма вовсе"]).json())
    assert not set(first[:2]) & set(rest)
    assert set(first[2:]) & set(rest)


def test_texts_are_in_the_language_that_was_asked_for(service):
    russian = service.recommend("Home Alone", limit=1, language="ru").json()["recommendations"][0]
    english = service.recommend("Один дома", limit=1, language="en").json()["recommendations"][0]
    assert russian["id"] == english["id"]
    assert "комедия" in russian["genres"]
    assert "Comedy" in english["genres"]
    assert "США" in russian["countries"]
    assert any("а" <= letter <= "я" for letter in russian["synopsis"])
    assert english["synopsis"].isascii()
    assert all(any("а" <= letter <= "я" for letter in reason["text"]) for reason in russian["reasons"])
    assert all(reason["text"].isascii() for reason in english["reasons"])


def test_a_film_is_told_whole(service):
    film = service.get(f"/films/{HOME_ALONE}?language=en").json()
    assert (film["title"], film["title_ru"], film["year"]) == ("Home Alone", "Один дома", 1990)
    assert film["directors"] == ["Chris Columbus"]
    assert film["ids"]["imdb"] == HOME_ALONE
    assert film["ids"]["tmdb"] == 771
    assert "Macaulay Culkin" in film["cast"]


def test_a_film_by_lot_is_one_to_be_glad_of_and_the_same_for_the_same_seed(service):
    path = "/films/random?language=en&from_year=1950&to_year=2009&without_genres=Horror&without_genres=%D0%B4%D1%80%D0%B0%D0%BC%D0%B0"
    drawn = [service.get(f"{path}&seed={seed}").json() for seed in range(50)]
    assert service.get(f"{path}&seed=7").json() == drawn[7]
    assert len({film["id"] for film in drawn}) > 40
    for film in drawn:
        assert 1950 <= film["year"] <= 2009
        assert film["genres"]
        assert not {"Horror", "Drama"} & set(film["genres"])
        assert film.get("rating", {"average": 7})["average"] > 6.5
    excluded = "".join(f"&exclude={film['id']}" for film in drawn)
    assert service.get(f"{path}&seed=7{excluded}").json()["id"] not in {film["id"] for film in drawn}


@pytest.mark.parametrize(("query", "status", "code"), [
    ("seed=1&from_year=2200", 404, "no_film_left"), ("seed=1&without_genres=Opera", 404, "unknown_genre"),
    ("", 422, "invalid_request"), ("seed=", 422, "invalid_request"), ("seed=1&from_year=1", 422, "invalid_request"),
    ("seed=" + "1" * 65, 422, "invalid_request"), ("seed=1&exclude=%21", 422, "invalid_request"),
    ("seed=1" + "&exclude=tt1" * 501, 422, "invalid_request")])
def test_a_film_by_lot_is_refused_where_there_is_none_or_the_request_is_wrong(service, query, status, code):
    answer = service.get("/films/random?" + query)
    assert (answer.status, answer.code()) == (status, code)


def test_films_like_one_are_those_recommended_for_it(service):
    similar = service.get(f"/films/{HOME_ALONE}/similar?limit=7&offset=3&language=en").json()
    assert ids(similar) == ids(service.recommend(HOME_ALONE, limit=7, offset=3).json())
    assert similar["query"]["matched_by"] == "id"


def test_search_tells_the_films_that_a_text_may_mean(service):
    found = service.get("/films/search?q=%D1%82%D0%B5%D1%80%D0%BC%D0%B8%D0%BD%D0%B0%D1%82%D0%BE%D1%80%202&limit=3"
                        ).json()
    assert found["query"]["film"]["title"] == "Terminator 2: Judgment Day"
    assert len(found["candidates"]) <= 3
    assert found["candidates"][0]["id"] == found["query"]["film"]["id"]


def test_a_thousand_films_are_matched_and_the_others_named(service):
    recommended = [film for page in pages_of(service, 50, film="Матрица") for film in page]
    known = [film for film in recommended if re.fullmatch(r"tt\d+|tm\d+", film)][:998]
    assert len(known) == 998
    films = [{"imdb_id": film} if film.startswith("tt") else {"tmdb_id": int(film[2:])} for film in known]
    films += [{"title": "Home Alone", "year": 1991}, {"title": "Зюзюкинский хрендель", "year": 1990}]
    answer = service.post("/films/match", {"films": films})
    assert answer.status == 200
    matched = {one["item"]: one for one in answer.json()["matched"]}
    assert [matched[item]["film"]["id"] for item in range(998)] == known
    assert matched[998]["film"]["id"] == HOME_ALONE
    assert (matched[0]["matched_by"], matched[998]["matched_by"]) == ("id", "title")
    assert answer.json()["unmatched"] == [999]
    assert service.post("/films/match", {"films": [*films, {"title": "a"}]}).status == 422


@pytest.mark.parametrize(("item", "matches"), [
    ({"title": "Solaris"}, False), ({"title": "Solaris", "year": 2002}, True), ({"title": "Solaris", "year": 1985}, False),
    ({"imdb_id": "tt0000000", "title": "The Matrix"}, True), ({}, False), ({"title": None, "tmdb_id": 603}, True)])
def test_a_film_is_matched_only_where_it_is_clear_which(service, item, matches):
    answer = service.post("/films/match", {"films": [item]}).json()
    assert bool(answer["matched"]) == matches
    assert answer["unmatched"] == ([] if matches else [0])
