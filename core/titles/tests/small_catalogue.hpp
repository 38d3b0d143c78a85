// A handful of films with all that makes titles hard: series, remakes, numbers, aliases, two languages.
#pragma once

#include "film_views.hpp"

#include <string>
#include <utility>
#include <vector>

namespace core::titles {

inline catalogue::Film film_called(std::string title, std::string title_ru, int year, int votes,
                                   std::string series = {}) {
    catalogue::Film film;
    film.title = std::move(title);
    film.title_ru = std::move(title_ru);
    film.year = year;
    film.votes = votes;
    film.franchise = std::move(series);
    return film;
}

inline std::vector<catalogue::Film> small_catalogue() {
    std::vector<catalogue::Film> films = {
        film_called("The Matrix", "Матрица", 1999, 24975, "The Matrix"),
        film_called("The Matrix Reloaded", "Матрица: Перезагрузка", 2003, 9143, "The Matrix"),
        film_called("The Matrix Revolutions", "Матрица: Революция", 2003, 8010, "The Matrix"),
        film_called("Home Alone", "Один дома", 1990, 11000, "Home Alone"),
        film_called("Home Alone 2: Lost in New York", "Один дома 2: Потерявшийся в Нью-Йорке", 1992, 9800,
                    "Home Alone"),
        film_called("Dune", "Дюна", 2021, 11600, "Dune"),
        film_called("Dune", "Дюна", 1984, 3300),
        film_called("Titanic", "Титаник", 1997, 25000),
        film_called("Titanic", "", 1953, 120),
        film_called("Rocky", "Рокки", 1976, 7322, "Rocky"),
        film_called("Rocky II", "", 1979, 3444, "Rocky"),
        film_called("Rocky IV", "", 1985, 3500, "Rocky"),
        film_called("Terminator 2: Judgment Day", "Терминатор 2: Судный день", 1991, 16749, "Terminator"),
        film_called("The Terminator", "Терминатор", 1984, 12954, "Terminator"),
        film_called("Harry Potter and the Philosopher's Stone", "Гарри Поттер и философский камень", 2001, 20055,
                    "Harry Potter"),
        film_called("Harry Potter and the Chamber of Secrets", "Гарри Поттер и Тайная комната", 2002, 15780,
                    "Harry Potter"),
        film_called("Harry Potter and the Prisoner of Azkaban", "Гарри Поттер и узник Азкабана", 2004, 15818,
                    "Harry Potter"),
        film_called("The Lord of the Rings: The Fellowship of the Ring", "Властелин колец: Братство Кольца", 2001,
                    23971, "The Lord of the Rings"),
        film_called("The Lord of the Rings: The Two Towers", "Властелин колец: Две крепости", 2002, 21592,
                    "The Lord of the Rings"),
        film_called("The Lord of the Rings: The Return of the King", "Властелин колец: Возвращение короля", 2003, 23457,
                    "The Lord of the Rings"),
        film_called("The Lord of the Rings", "", 1978, 658, "The Lord of the Rings"),
        film_called("Gone with the Wind", "Унесённые ветром", 1939, 4000),
        film_called("12 Angry Men", "12 разгневанных мужчин", 1957, 9000),
        film_called("Blade Runner 2049", "Бегущий по лезвию 2049", 2017, 14000, "Blade Runner"),
        film_called("Blade Runner", "Бегущий по лезвию", 1982, 14500, "Blade Runner"),
        film_called("2001: A Space Odyssey", "2001 год: Космическая одиссея", 1968, 11000),
        film_called("2012", "2012", 2009, 11000),
        film_called("1917", "1917", 2019, 11500),
        film_called("I, Robot", "Я, робот", 2004, 10500),
        film_called("Malcolm X", "Малкольм Икс", 1992, 1600),
        film_called("Irony of Fate, or Enjoy Your Bath!", "Ирония судьбы, или С лёгким паром!", 1976, 2500),
        film_called("Interstellar", "Интерстеллар", 2014, 34000),
        film_called("Spider-Man", "Человек-паук", 2002, 18000, "Spider-Man"),
        film_called("E.T. the Extra-Terrestrial", "Инопланетянин", 1982, 11000),
        film_called("Star", "", 2001, 40),
        film_called("Star Wars", "Звёздные войны: Эпизод 4 – Новая надежда", 1977, 15698, "Star Wars"),
        film_called("Ordinary Sand", "", 2010, 5),
    };
    films[0].aliases = {"Matriks"};
    films[31].aliases = {"Dune", "Interstellar: The IMAX Experience"};  // the first is wrong, as some in the data are
    return films;
}

}  // namespace core::titles
