// What was asked for, piece by piece: each film may be turned into one to be unlike, or taken away.

import { element } from "./elements.js";
import { title_of, words } from "./language.js";
import { changed, with_disliked, with_liked, without_film } from "./wish.js";

// `names` has films by id; `go` takes the wish that a button leads to.
export function chips_of(wish, names, go) {
  const films = [...wish.liked.map((id) => [id, false]), ...wish.disliked.map((id) => [id, true])];
  return [
    ...films.map(([id, is_disliked]) => film_chip(wish, id, is_disliked, names.get(id), go)),
    ...(wish.text ? [text_chip(wish, go)] : []),
  ];
}

function film_chip(wish, id, is_disliked, film, go) {
  const title = film ? title_of(film) : id;
  const say = words();
  const turn = is_disliked ? with_liked : with_disliked;
  return element("li", { class: is_disliked ? "chip unliked" : "chip", "data-film": id },
    label_of(is_disliked ? say.unlike : say.like, title, film?.year),
    element("button", {
      type: "button", class: "chip_button turn", id: `turn_${id}`, onclick: () => go(turn(wish, id)),
      "aria-label": is_disliked ? say.make_like_film(title) : say.make_unlike_film(title),
    }, is_disliked ? say.make_like : say.make_unlike),
    remover(title, () => go(without_film(wish, id))));
}

function text_chip(wish, go) {
  return element("li", { class: "chip" },
    element("span", { class: "chip_label" }, words().quoted(wish.text)),
    remover(wish.text, () => go(changed(wish, { text: "" }))));
}

function label_of(how, title, year) {
  return element("span", { class: "chip_label" },
    element("span", { class: "how" }, how), ` ${title}`, year && ` (${year})`);
}

function remover(title, onclick) {
  const label = words().remove(title);
  return element("button", { type: "button", class: "chip_button remove", "aria-label": label, onclick }, "×");
}
