// The answer to a wish: cards, or what has to be asked or said instead. Answers stay in memory, so that going back
// shows at once what was there.

import { card_of } from "./cards.js";
import { element } from "./elements.js";
import { language, title_of, words } from "./language.js";
import { film_list, heading_of, not_found, other_meanings, trouble_notice } from "./notices.js";
import { Trouble, recommend } from "./service.js";
import {
  address_of, anew, asks_for_something, changed, has_filters, key_of, names_films, names_something_liked, page_length,
  request_of, with_liked, with_text_as, without_film, without_filters,
} from "./wish.js";

const most_answers = 30;
const last_offset = 2000;
const sure_enough = 0.6;
const most_meanings = 3;

export class Results {
  // `places` are the elements that are filled. `page` has `names` (films by id), `learn(film)`, `tell(text)`,
  // `entitle(text)`, `replace(wish)` (another wish with the same answer), `keep(wish)` (the same with more of it shown)
  // and `again()`.
  constructor(places, page) {
    Object.assign(this, { places, page, answers: new Map(), wish: null, answer: null, asking: null });
  }

  // Shows the answer to a wish. Ends when it is there; gives whether a person has to choose or to read something
  // before there are films.
  async show(wish) {
    this.asking?.abort();
    this.busy(false);
    this.wish = wish;
    if (!asks_for_something(wish)) return this.show_nothing();
    if (!names_something_liked(wish)) return this.show_question(words().only_disliked);
    const kept = this.answers.get(key_of(wish, language()));
    return kept ? this.show_answer(kept) : this.ask(wish);
  }

  async ask(wish) {
    const asking = this.asking = new AbortController();
    this.busy(true);
    this.places.after.replaceChildren();
    try {
      const answer = await recommend(request_of(wish, language(), 0, wish.shown), asking.signal);
      if (asking.signal.aborted) return false;
      this.busy(false);
      this.keep(wish, answer);
      return await this.show_answer(answer);
    } catch (error) {
      if (asking.signal.aborted) return false;
      this.busy(false);
      return this.show_trouble(error, wish);
    }
  }

  keep(wish, answer) {
    const meanings = [answer.query, ...answer.liked].filter((meaning) => meaning.film);
    for (const { film, text } of meanings) this.page.learn(film, text);
    for (const film of [...answer.choices, ...answer.recommendations]) this.page.learn(film);
    this.answers.set(key_of(wish, language()), answer);
    if (this.answers.size > most_answers) this.answers.delete(this.answers.keys().next().value);
  }

  async show_answer(answer) {
    if (answer.choices.length > 0) return this.show_choices(answer);
    const meant = answer.query.film;
    if (this.wish.text && meant) return this.take_text_as(meant, answer);
    this.answer = answer;
    this.show_films();
    return false;
  }

  // From now on the wish names the film and not the text.
  take_text_as(film, answer) {
    const wish = with_text_as(this.wish, film.id);
    if (!this.wish.disliked.includes(film.id)) this.answers.set(key_of(wish, language()), answer);
    return this.page.replace(wish);
  }

  show_films() {
    const films = this.answer.recommendations;
    this.places.heading.replaceChildren(heading_of(this.title()), ...this.meanings());
    this.places.cards.replaceChildren(...films.map((film) => this.card(film)));
    this.entitle();
    this.show_after();
    this.page.tell(words().found(films.length, this.title()));
  }

  card(film) {
    return card_of(film, address_of(with_liked(anew(this.wish), film.id)));
  }

  title() {
    const titles = (ids) => ids.map((id) => (this.page.names.has(id) ? title_of(this.page.names.get(id)) : id));
    const { text, liked, disliked } = this.wish;
    return text ? words().by_description(text) : words().similar_to(titles(liked), titles(disliked));
  }

  // Says the titles anew, now that more of them are known.
  entitle() {
    if (!this.answer) return;
    this.places.heading.querySelector("h2").textContent = this.title();
    this.page.entitle(this.title());
  }

  meanings() {
    const { film, candidates } = this.answer.query;
    const films = candidates.filter((each) => each.confidence >= sure_enough).slice(0, most_meanings);
    if (films.length === 0) return [];
    const others = film ? without_film(this.wish, film.id) : changed(this.wish, { text: "" });
    const lead = film ? words().other_meaning : words().title_instead;
    return [other_meanings(lead, films, (id) => address_of(with_liked(others, id)))];
  }

  show_after() {
    const { recommendations, exhausted, next_offset } = this.answer;
    const is_end = exhausted || next_offset > last_offset;
    this.places.after.replaceChildren(recommendations.length === 0 ? this.none() : is_end ? this.end() : this.more());
  }

  more() {
    const show = () => this.show_more();
    return element("button", { type: "button", class: "main_button", id: "more", onclick: show }, words().more);
  }

  end() {
    return element("p", { class: "end" }, words().no_more);
  }

  none() {
    const say = words();
    if (!has_filters(this.wish)) return element("p", { class: "end" }, say.none);
    return element("p", { class: "end" }, say.none_with_filters, " ",
      element("a", { href: address_of(without_filters(this.wish)) }, say.clear_filters));
  }

  async show_more() {
    this.asking?.abort();
    const asking = this.asking = new AbortController();
    const { wish, answer } = this;
    this.busy(true);
    try {
      const next = await recommend(request_of(wish, language(), answer.next_offset, page_length), asking.signal);
      if (asking.signal.aborted) return;
      this.append(next);
    } catch (error) {
      if (asking.signal.aborted) return;
      this.places.after.replaceChildren(trouble_notice(as_trouble(error), () => this.show_more()));
    }
    this.busy(false);
  }

  append(next) {
    const { answer } = this;
    const shown = new Set(answer.recommendations.map((film) => film.id));
    // The service may have got newer data between the two pages.
    const films = next.recommendations.filter((film) => !shown.has(film.id));
    films.forEach((film) => this.page.learn(film));
    answer.recommendations.push(...films);
    Object.assign(answer, { next_offset: next.next_offset, exhausted: next.exhausted });
    const cards = films.map((film) => this.card(film));
    this.places.cards.append(...cards);
    this.show_after();
    this.wish = { ...this.wish, shown: answer.recommendations.length };
    this.page.keep(this.wish);
    this.page.tell(films.length > 0 ? words().more_came(films.length) : words().no_more);
    cards[0]?.querySelector("h3").focus({ preventScroll: true });
  }

  show_choices(answer) {
    const others = changed(this.wish, { text: "" });
    return this.show_question(words().several(answer.query.text),
      film_list(answer.choices, (id) => address_of(with_liked(others, id))));
  }

  show_question(question, ...answers) {
    return this.show_instead(element("div", { class: "notice" }, heading_of(question), ...answers));
  }

  show_trouble(error, wish) {
    const trouble = as_trouble(error);
    if (trouble.kind !== "unknown_film") return this.show_instead(trouble_notice(trouble, () => this.page.again()));
    const others = changed(wish, { text: "" });
    const alone = wish.text && names_films(wish) ? address_of(changed(anew(wish), { text: wish.text })) : null;
    const address_of_film = (id) => address_of(with_liked(others, id));
    return this.show_instead(not_found(wish.text || wish.liked.join(", "), trouble.nearest, address_of_film, alone));
  }

  show_instead(notice) {
    this.show_nothing();
    this.places.heading.replaceChildren(notice);
    this.page.tell(notice.querySelector("h2")?.textContent ?? "");
    return true;
  }

  show_nothing() {
    this.answer = null;
    for (const place of Object.values(this.places)) if (place !== this.places.section) place.replaceChildren();
    this.page.entitle("");
    return false;
  }

  busy(is_busy) {
    this.places.section.setAttribute("aria-busy", String(is_busy));
  }
}

// What is broken here is told as a service that is away, and in the console.
function as_trouble(error) {
  if (error instanceof Trouble) return error;
  console.error(error);
  return new Trouble("away");
}
