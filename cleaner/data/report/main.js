// Which part of the page is shown: the address says it, so that going back works.
const VIEWS = ["overview", "documents", "rules", "document", "rule"];

function show(name, title) {
  hideTip();
  for (const view of VIEWS) { byId(`view-${view}`).hidden = view !== name; }
  for (const link of document.querySelectorAll("nav a")) {
    const current = link.hash === `#${name}` || link.hash === `#${name}s`;
    if (current) { link.setAttribute("aria-current", "page"); }
    else { link.removeAttribute("aria-current"); }
  }
  if (title) { say(title); }
}

function fill(name, children) {
  const view = byId(`view-${name}`);
  view.replaceChildren(...children.filter(Boolean));
  show(name, "");
  window.scrollTo(0, 0);
  view.querySelector("h1").focus({ preventScroll: true });
}

function openCut(order) {
  const cuts = [...document.querySelectorAll("#view-document .cut")];
  if (cuts[order]) {
    cuts[order].scrollIntoView({ block: "center" });
    focusCut(cuts, cuts[order]);
  }
}

let opened = null; // the number of the document that is shown

function route() {
  const [name, first, second] = location.hash.slice(1).split("/").map(decoded);
  const named = name === "rule" ? RULES.findIndex((rule) => rule.name === first) : -1;
  const found = named < 0 ? Number(first) : named;
  if (name === "main") { byId("main").focus(); return; }
  if (name === "document" && ROWS[found]) {
    if (opened !== found) { fill("document", documentView(found)); }
    opened = found;
    if (second) { openCut(Number(second)); }
    return;
  }
  opened = null;
  if (name === "rule" && RULES[found]) {
    fill("rule", ruleView(found));
  } else {
    if (name === "documents" && second) { filterBy(first, second); }
    show(VIEWS.slice(0, 3).includes(name) ? name : "overview", name);
  }
}

function decoded(part) {
  try { return decodeURIComponent(part); } catch { return part; }
}

setUpTable();
setUpRules();
setUpTip();
window.addEventListener("hashchange", route);
route();
