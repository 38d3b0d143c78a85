// What a person wishes for: films to be like and unlike, or a text, and conditions. A wish is a plain value that is
// never changed; the address of the page holds all of it.

export const page_length = 5;
export const genres = [
  "Action", "Adventure", "Animation", "Comedy", "Crime", "Documentary", "Drama", "Family", "Fantasy", "History",
  "Horror", "Music", "Mystery", "Romance", "Science Fiction", "TV Movie", "Thriller", "War", "Western",
];
export const lengths = [90, 120, 150, 180];

const most_at_once = 50;
const most_films = 20;
const no_filters = { genres: [], without: [], from: null, to: null, minutes: null };
const nothing = { liked: [], disliked: [], text: "", ...no_filters, shown: page_length, lang: null };

// The wish that an address holds; what makes no sense in it is passed over.
export function read_wish(search) {
  const parameters = new URLSearchParams(search);
  const liked = ids_in(parameters.get("like"));
  return {
    liked,
    disliked: ids_in(parameters.get("unlike")).filter((id) => !liked.includes(id)),
    text: (parameters.get("text") ?? "").replace(/\p{Cc}/gu, " ").trim().slice(0, 256),
    genres: genres_in(parameters.get("genre")),
    without: genres_in(parameters.get("without")),
    from: number_in(parameters.get("from"), 1800, 2200),
    to: number_in(parameters.get("to"), 1800, 2200),
    minutes: number_in(parameters.get("minutes"), 1, 1000),
    shown: number_in(parameters.get("shown"), page_length, 2000) ?? page_length,
    lang: ["ru", "en"].find((each) => each === parameters.get("lang")) ?? null,
  };
}

// The address of a wish, relative to the page.
export function address_of(wish) {
  const named = {
    like: wish.liked.join(","), unlike: wish.disliked.join(","), text: wish.text,
    genre: wish.genres.join(","), without: wish.without.join(","), from: wish.from, to: wish.to,
    minutes: wish.minutes, shown: wish.shown > page_length ? wish.shown : null, lang: wish.lang,
  };
  const given = Object.entries(named).filter(([, value]) => value);
  return `?${new URLSearchParams(given).toString().replaceAll("%2C", ",")}`;
}

// The same for wishes that have the same answer, however much of it is shown.
export function key_of(wish, language) {
  return language + address_of({ ...wish, shown: page_length, lang: null });
}

export function request_of(wish, language, offset, limit) {
  const [film, ...liked] = wish.text ? [wish.text, ...wish.liked] : wish.liked;
  const filters = {
    genres: wish.genres, without_genres: wish.without, from_year: wish.from, to_year: wish.to,
    max_minutes: wish.minutes,
  };
  return { film, liked, disliked: wish.disliked, filters, language, offset, limit: Math.min(limit, most_at_once) };
}

export function names_films(wish) {
  return Boolean(wish.liked.length || wish.disliked.length);
}

export function asks_for_something(wish) {
  return Boolean(wish.text) || names_films(wish);
}

export function names_something_liked(wish) {
  return Boolean(wish.text || wish.liked.length);
}

export function has_filters(wish) {
  return Boolean(wish.genres.length || wish.without.length || wish.from || wish.to || wish.minutes);
}

// Each of these is another wish, whose answer begins at its first film.

export function changed(wish, changes) {
  return { ...wish, shown: page_length, ...changes };
}

export function without_filters(wish) {
  return changed(wish, no_filters);
}

// The same conditions and language, and nothing named.
export function anew(wish) {
  return changed(wish, { liked: [], disliked: [], text: "" });
}

export function empty_wish(lang) {
  return { ...nothing, lang };
}

export function with_liked(wish, id) {
  const liked = [...wish.liked.filter((each) => each !== id), id].slice(-most_films);
  return changed(wish, { liked, disliked: wish.disliked.filter((each) => each !== id) });
}

export function with_disliked(wish, id) {
  const disliked = [...wish.disliked.filter((each) => each !== id), id].slice(-most_films);
  return changed(wish, { disliked, liked: wish.liked.filter((each) => each !== id) });
}

export function without_film(wish, id) {
  const others = (ids) => ids.filter((each) => each !== id);
  return changed(wish, { liked: others(wish.liked), disliked: others(wish.disliked) });
}

// The text was taken for this film.
export function with_text_as(wish, id) {
  return { ...with_liked(wish, id), text: "", shown: wish.shown };
}

function ids_in(value) {
  const ids = (value ?? "").split(",").filter((id) => /^[A-Za-z0-9_-]{1,24}$/.test(id));
  return [...new Set(ids)].slice(0, most_films);
}

function genres_in(value) {
  const asked = (value ?? "").split(",");
  return genres.filter((genre) => asked.includes(genre));
}

function number_in(value, least, most) {
  const number = Number(value);
  return value && Number.isInteger(number) && number >= least && number <= most ? number : null;
}
