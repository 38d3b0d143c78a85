"""The conversation, scene by scene. A scene gives the page that a person sees at its end; `stage` is in screens.py.

Each scene has a person of its own, so that none depends on another. Buttons are found by what is the same in both
languages: a sign, or their place.
"""

import rendering

RU = {"code": "ru", "film": "Один дома", "several": "Матрица, Начало", "but_not": "как Матрица, но не боевик",
      "choice": "Дюна", "described": "фильм про ограбление казино", "unknown": "Абракадабрище",
      "nearly": "Бегущий по лезвию брит", "generate": "Сгенерировать фильм", "again": "Сгенерировать фильм заново",
      "group": "Кино по пятницам", "people": ("Анна", "Борис", "Вера")}
EN = {"code": "en", "film": "Home Alone", "several": "The Matrix, Inception",
      "but_not": "like The Matrix but not action", "choice": "Dune",
      "described": "a film about a casino robbery", "unknown": "Abracadabrazoid",
      "nearly": "Blade Runer of the futur", "generate": "Suggest a film", "again": "Suggest others",
      "group": "Friday films", "people": ("Anna", "Bob", "Clare")}

RATINGS = """\
Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,\
Num Votes,Release Date,Directors
tt0099785,9,2021-01-05,Home Alone,Home Alone,,Movie,7.7,103,1990,Comedy,1,1990-11-16,
tt0133093,10,2021-01-06,The Matrix,The Matrix,,Movie,8.7,136,1999,Action,1,1999-03-31,
tt0087182,3,2021-01-07,Dune,Dune,,Movie,6.3,137,1984,Adventure,1,1984-12-14,
tt0211915,6,2021-01-08,Amélie,Le fabuleux destin d'Amélie Poulain,,Movie,8.3,122,2001,Comedy,1,2001-04-25,
tt9999901,8,2021-01-09,My Cousin's Wedding Film,My Cousin's Wedding Film,,Movie,8.0,45,2019,Documentary,1,2019-06-01,
tt0903747,10,2024-02-11,Breaking Bad,Breaking Bad,,TV Series,9.5,49,2008,Crime,1,2008-01-20,
"""


def greeting(stage, words):
    person, talk = stage.meet(words)
    talk.expect_news(person.starts)
    talk.taps(person, at=0, message=talk.chat.from_bot[0])
    return talk.page()


def help_and_commands(stage, words):
    person, talk = stage.meet(words)
    for typed in ("/help", "/privacy", "/nosuch"):
        talk.says(person, typed)
    return talk.page()


def keyboard(stage, words):
    person, talk = stage.meet(words)
    talk.expect_news(person.starts)
    for label in ("again", "generate"):
        talk.expect_news(lambda label=label: person.presses(words[label]))
    talk.says(person, words["film"])
    talk.expect_news(lambda: person.presses(words["again"]))
    return talk.page()


def answer(stage, words):
    person, talk = stage.meet(words)
    talk.says(person, words["film"])
    for label in ("➡️", "👍", "👁", "➕"):
        talk.taps(person, label)
    return talk.page()


def more(stage, words):
    person, talk = stage.meet(words)
    talk.says(person, words["film"])
    talk.taps(person, at=8)
    talk.taps(person, at=7)
    return talk.page()


def choice(stage, words):
    person, talk = stage.meet(words)
    talk.says(person, words["choice"])
    talk.taps(person, at=0)
    return talk.page()


def several(stage, words):
    person, talk = stage.meet(words)
    for typed in ("several", "but_not"):
        talk.says(person, words[typed])
    return talk.page()


def description(stage, words):
    person, talk = stage.meet(words)
    talk.says(person, words["described"])
    return talk.page()


def unknown(stage, words):
    person, talk = stage.meet(words)
    for typed in ("unknown", "nearly"):
        talk.says(person, words[typed])
    return talk.page()


def film_list(stage, words):
    person, talk = stage.meet(words)
    talk.says(person, "/list")
    stage.mark_films(person, words["film"])
    talk.skip()
    talk.says(person, "/list")
    talk.taps(person, at=1)
    talk.taps(person, "➕")
    talk.says(person, "/list")
    return talk.page()


def history(stage, words):
    person, talk = stage.meet(words)
    talk.says(person, "/history")
    for typed in ("film", "several", "described", "but_not"):
        person.says(words[typed])
        talk.settle()
    talk.skip()
    talk.says(person, "/history")
    return talk.page()


def settings(stage, words):
    person, talk = stage.meet(words)
    talk.says(person, "/settings")
    talk.taps(person, at=0)
    for place in (0, 7, -1):
        talk.taps(person, at=place)
    talk.taps(person, at=1)
    talk.taps(person, at=4)
    talk.taps(person, at=-1)
    talk.taps(person, "👁")
    talk.taps(person, at=-1)
    return talk.page()


def random_film(stage, words):
    person, talk = stage.meet(words)
    talk.says(person, "/random")
    talk.taps(person, "🎲")
    return talk.page()


def ratings_import(stage, words):
    person, talk = stage.meet(words)
    talk.says(person, "/import")
    talk.expect_news(lambda: person.sends_document("ratings.csv", RATINGS.encode()))
    talk.expect_news(lambda: person.sends_document("notes.csv", b"a,b\n1,2\n"))
    talk.says(person, "/export")
    return talk.page()


def together(stage, words):
    people = [stage.telegram.person(first_name=name, language_code=words["code"]) for name in words["people"]]
    group = stage.telegram.group(words["group"], people[0])
    talk = stage.talk(group)
    talk.says(people[0], "/together")
    talk.says(people[0], "/together " + words["film"])
    for person, place in zip((*people, people[1]), (0, 0, 2, 3)):
        talk.taps(person, at=place)
    talk.says(people[1], f"@{stage.telegram.world.bot['username']} {words['choice']}")
    return talk.page(subtitle=f"{len(people) + 1}")


def inline(stage, words):
    person, _ = stage.meet(words)
    parts = []
    for typed in ("", words["film"], words["choice"], words["unknown"]):
        results = person.types_inline(typed)
        parts.append(rendering.results_html(typed, results, stage.picture_of_result))
        if typed in (words["film"], words["choice"]):
            sent = person.chooses(results[0])
            parts.append(rendering.message_html(sent.body, False, stage.picture_of))
    return rendering.phone_html(words["people"][1], "online", parts)


def catalogue_away(stage, words):
    person, talk = stage.meet(words)
    talk.says(person, words["film"])
    with stage.without_catalogue():
        talk.taps(person, "➡️")
        talk.says(person, words["choice"])
        talk.says(person, "/random")
        question = talk.chat.from_bot[-2]
    talk.taps(person, at=0, message=question)
    return talk.page()


def notes_away(stage, words):
    person, talk = stage.meet(words)
    with stage.without_notes():
        talk.says(person, words["film"])
        talk.taps(person, "👍")
        talk.says(person, "/list")
    return talk.page()


def forget(stage, words):
    person, talk = stage.meet(words)
    stage.mark_films(person, words["film"])
    talk.skip()
    talk.says(person, "/forget")
    talk.taps(person, at=1)
    talk.says(person, "/forget")
    talk.taps(person, at=0)
    return talk.page()


ALL = [greeting, help_and_commands, keyboard, answer, more, choice, several, description, unknown, film_list, history,
       settings, random_film, ratings_import, together, inline, forget, catalogue_away, notes_away]
