// Films suggested under a field while a person types: an ARIA combobox. Waits for a pause in typing, gives up what
// was asked before, and is silent where nothing comes: Enter asks all the same.

import { element } from "./elements.js";
import { titles_of } from "./language.js";

const pause_ms = 150;

export class Suggestions {
  // `find(text, signal)` gives the films; `choose(film)` takes the chosen one; `tell(count)` says how many there are.
  constructor(field, list, { find, choose, tell }) {
    Object.assign(this, { field, list, find, choose, tell, films: [], active: -1, asking: null, timer: null });
    field.addEventListener("input", () => this.ask_soon());
    field.addEventListener("keydown", (event) => this.on_key(event));
    field.addEventListener("blur", () => this.close());
    // Else the field would lose its focus before the click.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => this.on_click(event));
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.show([]);
  }

  ask_soon() {
    clearTimeout(this.timer);
    this.asking?.abort();
    const text = this.field.value.trim();
    if (text) this.timer = setTimeout(() => this.ask(text), pause_ms);
    else this.show([]);
  }

  async ask(text) {
    const asking = this.asking = new AbortController();
    let films = [];
    try {
      films = await this.find(text, asking.signal);
    } catch {
      // Whoever presses Enter is told what is wrong.
    }
    if (asking.signal.aborted) return;
    this.show(films);
    if (films.length > 0) this.tell(films.length);
  }

  show(films) {
    this.films = films;
    this.list.replaceChildren(...films.map(option_of));
    this.list.hidden = films.length === 0;
    this.field.setAttribute("aria-expanded", String(films.length > 0));
    this.activate(-1);
  }

  activate(index) {
    this.active = index;
    [...this.list.children].forEach((option, each) => option.setAttribute("aria-selected", String(each === index)));
    const option = this.list.children[index];
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  on_key(event) {
    if (event.isComposing) return;
    const keys = { ArrowDown: () => this.move(1), ArrowUp: () => this.move(-1), Escape: () => this.leave(),
                   Enter: () => this.take(this.active) };
    if (keys[event.key]?.()) event.preventDefault();
  }

  // Goes round through the field itself; true where there was somewhere to go.
  move(step) {
    if (this.films.length === 0) {
      this.ask_soon();
      return false;
    }
    const places = this.films.length + 1;
    this.activate((this.active + 1 + step + places) % places - 1);
    return true;
  }

  // The first Escape closes the list, the next one empties the field.
  leave() {
    const was_open = this.films.length > 0;
    this.close();
    if (!was_open) this.field.value = "";
    return true;
  }

  take(index) {
    const film = this.films[index];
    this.close();
    if (film) this.choose(film);
    return Boolean(film);
  }

  on_click(event) {
    const option = event.target.closest("[role=option]");
    if (option) this.take([...this.list.children].indexOf(option));
  }
}

function option_of(film, index) {
  const { first, second } = titles_of(film);
  const beside = [second?.text, film.year, film.directors[0]].filter(Boolean).join(" · ");
  return element("li", { role: "option", id: `suggestion_${index}`, "aria-selected": "false" },
    element("span", { class: "suggested" }, first.text), " ", element("span", { class: "beside" }, beside));
}
