// The conditions, in a small disclosure. Each change is another wish at once; the controls stay the same ones, so that
// a press that ends the typing in one of them is not lost for another.

import { element } from "./elements.js";
import { language, words } from "./language.js";
import { changed, genres, lengths, without_filters } from "./wish.js";

export class Filters {
  // `change(next)` is called with a function that makes the next wish of the present one.
  constructor(place, change) {
    Object.assign(this, { place, change, language: null });
  }

  show(wish) {
    if (this.language !== language()) this.build();
    for (const member of ["genres", "without"]) {
      for (const box of this.boxes[member]) box.checked = wish[member].includes(box.value);
    }
    for (const member of ["from", "to"]) this.years[member].value = wish[member] ?? "";
    this.length.replaceChildren(...length_options(wish.minutes));
    const given = given_filters(wish);
    this.summary.textContent = given.length > 0 ? words().filters_given(given) : words().filters;
    this.clear.hidden = given.length === 0;
  }

  build() {
    const say = words();
    this.language = language();
    this.summary = element("summary", { id: "filters_summary" });
    this.boxes = { genres: this.genre_boxes("genres"), without: this.genre_boxes("without") };
    this.years = { from: this.year_field("from"), to: this.year_field("to") };
    this.length = element("select", { id: "minutes", onchange: (event) => this.take("minutes", event.target.value) });
    this.clear = element("button", {
      type: "button", class: "quiet_button", id: "clear_filters", onclick: () => this.empty(),
    }, say.clear_filters);
    this.place.replaceChildren(this.summary,
      pills(say.genres, this.boxes.genres), pills(say.without, this.boxes.without),
      element("div", { class: "numbers" },
        element("fieldset", { class: "years" }, element("legend", {}, say.years),
          labelled(say.from_year, this.years.from), labelled(say.to_year, this.years.to)),
        element("label", { class: "length" }, element("span", {}, say.minutes), this.length)),
      this.clear);
  }

  genre_boxes(member) {
    const names = words().genre_names;
    const sorted = [...genres].sort((one, other) => names[one].localeCompare(names[other]));
    return sorted.map((genre) => element("input", {
      type: "checkbox", value: genre, onchange: () => this.change((wish) => changed(wish, turned(wish, member, genre))),
    }));
  }

  year_field(member) {
    return element("input", {
      type: "number", id: `year_${member}`, min: 1890, max: 2100, step: 1, inputmode: "numeric",
      onchange: (event) => event.target.reportValidity() && this.take(member, event.target.value),
    });
  }

  take(member, value) {
    this.change((wish) => changed(wish, { [member]: value ? Number(value) : null }));
  }

  empty() {
    this.change(without_filters);
    this.summary.focus({ preventScroll: true });
  }
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

function pills(legend, boxes) {
  const names = words().genre_names;
  return element("fieldset", { class: "pills" }, element("legend", {}, legend),
    boxes.map((box) => element("label", { class: "pill" }, box, element("span", {}, names[box.value]))));
}

function labelled(text, field) {
  return element("label", {}, element("span", {}, text), field);
}

// An address may ask for a length that is not offered otherwise.
function length_options(minutes) {
  const say = words();
  const offered = lengths.includes(minutes) || !minutes ? lengths : [...lengths, minutes];
  const option = (count) =>
    element("option", { value: count, selected: minutes === count }, say.up_to_minutes(count));
  return [element("option", { value: "" }, say.any_length), ...offered.map(option)];
}
