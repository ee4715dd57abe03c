// Everything that documents say is put into the page as text, by make() and nothing else.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u00a0\u2000-\u200a\u202f\u3000]/gu;
const CONTROLS = /[\p{Cs}\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu;

function spelt(text, pattern = CONTROLS) {
  return text.replace(pattern, (c) => (c === "\n" || c === "\t" ? c
    : `\u27e8U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}\u27e9`));
}

// what an edit took or put there, spelt out where it is nothing but unseen characters
const SIGNS = { " ": "\u2423", "\t": "\u21e5", "\n": "\u21b5\n" };
const isBlank = (text) => text !== "" && !text.replace(UNSEEN, "").trim();
const seen = (text) => (isBlank(text)
  ? spelt(text.replace(/[ \t\n]/g, (c) => SIGNS[c]), UNSEEN) : spelt(text));

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? "" : String(value));
    }
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined) {
      element.append(child instanceof Node ? child : spelt(String(child)));
    }
  }
  return element;
}

const byId = (id) => document.getElementById(id);
const read = (id) => JSON.parse(byId(`data-${id}`).textContent);
const say = (text) => { byId("status").textContent = text; };
const percent = (share) => `${(100 * share).toFixed(1)} %`;
const number = (count) => count.toLocaleString("en");
const plural = (count, thing) => `${number(count)} ${thing}${count === 1 ? "" : "s"}`;

const { rows: ROWS, families: FAMILIES } = read("rows");
const RULES = read("rules");
ROWS.forEach((row, index) => {
  row.index = index;
  row.share = row.size ? row.removed / row.size : 0;
  row.words = `${row.name}\n${row.place}\n${row.title}\n${row.site}\n${row.reason}`.toLowerCase();
});

const ruleLink = (rule, text = rule.name) =>
  make("a", { href: `#rule/${RULES.indexOf(rule)}` }, text);
const chip = (family) => make("span", { class: `chip f${family}` }, FAMILIES[family]);

function webLink(text) {
  let address = null;
  try { address = new URL(text); } catch { return make("bdi", {}, text); }
  if (!["http:", "https:"].includes(address.protocol)) { return make("bdi", {}, text); }
  const link = { href: address.href, rel: "noopener noreferrer", target: "_blank" };
  return make("a", link, text);
}
