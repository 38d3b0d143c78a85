// Kinosovet's page: what a person asks becomes a wish, the wish stands in the address, and all else follows from it.

import { chips_of } from "./chips.js";
import { by_id, element } from "./elements.js";
import { Filters } from "./filters.js";
import { keep_language, language, other_language, speak_as, words } from "./language.js";
import { Results } from "./results.js";
import { film, search } from "./service.js";
import { Suggestions } from "./suggestions.js";
import { address_of, asks_for_something, changed, empty_wish, names_films, read_wish, with_liked } from "./wish.js";

const field = by_id("field");
const names = new Map();
let wish = empty_wish(null);

const results = new Results(
  { section: by_id("results"), heading: by_id("heading_place"), cards: by_id("cards"), after: by_id("after") },
  { names, learn, tell, entitle, replace, keep, again: () => go(wish, { how: "replaceState", lead: true }) });

const filters = new Filters(by_id("filters"), (next) => go(next(wish), { how: "replaceState" }));

const suggestions = new Suggestions(field, by_id("suggestions"), {
  find: async (text, signal) => (await search(text, language(), signal)).candidates,
  choose: (chosen) => {
    learn(chosen);
    field.value = "";
    leave_field();
    go(with_liked(changed(wish, { text: "" }), chosen.id));
  },
  tell: (count) => tell(words().suggestions_count(count)),
});

// --- from wish to wish

// Shows a wish and writes it into the history, as `how` says; with `lead` the focus goes to what came.
async function go(next, { how = "pushState", lead = false } = {}) {
  wish = next;
  history[how](null, "", address_of(wish));
  const has_question = await refresh();
  if (lead || has_question) by_id("heading")?.focus({ preventScroll: true });
}

// The same answer by another address.
function replace(next) {
  wish = next;
  history.replaceState(null, "", address_of(wish));
  return refresh();
}

function keep(next) {
  wish = next;
  history.replaceState(null, "", address_of(wish));
}

function follow_address() {
  wish = read_wish(location.search);
  speak_as(location.search);
  say_texts();
  return refresh();
}

// --- showing

async function refresh() {
  show_chips();
  show_filters();
  show_examples();
  const has_question = await results.show(wish);
  show_chips();
  find_names();
  return has_question;
}

function show_chips() {
  keep_focus(() => by_id("chips").replaceChildren(...chips_of(wish, names, go)));
}

function show_filters() {
  by_id("filters").hidden = !asks_for_something(wish);
  filters.show(wish);
}

function show_examples() {
  const is_asked = asks_for_something(wish);
  document.body.classList.toggle("is_asked", is_asked);
  const say = words();
  const links = say.example_wishes.map(({ text, search: address }) =>
    element("a", { class: "example", href: address_of({ ...read_wish(address), lang: wish.lang }) }, text));
  by_id("examples").replaceChildren(...(is_asked ? [] : [say.examples, ...links.flatMap((link) => [" ", link])]));
  document.querySelector("[data-text=question]").textContent = names_films(wish) ? say.question_more : say.question;
  document.querySelector(".brand").href = address_of(empty_wish(wish.lang));
}

// What is made anew takes the focus that its forerunner had; where there is none any more, the field does.
function keep_focus(make) {
  const before = document.activeElement;
  make();
  if (before?.isConnected || before === document.body) return;
  const after = before.id ? by_id(before.id) : null;
  if (after) after.focus({ preventScroll: true });
  else if (!is_touched()) field.focus({ preventScroll: true });
}

function say_texts() {
  const say = words();
  const all = (attribute) => document.querySelectorAll(`[${attribute}]`);
  for (const each of all("data-text")) each.textContent = say[each.dataset.text];
  for (const each of all("data-label")) each.setAttribute("aria-label", say[each.dataset.label]);
  const button = by_id("other_language");
  button.textContent = say.other_language;
  button.lang = other_language();
}

function tell(text) {
  by_id("status").textContent = text;
}

function entitle(text) {
  document.title = text ? `${text} · ${words().name}` : words().page_title;
}

// --- names of films that only the address has told of

function learn(known, asked_as = known.id) {
  names.set(known.id, known);
  names.set(asked_as, known);
}

async function find_names() {
  const unknown = [...wish.liked, ...wish.disliked].filter((id) => !names.has(id));
  if (unknown.length === 0) return;
  await Promise.allSettled(unknown.map(async (id) => learn(await film(id, language()), id)));
  show_chips();
  results.entitle();
}

// --- what people do

// On a telephone the keyboard would hide what comes.
function leave_field() {
  if (is_touched()) field.blur();
}

function is_touched() {
  return matchMedia("(pointer: coarse)").matches;
}

function on_submit(event) {
  event.preventDefault();
  suggestions.close();
  const text = field.value.trim();
  if (!text) return;
  field.value = "";
  leave_field();
  go(changed(wish, { text }));
}

// Links within the page hold wishes; those that are to be opened elsewhere are left to the browser.
function on_click(event) {
  const link = event.target.closest("a[href^='?']");
  if (!link || event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  window.scrollTo(0, 0);
  const next = read_wish(new URL(link.href).search);
  go(next, { lead: asks_for_something(next) });
}

function change_language() {
  const chosen = other_language();
  keep_language(chosen);
  wish = { ...wish, lang: chosen };
  history.replaceState(null, "", address_of(wish));
  follow_address();
}

by_id("ask").addEventListener("submit", on_submit);
by_id("other_language").addEventListener("click", change_language);
document.addEventListener("click", on_click);
addEventListener("popstate", follow_address);
follow_address();
if (!asks_for_something(wish) && !is_touched()) field.focus();
