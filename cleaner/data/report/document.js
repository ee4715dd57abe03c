// One document: its source with every cut and repair, the text that is left, and its metadata.
const KEYS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
const isLayout = (piece) => RULES[piece[0]].name.startsWith("layout.");

function cutElement(piece, order) {
  const [number_, old, fresh] = piece;
  if (isLayout(piece)) {
    return make("span", { class: "layout" }, make("del", {}, old), make("ins", {}, fresh));
  }
  const put = isBlank(fresh)
    ? make("ins", { class: "blank", "data-sign": seen(fresh) }, fresh) : make("ins", {}, fresh);
  const parts = [old ? make("del", {}, seen(old)) : null, fresh ? put : null].filter(Boolean);
  const cut = make("span", {
    class: `cut f${RULES[number_].family}`, id: `cut-${order}`, role: "button",
    tabindex: order ? -1 : 0,
  }, parts);
  for (const name of ["pointerenter", "focus", "click"]) {
    cut.addEventListener(name, () => showTip(cut, piece));
  }
  cut.addEventListener("pointerleave", leaveTip);
  cut.addEventListener("blur", leaveTip);
  return cut;
}

function textPane(pieces) {
  let order = 0;
  const parts = pieces.map((piece) => (typeof piece === "string"
    ? make("span", { class: "kept" }, piece)
    : cutElement(piece, isLayout(piece) ? -1 : order++)));
  const pane = make("div", { class: "text", dir: "auto", role: "group",
    "aria-label": "The source; arrow keys go from cut to cut" }, parts);
  const cuts = [...pane.querySelectorAll(".cut")];
  pane.addEventListener("keydown", (event) => moveAmong(cuts, event));
  return pane;
}

function moveAmong(cuts, event) {
  const at = cuts.indexOf(document.activeElement);
  if (at < 0) { return; }
  const edge = { Home: 0, End: cuts.length - 1 }[event.key];
  const next = edge ?? (KEYS[event.key] ? at + KEYS[event.key] : null);
  if (event.key === "Enter") { byId("tip").querySelector("a")?.focus(); }
  if (next !== null) {
    event.preventDefault();
    focusCut(cuts, cuts[Math.max(0, Math.min(cuts.length - 1, next))]);
  }
}

function focusCut(cuts, cut) {
  for (const other of cuts) { other.tabIndex = other === cut ? 0 : -1; }
  cut.scrollIntoView({ block: "nearest" });
  cut.focus({ preventScroll: true });
}

function choice(pane) {
  const option = (value, label, checked) => {
    const input = make("input", { type: "radio", name: "shown", value, checked });
    input.addEventListener("change", () => { hideTip(); pane.dataset.shown = value; });
    return make("label", {}, input, ` ${label}`);
  };
  pane.dataset.shown = "marked";
  return make("fieldset", { class: "choice" }, make("legend", {}, "Show"),
    option("marked", "the source with its cuts", true), option("kept", "the clean text"));
}

function fieldList(fields) {
  const entry = ([name, values, sources]) => {
    const told = sources.map(([rule, text]) => make("p", { class: "fine" }, `from ${rule}: `,
      make("bdi", {}, text)));
    const value = (text) => make("p", {}, webLink(text));
    return make("div", {}, make("dt", {}, name), make("dd", {}, values.map(value), told));
  };
  return make("aside", { "aria-label": "Metadata" }, make("h2", {}, "Metadata"),
    make("dl", { class: "fields" }, fields.map(entry)));
}

function changesTable(pieces, index) {
  const edits = pieces.filter((piece) => typeof piece !== "string");
  const told = edits.filter((piece) => !isLayout(piece));
  const row = ([number_, old, fresh, evidence, sure], order) => make("tr", {},
    make("th", { scope: "row" }, ruleLink(RULES[number_])),
    make("td", {}, make("a", { href: `#document/${index}/${order}` }, make("del", {}, seen(old))),
      fresh ? " → " : null, fresh ? make("ins", {}, seen(fresh)) : null),
    make("td", {}, make("bdi", {}, evidence)), make("td", { class: "number" }, percent(sure)));
  const heads = ["Rule", "What changed", "Seen here", "Confidence"];
  return make("section", { class: "changes" }, make("h2", {}, plural(told.length, "change")),
    make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Changes, a table" },
      make("table", {}, make("thead", {}, make("tr", {},
        heads.map((head) => make("th", { scope: "col",
          class: head === "Confidence" ? "number" : null }, head)))),
      make("tbody", {}, told.map(row)))),
    make("p", { class: "fine" }, `and ${plural(edits.length - told.length, "change")} of the layout`));
}

function legend(pieces) {
  const counts = new Map();
  for (const piece of pieces) {
    if (typeof piece === "string" || isLayout(piece)) { continue; }
    const { family } = RULES[piece[0]];
    counts.set(family, (counts.get(family) || 0) + 1);
  }
  return make("ul", { class: "legend", "aria-label": "Colours" }, [...counts]
    .sort((a, b) => b[1] - a[1]).map(([family, count]) => make("li", {}, chip(family), ` ${count}`)));
}

function suggestionList(suggestions) {
  if (!suggestions.length) { return null; }
  const item = ([old, fresh, rule, evidence]) => make("li", {}, make("del", {}, old), " → ",
    make("ins", {}, fresh), ` (${rule}${evidence ? `: ${evidence}` : ""})`);
  return make("section", {}, make("h2", {}, "Repairs that were not certain enough"),
    make("ul", {}, suggestions.map(item)));
}

function doubtList(doubts) {
  if (!doubts.length) { return null; }
  const item = ([sure, text]) => make("li", {}, make("bdi", {}, text),
    make("span", { class: "why" }, percent(sure)));
  return make("section", {}, make("h2", {}, "Least sure of what stayed"),
    make("ul", { class: "looks" }, doubts.map(item)));
}

function documentView(index) {
  const row = ROWS[index];
  const { pieces, fields, suggestions, doubts } = read(index);
  const pane = textPane(pieces);
  const step = (to, label) => (ROWS[to]
    ? make("a", { href: `#document/${to}` }, label) : make("span", { class: "fine" }, label));
  return [
    make("p", { class: "steps" }, step(index - 1, "Previous"), make("a", { href: "#documents" },
      "All documents"), step(index + 1, "Next")),
    make("h1", { tabindex: -1 }, make("bdi", {}, row.title || row.name)),
    make("p", {}, make("bdi", {}, row.name), row.place ? [" (", make("bdi", {}, row.place), ")"] : null,
      ` · ${plural(row.size, "character")}, `
      + `${percent(row.share)} removed · confidence ${percent(row.confidence)}`,
    row.reason ? ` · no body: ${row.reason}` : null),
    choice(pane), legend(pieces), make("div", { class: "sheet" }, pane, fieldList(fields)),
    doubtList(doubts), changesTable(pieces, index), suggestionList(suggestions),
  ];
}
