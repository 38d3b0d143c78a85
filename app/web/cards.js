// A recommended film as a card: its poster, what it is, why it is here, what it is about.

import { element } from "./elements.js";
import { language, titles_of, words } from "./language.js";
import { poster_address } from "./service.js";

const poster_widths = { w185: 185, w342: 342, w500: 500 };
const pages_elsewhere = {
  kinopoisk: (id) => `https://www.kinopoisk.ru/film/${id}/`,
  imdb: (id) => `https://www.imdb.com/title/${id}/`,
};

// `similar` is the address that shows films like this one.
export function card_of(film, similar) {
  const { first, second } = titles_of(film);
  const say = words();
  return element("article", { class: "card", "data-film": film.id },
    poster_of(film, first.text),
    element("div", { class: "what" },
      element("h3", { tabindex: "-1" }, first.text),
      second && element("p", { class: "second_title", lang: second.lang }, second.text),
      element("p", { class: "facts" }, facts_of(film)),
      film.genres.length > 0 && element("p", { class: "genres" }, film.genres.join(", "))),
    element("div", { class: "texts" },
      film.reasons.length > 0 && reasons_of(film),
      film.synopsis && element("p", { class: "synopsis" }, film.synopsis),
      element("p", { class: "ways" },
        element("a", { class: "similar", href: similar, "aria-label": say.similar_film(first.text) }, say.similar),
        links_of(film))));
}

function poster_of(film, title) {
  const address = (size) => poster_address(film.id, size, language());
  const set = Object.entries(poster_widths).map(([size, width]) => `${address(size)} ${width}w`).join(", ");
  const image = element("img", {
    src: address("w342"), srcset: set, sizes: "(min-width: 40rem) 11rem, 6.5rem", width: 342, height: 513,
    loading: "lazy", decoding: "async", alt: words().poster_of(title, film.year),
    onerror: () => image.classList.add("is_missing"),
  });
  return element("div", { class: "poster" }, image);
}

function facts_of(film) {
  const say = words();
  const facts = [
    element("span", {}, String(film.year)),
    film.countries.length > 0 && element("span", {}, film.countries.join(", ")),
    film.runtime_min && element("span", {}, say.minutes_long(film.runtime_min)),
    film.rating && element("span", { class: "rating" },
      element("strong", {}, say.rating(film.rating)), ` ${say.rating_whose(film.rating)}`),
  ];
  return facts.filter(Boolean).flatMap((fact, index) => (index ? [" ", fact] : [fact]));
}

function reasons_of(film) {
  return element("div", { class: "why" }, element("p", { class: "why_label" }, words().why),
    element("ul", {}, film.reasons.map((reason) => element("li", {}, text_of(reason)))));
}

// Keywords come bare.
function text_of(reason) {
  return reason.signal === "keywords" ? words().in_common(reason.text) : reason.text;
}

function links_of(film) {
  return Object.entries(words().elsewhere)
    .filter(([site]) => film.ids[site])
    .map(([site, name]) => element("a", {
      class: "elsewhere", href: pages_elsewhere[site](film.ids[site]), target: "_blank", rel: "noopener noreferrer",
    }, name));
}
