// What the page says in Russian. texts_en.js says the same in English, under the same names.

const plurals = new Intl.PluralRules("ru");
const number = new Intl.NumberFormat("ru");
const tenths = new Intl.NumberFormat("ru", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

function films(count) {
  const word = { one: "фильм", few: "фильма", many: "фильмов", other: "фильма" }[plurals.select(count)];
  return `${number.format(count)}\u00a0${word}`;
}

function votes(count) {
  const word = { one: "голос", few: "голоса", many: "голосов", other: "голоса" }[plurals.select(count)];
  return `${number.format(count)}\u00a0${word}`;
}

function listed(titles) {
  return titles.map((title) => `«${title}»`).join(", ");
}

function except(titles) {
  return titles.length > 0 ? `, но не на ${listed(titles)}` : "";
}

export const texts_ru = {
  name: "Киносовет",
  page_title: "Киносовет: что посмотреть сегодня",
  other_language: "English",
  question: "Какой фильм вам понравился?",
  question_more: "Какой ещё фильм вам понравился?",
  search: "Найти",
  hint: "Название на русском или английском, или о чём должен быть фильм.",
  examples: "Например:",
  suggestions: "Подсказки",
  suggestions_count: (count) => `Подсказок: ${count}. Выбор стрелками.`,
  whose_ratings: "Рядом с каждой оценкой сказано, чья она.",

  asked_films: "На что должно быть похоже",
  like: "как",
  unlike: "не как",
  make_unlike: "не такое",
  make_like: "такое",
  make_unlike_film: (title) => `Не как «${title}»`,
  make_like_film: (title) => `Как «${title}»`,
  quoted: (text) => `«${text}»`,
  remove: (title) => `Убрать «${title}»`,

  filters: "Условия",
  filters_given: (filters) => `Условия: ${filters.join("; ")}`,
  genres: "Жанр (все отмеченные)",
  without: "Без жанра",
  years: "Годы",
  from_year: "с",
  to_year: "по",
  minutes: "Не длиннее",
  any_length: "любая длина",
  up_to_minutes: (count) => `${count} минут`,
  given_without: (genres) => `кроме: ${genres.join(", ")}`,
  given_years: (from, to) => [from && `с ${from}`, to && `по ${to}`].filter(Boolean).join(" "),
  given_minutes: (count) => `до ${count} минут`,
  clear_filters: "Сбросить условия",

  looking: "Ищу…",
  found: (count, heading) => `${heading}: ${films(count)}.`,
  similar_to: (liked, disliked) => `Похожие на ${listed(liked)}${except(disliked)}`,
  by_description: (text) => `По описанию «${text}»`,
  other_meaning: "Не тот фильм?",
  title_instead: "Или это название?",
  poster_of: (title, year) => `Постер: ${title}, ${year}`,
  minutes_long: (count) => `${count}\u00a0мин`,
  rating: (rating) => tenths.format(rating.average),
  rating_whose: (rating) => `из 10, ${rating.source}${rating.votes ? `, ${votes(rating.votes)}` : ""}`,
  why: "Почему",
  in_common: (keywords) => `общее: ${keywords}`,
  similar: "Похожие на этот",
  similar_film: (title) => `Похожие на «${title}»`,
  elsewhere: { kinopoisk: "КиноПоиск", imdb: "IMDb" },
  more: "Ещё",
  no_more: "Больше похожих нет.",
  more_came: (count) => `Ещё ${films(count)}.`,
  none_with_filters: "С такими условиями ничего не нашлось.",
  none: "Похожих не нашлось.",

  several: (text) => `Фильмов с названием «${text}» несколько. Какой из них?`,
  not_found: (text) => `Фильма «${text}» не нашлось.`,
  nearest: "Ближайшие названия:",
  check_spelling: "Проверьте, как он пишется, или расскажите, о чём он.",
  as_description: "Искать только по этому описанию",
  only_disliked: "Добавьте хотя бы один фильм, который понравился: от него и пойдём.",

  retry: "Повторить",
  troubles: {
    offline: () => "Нет связи. Проверьте интернет и повторите: всё, что вы выбрали, на месте.",
    away: () => "Сервис сейчас не отвечает. Повторите чуть позже: всё, что вы выбрали, на месте.",
    slow: () => "Ответ идёт слишком долго. Попробуйте ещё раз.",
    crowded: (seconds) => `Слишком много запросов подряд. Подождите ${seconds} с и повторите.`,
    refused: () => "Так спросить не получается. Измените условия или назовите другой фильм.",
  },

  genre_names: {
    Action: "боевик", Adventure: "приключения", Animation: "мультфильм", Comedy: "комедия", Crime: "криминал",
    Documentary: "документальный", Drama: "драма", Family: "семейный", Fantasy: "фэнтези", History: "исторический",
    Horror: "ужасы", Music: "музыка", Mystery: "детектив", Romance: "мелодрама", "Science Fiction": "фантастика",
    "TV Movie": "телефильм", Thriller: "триллер", War: "военный", Western: "вестерн",
  },
  example_wishes: [
    { text: "Один дома", search: "?like=tt0099785" },
    { text: "Бриллиантовая рука", search: "?like=tt0062759" },
    { text: "про ограбление музея", search: "?text=про ограбление музея" },
  ],
};
