// What looks_test.py measures in the page.

// The brightness of a colour as WCAG has it, and the contrast of two.
function brightness([red, green, blue]) {
  const light = (part) => (part <= 0.04045 * 255 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue);
}

function contrast(one, other) {
  const [darker, lighter] = [brightness(one), brightness(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function parts(colour) {
  return colour.match(/[\d.]+/g).map(Number);
}

function ground_of(element) {
  for (let each = element; each; each = each.parentElement) {
    const [red, green, blue, opacity = 1] = parts(getComputedStyle(each).backgroundColor);
    if (opacity === 1) return [red, green, blue];
  }
  return [255, 255, 255];
}

function is_seen(element) {
  return element.checkVisibility({ visibilityProperty: true }) && !element.closest(".only_heard, .suggestions[hidden]");
}

function has_own_text(element) {
  return [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
}

function faint_texts(least) {
  return [...document.body.querySelectorAll("*")]
    .filter((element) => has_own_text(element) && is_seen(element) && element.tagName !== "OPTION")
    .map((element) => [element, parts(getComputedStyle(element).color)])
    .map(([element, colour]) => [element.textContent.trim(), contrast(colour, ground_of(element))])
    .filter(([, found]) => found < least);
}

function small_targets(least) {
  return [...document.querySelectorAll("a, button, summary, select, input, .pill")]
    .filter((element) => is_seen(element) && element.parentElement.className !== "pill")
    .map((element) => [element.textContent.trim() || element.id, element.getBoundingClientRect()])
    .filter(([, box]) => box.width < least || box.height < least)
    .map(([text, box]) => [text, box.width, box.height]);
}

function shape(texts) {
  if (Array.isArray(texts)) return texts.map(shape);
  if (texts === null || typeof texts !== "object") return typeof texts;
  return Object.fromEntries(Object.keys(texts).sort().map((name) => [name, shape(texts[name])]));
}

async function differing_texts() {
  const [{ texts_ru }, { texts_en }] = await Promise.all([import("/texts_ru.js"), import("/texts_en.js")]);
  const names = new Set([...Object.keys(texts_ru), ...Object.keys(texts_en)]);
  return [...names].filter((name) => JSON.stringify(shape(texts_ru[name])) !== JSON.stringify(shape(texts_en[name])));
}
