// The language that the page speaks: what the address says, else what was chosen here before, else the first of the
// browser's that it knows, else Russian.

import { texts_en } from "./texts_en.js";
import { texts_ru } from "./texts_ru.js";

const texts = { ru: texts_ru, en: texts_en };
const kept_as = "kinosovet.language";
let spoken = "ru";

export function language() {
  return spoken;
}

export function other_language() {
  return spoken === "ru" ? "en" : "ru";
}

export function words() {
  return texts[spoken];
}

// Speaks what this address asks for from now on.
export function speak_as(search) {
  const asked = new URLSearchParams(search).get("lang");
  spoken = [asked, kept(), ...browser_languages(), "ru"].find((each) => each in texts);
  document.documentElement.lang = spoken;
}

export function keep_language(chosen) {
  // A browser may forbid it, as it does in frames of others.
  try {
    localStorage.setItem(kept_as, chosen);
  } catch {
    // The address has it, too.
  }
}

function kept() {
  try {
    return localStorage.getItem(kept_as);
  } catch {
    return null;
  }
}

function browser_languages() {
  return navigator.languages.map((each) => each.toLowerCase().split("-")[0]);
}

// The film's title in this language, and the other one where they differ, each with its language.
export function titles_of(film) {
  const russian = film.title_ru && { text: film.title_ru, lang: "ru" };
  const other = { text: film.title, lang: russian && film.title_ru !== film.title ? "en" : null };
  const [first, second] = spoken === "ru" && russian ? [russian, other] : [other, russian];
  return { first, second: second && second.text !== first.text ? second : null };
}

export function title_of(film) {
  return titles_of(film).first.text;
}
