// One rule: what is said of it, and every cut it made in the documents of this page.
const CUTS = 50; // shown at a time, and no document is read before it is needed

function* cutsOf(number_) {
  for (const row of ROWS) {
    if (!row.rules.some(([rule]) => rule === number_)) { continue; }
    let order = -1;
    for (const piece of read(row.index).pieces) {
      if (typeof piece === "string") { continue; }
      order += !isLayout(piece);
      if (piece[0] === number_) { yield [row, piece, isLayout(piece) ? null : order]; }
    }
  }
}

function cutItem([row, piece, order]) {
  const [, old, fresh, evidence] = piece;
  const place = `#document/${row.index}${order === null ? "" : `/${order}`}`;
  return make("li", { class: `f${RULES[piece[0]].family}` },
    make("a", { href: place }, make("bdi", {}, row.name)), " ", make("del", {}, seen(old)),
    fresh ? [" → ", make("ins", {}, seen(fresh))] : null,
    evidence ? make("span", { class: "fine" }, " ", make("bdi", {}, evidence)) : null);
}

function cutList(number_) {
  const found = cutsOf(number_);
  const list = make("ol", { class: "cuts" });
  const button = make("button", { type: "button" }, "Show more");
  const more = () => {
    const before = list.children.length;
    for (let i = 0; i < CUTS; i += 1) {
      const next = found.next();
      if (next.done) { button.hidden = true; break; }
      list.append(cutItem(next.value));
    }
    return list.children[before];
  };
  button.addEventListener("click", () => more()?.querySelector("a").focus());
  more();
  return [list, make("p", {}, button)];
}

function ruleView(number_) {
  const rule = RULES[number_];
  const told = rule.told.length
    ? make("dl", { class: "fields" }, rule.told.map(([label, text]) => make("div", {},
      make("dt", {}, label), make("dd", {}, make("bdi", {}, text)))))
    : make("p", {}, "This rule is none of those that are shipped or were given to the report.");
  return [
    make("h1", { tabindex: -1 }, rule.name),
    make("p", {}, chip(rule.family), ` ${plural(rule.edits, "edit")} in `
      + plural(rule.documents, "document"), rule.file ? ` · ${rule.file}` : null),
    told, make("h2", {}, "What it changed"), ...cutList(number_),
  ];
}

function setUpRules() {
  const falling = RULES.map((rule, index) => [rule, index])
    .sort(([a], [b]) => b.edits - a.edits || COMPARE(a.name, b.name));
  const rows = falling.map(([rule]) => make("tr", {},
    make("th", { scope: "row" }, chip(rule.family), " ", ruleLink(rule)),
    make("td", {}, rule.told.find(([label]) => label === "why")?.[1]),
    make("td", { class: "number" }, number(rule.edits)),
    make("td", { class: "number" }, number(rule.documents))));
  byId("rules-table").tBodies[0].append(...rows);
}
