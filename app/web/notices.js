// What is said where cards are not enough: several films of one name, none found, trouble, the end.

import { element } from "./elements.js";
import { title_of, titles_of, words } from "./language.js";

// A heading that may take the focus, so that whoever cannot see is led to what came.
export function heading_of(text) {
  return element("h2", { class: "heading", id: "heading", tabindex: "-1" }, text);
}

export function film_list(films, address_of_film) {
  return element("ul", { class: "choices" }, films.map((film) => {
    const { first, second } = titles_of(film);
    const beside = [second?.text, film.directors?.[0]].filter(Boolean).join(" · ");
    return element("li", {}, element("a", { href: address_of_film(film.id) },
      element("span", { class: "choice_title" }, `${first.text} (${film.year})`), " ",
      element("span", { class: "beside" }, beside)));
  }));
}

// The films that the text might have meant as well; `lead` is what is said before them.
export function other_meanings(lead, films, address_of_film) {
  const links = films.map((film) =>
    element("a", { href: address_of_film(film.id) }, `${title_of(film)} (${film.year})`));
  return element("p", { class: "other_meanings" }, lead, " ", links.flatMap((link) => [link, " "]));
}

// `alone` is the address that asks for the text by itself, where it was asked together with films.
export function not_found(text, nearest, address_of_film, alone) {
  const say = words();
  return element("div", { class: "notice" },
    heading_of(say.not_found(text)),
    element("p", {}, nearest.length > 0 ? say.nearest : say.check_spelling),
    nearest.length > 0 && film_list(nearest, address_of_film),
    alone && element("p", {}, element("a", { href: alone }, say.as_description)));
}

export function trouble_notice(trouble, retry) {
  const say = words();
  return element("div", { class: "notice trouble", role: "alert" },
    element("p", {}, say.troubles[trouble.kind](trouble.seconds)),
    element("button", { type: "button", class: "main_button", id: "retry", onclick: retry }, say.retry));
}
