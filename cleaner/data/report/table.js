// The table of documents: filtered, sorted, and put into the page a hundred rows at a time.
const STEP = 100;
const COLUMNS = [
  ["name", "Document"], ["title", "Headline"], ["site", "Site"], ["size", "Characters", number],
  ["share", "Removed", percent], ["confidence", "Confidence", percent], ["cuts", "Cuts", number],
  ["repairs", "Repairs", number], ["reason", "No body because"],
];
const COMPARE = new Intl.Collator("en", { numeric: true }).compare;
const state = { key: null, falling: false, found: ROWS, shown: 0 };

function wanted() {
  const value = (id) => byId(`filter-${id}`).value;
  const limit = (id, without) => (value(id) === "" ? without : Number(value(id)) / 100);
  const words = value("words").toLowerCase().split(/\s+/).filter(Boolean);
  const [kind, chosen] = value("rule").split(":");
  const fits = kind === "rule" ? (rule) => rule === Number(chosen)
    : (rule) => RULES[rule].family === Number(chosen);
  const [low, high] = [limit("share-from", 0), limit("share-to", 1)];
  const [least, most] = [limit("confidence-from", 0), limit("confidence-to", 1)];
  const empty = byId("filter-empty").checked;
  return (row) => words.every((word) => row.words.includes(word))
    && row.share >= low && row.share <= high
    && row.confidence >= least && row.confidence <= most
    && (!empty || row.reason !== "")
    && (!kind || row.rules.some(([rule]) => fits(rule)));
}

function compare(one, other) {
  const [a, b] = [one[state.key], other[state.key]];
  const order = typeof a === "number" ? a - b : COMPARE(a, b);
  return (state.falling ? -order : order) || one.index - other.index;
}

function tableRow(row) {
  const cells = COLUMNS.slice(1).map(([key, , form]) => make("td",
    { class: form ? "number" : null }, form ? form(row[key]) : make("bdi", {}, row[key])));
  const link = make("a", { href: `#document/${row.index}` }, make("bdi", {}, row.name));
  return make("tr", {}, make("th", { scope: "row" }, link), cells);
}

function showMore() {
  const next = state.found.slice(state.shown, state.shown + STEP);
  byId("table").tBodies[0].append(...next.map(tableRow));
  state.shown += next.length;
  byId("more").hidden = state.shown >= state.found.length;
  byId("more").textContent =
    `Show more (${number(state.found.length - state.shown)} are left)`;
}

function refresh() {
  state.found = ROWS.filter(wanted());
  if (state.key !== null) { state.found.sort(compare); }
  state.shown = 0;
  byId("table").tBodies[0].replaceChildren();
  showMore();
  const told = `${number(state.found.length)} of ${plural(ROWS.length, "document")}`;
  byId("found").textContent = told;
  say(told);
}

function sortBy(key) {
  const numbers = ROWS.length > 0 && typeof ROWS[0][key] === "number";
  state.falling = state.key === key ? !state.falling : numbers;
  state.key = key;
  for (const head of byId("table").tHead.rows[0].cells) {
    const mine = head.dataset.key === key;
    head.setAttribute("aria-sort", !mine ? "none" : state.falling ? "descending" : "ascending");
  }
  refresh();
}

function setUpTable() {
  for (const [key, label, form] of COLUMNS) {
    const button = make("button", { type: "button" }, label);
    button.addEventListener("click", () => sortBy(key));
    const cell = { scope: "col", "aria-sort": "none", "data-key": key, class: form && "number" };
    byId("table").tHead.rows[0].append(make("th", cell, button));
  }
  const option = (value, text) => make("option", { value }, text);
  const group = (label, options) => make("optgroup", { label }, options);
  const rules = RULES.map((rule, index) => [rule.name, index])
    .sort((a, b) => COMPARE(a[0], b[0]));
  byId("filter-rule").append(
    group("families", FAMILIES.map((family, index) => option(`family:${index}`, family))),
    group("rules", rules.map(([name, index]) => option(`rule:${index}`, name))));
  byId("filters").addEventListener("input", refresh);
  byId("filters").addEventListener("reset", () => setTimeout(refresh));
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("more").addEventListener("click", () => {
    const next = state.shown;
    showMore();
    byId("table").tBodies[0].rows[next]?.querySelector("a").focus();
  });
  refresh();
}

function filterBy(what, range) {
  byId("filters").reset();
  const [low, high] = range.split("-").map((share) => Math.round(100 * Number(share)));
  byId(`filter-${what}-from`).value = low;
  byId(`filter-${what}-to`).value = high;
  refresh();
}
