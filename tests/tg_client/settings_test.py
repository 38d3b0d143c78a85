"""What a person sets, and its effect on what comes next."""

from talk import counter_of, facts_of, film_of, films_of, labels, marks_of, origin_of, shown_below, text_of, title_of


def test_settings_as_they_are_at_first(anna, bob):
    settings = anna.says("/settings")
    assert text_of(settings) == (
        "Настройки\nСкрытые жанры: нет\nГоды: любые\nПросмотренное: скрыто\nЯзык: Как в Telegram")
    assert labels(settings) == ["Жанры", "Годы", "👁 Просмотренное: скрыто", "Язык"]
    assert text_of(bob.says("/settings")) == (
        "Settings\nHidden genres: none\nYears: any\nSeen films: hidden\nLanguage: As in Telegram")


def test_genres_that_are_left_out_are_left_out_of_the_next_wish(anna):
    settings = anna.says("/settings")
    anna.turns(settings, "Жанры")
    assert text_of(settings) == "Какие жанры не показывать? Нажмите, чтобы скрыть или вернуть."
    assert len(labels(settings)) == 20 and labels(settings)[-1] == "Готово"
    anna.turns(settings, "комедия")
    anna.turns(settings, "ужасы")
    assert hidden_by(settings) == ["комедия", "ужасы"]
    anna.turns(settings, "Готово")
    assert "Скрытые жанры: комедия, ужасы" in text_of(settings)
    page = anna.says("Один дома")
    assert "Похоже на «Один дома» (1990), без: комедия, ужасы" in text_of(page)
    pages = anna.pages(page)
    assert not any("комедия" in text.split("\n\n")[0] for text in pages)
    for _ in range(4):
        assert not {"комедия", "ужасы"} & set(facts_of(anna.says("/random")).replace(" · ", ", ").split(", "))
    anna.turns(settings, "Жанры")
    anna.turns(settings, "🚫 комедия")
    assert hidden_by(settings) == ["ужасы"]
    assert "без: ужасы" in text_of(anna.says("Один дома"))


def hidden_by(settings):
    assert marks_of(settings) == [], "as if these were wanted"
    return [label.removeprefix("🚫 ") for label in labels(settings) if label.startswith("🚫 ")]


def year_of(message):
    return int(title_of(message).rsplit("(", 1)[1].rstrip(")"))


def test_years_from_which_on_films_are_shown(anna):
    settings = anna.turns(anna.says("/settings"), "Годы")
    assert text_of(settings) == "С какого года показывать фильмы?"
    assert labels(settings) == ["✅ Любые", "С 1960", "С 1970", "С 1980", "С 1990", "С 2000", "С 2010", "С 2020",
                                "Готово"]
    anna.turns(settings, "С 2000")
    assert marks_of(settings) == ["С 2000"]
    assert "Годы: с 2000" in text_of(anna.turns(settings, "Готово"))
    page = anna.says("Один дома")
    for text in anna.pages(page):
        assert int(text.split("\n")[0].rsplit("(", 1)[1].rstrip(")")) >= 2000
    assert all(year_of(anna.says("/random")) >= 2000 for _ in range(4))
    anna.turns(settings, "Годы")
    anna.turns(settings, "Любые")
    assert "tt0104431" in films_of(anna.says("Один дома"))


def test_years_that_are_set_are_told_with_the_answer(anna):
    settings = anna.turns(anna.says("/settings"), "Годы")
    anna.turns(settings, "С 2000")
    assert "с 2000" in text_of(anna.says("Один дома"))


def test_films_that_were_seen_are_shown_where_that_is_set(anna):
    page = anna.says("Матрица")
    anna.turns(page, "👁")
    settings = anna.says("/settings")
    anna.turns(settings, "👁 Просмотренное: скрыто")
    assert "Просмотренное: показываю" in text_of(settings)
    assert labels(settings)[2] == "👁 Просмотренное: показываю"
    assert film_of(anna.says("Матрица")) == film_of(page)
    anna.turns(settings, "👁 Просмотренное: показываю")
    assert film_of(anna.says("Матрица")) != film_of(page)


def test_a_language_is_chosen_and_holds_for_everything(anna):
    question = anna.says("/language")
    assert text_of(question) == "На каком языке говорить?"
    assert labels(question) == ["✅ Как в Telegram", "Русский", "English", "Готово"]
    buttons = anna.speaks(question, "English")
    assert text_of(buttons) == "Type the title of a film. All commands: /help"
    assert shown_below(anna) == ["Suggest a film", "Suggest others"]
    assert text_of(question).startswith("Settings\n") and text_of(question).endswith("Language: English")
    assert labels(anna.says("/language")) == ["As in Telegram", "Русский", "✅ English", "Done"]
    assert text_of(anna.says("/nosuch")) == "No such command. See /help"
    page = anna.says("Один дома")
    assert "Like “Home Alone” (1990)" in text_of(page) and counter_of(page) == (1, 5)
    assert "Five more" in labels(page)
    assert text_of(anna.starts()[0]).startswith("Kinosovet")
    assert anna.person.types_inline("home alone")[0].title.startswith("Home Alone 2")
    anna.speaks(anna.says("/language"), "As in Telegram")
    assert shown_below(anna) == ["Сгенерировать фильм", "Сгенерировать фильм заново"]
    assert "Похоже на" in text_of(anna.says("Один дома"))


def test_a_language_is_chosen_out_of_the_settings_too_and_leads_back(bob):
    settings = bob.turns(bob.says("/settings"), "Language")
    assert labels(settings) == ["✅ As in Telegram", "Русский", "English", "Done"]
    assert text_of(bob.speaks(settings, "Русский")) == "Напишите название фильма. Все команды: /help"
    assert "Язык: русский" in text_of(settings)
    assert labels(settings)[0] == "Жанры"


def test_buttons_of_an_old_page_speak_the_language_chosen_meanwhile(anna):
    page = anna.says("Один дома")
    anna.speaks(anna.says("/language"), "English")
    anna.turns(page, "➡️")
    assert (origin_of(page), counter_of(page)) == ("Like “Home Alone” (1990)", (2, 5))


def test_the_same_setting_twice_is_no_trouble(telegram, anna):
    settings = anna.turns(anna.says("/settings"), "Годы")
    anna.turns(settings, "С 1990")
    refused = len(telegram.refusals)
    for _ in range(2):
        assert anna.taps(settings, "✅ С 1990") == ""
    assert text_of(anna.says("/help"))
    assert {call.description.split(":")[1] for call in telegram.refusals[refused:]} <= {" message is not modified"}
    del telegram.refusals[refused:]
