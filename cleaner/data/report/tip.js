// The reason of a cut, beside it: on hover, on focus and on a tap; Escape takes it away.
let tipped = null;
let leaving = 0;

function reason(piece) {
  const [number_, , fresh, evidence, sure] = piece;
  const rule = RULES[number_];
  const why = rule.told.find(([label]) => label === "why");
  return [
    make("p", {}, chip(rule.family), " ", make("strong", {}, rule.name),
      fresh ? " repaired this" : " removed this"),
    why ? make("p", {}, why[1]) : null,
    evidence ? make("p", {}, "Seen here: ", make("bdi", {}, evidence)) : null,
    make("p", { class: "fine" }, `Such a verdict is right in ${percent(sure)}. `,
      ruleLink(rule, "All cuts of this rule")),
  ];
}

function showTip(element, piece) {
  clearTimeout(leaving);
  const tip = byId("tip");
  tip.replaceChildren(...reason(piece).filter(Boolean));
  tip.hidden = false;
  tipped?.removeAttribute("aria-describedby");
  tipped = element;
  element.setAttribute("aria-describedby", "tip");
  const box = element.getClientRects()[0] || element.getBoundingClientRect();
  const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
  const below = box.bottom + tip.offsetHeight + 8 < window.innerHeight;
  tip.style.left = `${Math.max(8, Math.min(box.left, room))}px`;
  tip.style.top = `${Math.max(8, below ? box.bottom + 4 : box.top - tip.offsetHeight - 4)}px`;
}

function hideTip() {
  clearTimeout(leaving);
  byId("tip").hidden = true;
  tipped?.removeAttribute("aria-describedby");
  tipped = null;
}

const leaveTip = () => {
  clearTimeout(leaving);
  leaving = setTimeout(() => {
    if (!byId("tip").matches(":focus-within, :hover")) { hideTip(); }
  }, 250);
};

function escapeTip() {
  const from = byId("tip").contains(document.activeElement) ? tipped : null;
  from?.focus(); // before it goes: the focus must not be lost with it
  hideTip();
}

function setUpTip() {
  byId("tip").addEventListener("pointerenter", () => clearTimeout(leaving));
  byId("tip").addEventListener("pointerleave", leaveTip);
  byId("tip").addEventListener("focusout", leaveTip);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { escapeTip(); }
  });
  window.addEventListener("scroll", () => { if (tipped) { hideTip(); } }, { passive: true });
}
