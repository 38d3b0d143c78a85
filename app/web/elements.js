// Elements of the page made in one call, with texts as texts and never as markup. Knows nothing of films.

// An element with these attributes and children. An attribute that is a function listens, as `onclick`; one that is
// null, undefined or false is left out, and so are such children.
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") made.addEventListener(attribute.slice(2), value);
    else made.setAttribute(attribute, value === true ? "" : value);
  }
  made.append(...children.flat().filter(is_shown));
  return made;
}

function is_shown(child) {
  return child !== null && child !== undefined && child !== false;
}

export function by_id(id) {
  return document.getElementById(id);
}
