// What the page says in English. texts_ru.js says the same in Russian, under the same names.

const number = new Intl.NumberFormat("en");
const tenths = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

function films(count) {
  return `${number.format(count)}\u00a0${count === 1 ? "film" : "films"}`;
}

function votes(count) {
  return `${number.format(count)}\u00a0${count === 1 ? "vote" : "votes"}`;
}

function listed(titles) {
  return titles.map((title) => `“${title}”`).join(", ");
}

function except(titles) {
  return titles.length > 0 ? `, but not like ${listed(titles)}` : "";
}

export const texts_en = {
  name: "Kinosovet",
  page_title: "Kinosovet: a film for tonight",
  other_language: "Русский",
  question: "Which film did you like?",
  question_more: "Which other film did you like?",
  search: "Search",
  hint: "A title in English or Russian, or what the film should be about.",
  examples: "For example:",
  suggestions: "Suggestions",
  suggestions_count: (count) => `${count} ${count === 1 ? "suggestion" : "suggestions"}. Choose with the arrows.`,
  whose_ratings: "Each rating says whose it is.",

  asked_films: "What the films should be like",
  like: "like",
  unlike: "not like",
  make_unlike: "not like this",
  make_like: "like this",
  make_unlike_film: (title) => `Not like “${title}”`,
  make_like_film: (title) => `Like “${title}”`,
  quoted: (text) => `“${text}”`,
  remove: (title) => `Remove “${title}”`,

  filters: "Filters",
  filters_given: (filters) => `Filters: ${filters.join("; ")}`,
  genres: "Genre (all that are marked)",
  without: "Without genre",
  years: "Years",
  from_year: "from",
  to_year: "to",
  minutes: "Not longer than",
  any_length: "any length",
  up_to_minutes: (count) => `${count} minutes`,
  given_without: (genres) => `without ${genres.join(", ")}`,
  given_years: (from, to) => [from && `from ${from}`, to && `to ${to}`].filter(Boolean).join(" "),
  given_minutes: (count) => `up to ${count} minutes`,
  clear_filters: "Clear filters",

  looking: "Searching…",
  found: (count, heading) => `${heading}: ${films(count)}.`,
  similar_to: (liked, disliked) => `Like ${listed(liked)}${except(disliked)}`,
  by_description: (text) => `By the description “${text}”`,
  other_meaning: "Another film?",
  title_instead: "Or is it a title?",
  poster_of: (title, year) => `Poster: ${title}, ${year}`,
  minutes_long: (count) => `${count}\u00a0min`,
  rating: (rating) => tenths.format(rating.average),
  rating_whose: (rating) => `of 10, ${rating.source}${rating.votes ? `, ${votes(rating.votes)}` : ""}`,
  why: "Why",
  in_common: (keywords) => `in common: ${keywords}`,
  similar: "More like this",
  similar_film: (title) => `More like “${title}”`,
  elsewhere: { imdb: "IMDb", kinopoisk: "KinoPoisk" },
  more: "More",
  no_more: "There are no more films like these.",
  more_came: (count) => `${films(count)} more.`,
  none_with_filters: "Nothing was found with these filters.",
  none: "No films like this were found.",

  several: (text) => `There are several films called “${text}”. Which one is it?`,
  not_found: (text) => `No film called “${text}” was found.`,
  nearest: "The nearest titles:",
  check_spelling: "Check its spelling, or tell what it is about.",
  as_description: "Search by this description alone",
  only_disliked: "Add at least one film that you liked, to begin with.",

  retry: "Try again",
  troubles: {
    offline: () => "There is no connection. Check the internet and try again: all that you chose is still here.",
    away: () => "The service does not answer now. Try again a little later: all that you chose is still here.",
    slow: () => "The answer takes too long. Please try again.",
    crowded: (seconds) => `Too many requests at once. Wait ${seconds} s and try again.`,
    refused: () => "This cannot be asked. Change the filters or name another film.",
  },

  genre_names: {
    Action: "action", Adventure: "adventure", Animation: "animation", Comedy: "comedy", Crime: "crime",
    Documentary: "documentary", Drama: "drama", Family: "family", Fantasy: "fantasy", History: "history",
    Horror: "horror", Music: "music", Mystery: "mystery", Romance: "romance", "Science Fiction": "science fiction",
    "TV Movie": "TV movie", Thriller: "thriller", War: "war", Western: "western",
  },
  example_wishes: [
    { text: "Home Alone", search: "?like=tt0099785" },
    { text: "Amélie", search: "?like=tt0211915" },
    { text: "a heist in a museum", search: "?text=a heist in a museum" },
  ],
};
