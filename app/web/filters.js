// The conditions, in a small disclosure. Each change is another wish at once.

import { element } from "./elements.js";
import { words } from "./language.js";
import { changed, genres, lengths, without_filters } from "./wish.js";

// What the disclosure holds; `go` takes the changed wish.
export function filters_of(wish, go) {
  const given = given_filters(wish);
  const say = words();
  return [
    element("summary", { id: "filters_summary" }, given.length > 0 ? say.filters_given(given) : say.filters),
    genre_boxes(say.genres, "genres", wish, go),
    genre_boxes(say.without, "without", wish, go),
    element("div", { class: "numbers" }, years(wish, go), length(wish, go)),
    given.length > 0 && element("button", { type: "button", class: "quiet_button", id: "clear_filters",
                                     onclick: () => go(without_filters(wish)) }, say.clear_filters),
  ].filter(Boolean);
}

function given_filters(wish) {
  const say = words();
  const named = (list) => list.map((genre) => say.genre_names[genre]);
  return [
    ...named(wish.genres),
    wish.without.length > 0 && say.given_without(named(wish.without)),
    say.given_years(wish.from, wish.to),
    wish.minutes && say.given_minutes(wish.minutes),
  ].filter(Boolean);
}

function genre_boxes(legend, member, wish, go) {
  const names = words().genre_names;
  const sorted = [...genres].sort((one, other) => names[one].localeCompare(names[other]));
  const box = (genre) => element("label", { class: "pill" },
    element("input", { type: "checkbox", id: `${member}_${genre.replace(" ", "_")}`, checked: wish[member].includes(genre),
                       onchange: () => go(changed(wish, turned(wish, member, genre))) }),
    element("span", {}, names[genre]));
  return element("fieldset", { class: "pills" }, element("legend", {}, legend), sorted.map(box));
}

// A genre that is wanted is not unwanted at the same time.
function turned(wish, member, genre) {
  const other = member === "genres" ? "without" : "genres";
  const is_on = wish[member].includes(genre);
  return {
    [member]: is_on ? wish[member].filter((each) => each !== genre) : [...wish[member], genre],
    [other]: wish[other].filter((each) => each !== genre),
  };
}

function years(wish, go) {
  const say = words();
  return element("fieldset", { class: "years" }, element("legend", {}, say.years),
    year_field(say.from_year, "from", wish, go), year_field(say.to_year, "to", wish, go));
}

function year_field(text, member, wish, go) {
  const take = (event) => {
    const field = event.target;
    if (field.reportValidity()) go(changed(wish, { [member]: field.value ? Number(field.value) : null }));
  };
  return element("label", {}, element("span", {}, text),
    element("input", { type: "number", id: `year_${member}`, min: 1890, max: 2100, step: 1, inputmode: "numeric",
                       value: wish[member], onchange: take }));
}

function length(wish, go) {
  const say = words();
  const choices = lengths.includes(wish.minutes) || !wish.minutes ? lengths : [...lengths, wish.minutes];
  const take = (event) => go(changed(wish, { minutes: Number(event.target.value) || null }));
  return element("label", { class: "length" }, element("span", {}, say.minutes),
    element("select", { id: "minutes", onchange: take },
      element("option", { value: "" }, say.any_length),
      choices.map((count) => element("option", { value: count, selected: wish.minutes === count }, say.up_to_minutes(count)))));
}
