// The card with a term's definition. It stays while the pointer is on the term or on the card; Escape closes it.

const ROOT = new URL(document.documentElement.dataset.content_root ?? "./", document.baseURI);
const LEAVING = 200; // milliseconds to move the pointer from the term to its card
const GAP = 6;

const definitions = fetch(new URL("_static/terms.json", ROOT)).then((answer) => answer.json());
const card = document.createElement("div");
card.id = "term-card";
card.role = "tooltip";
card.popover = "manual";
document.querySelector("main").append(card);

let shown;
let leaving;

export async function show(term) {
  clearTimeout(leaving);
  if (term === shown) return;
  hide();
  shown = term;
  const definition = (await definitions)[decodeURIComponent(term.hash.slice(1))];
  if (!definition || shown !== term) return;
  const name = document.createElement("b");
  name.textContent = definition.term;
  card.innerHTML = definition.says;
  card.prepend(name, " ");
  term.classList.add("is-shown");
  term.setAttribute("aria-describedby", card.id);
  card.showPopover();
  place(term);
}

function hide() {
  clearTimeout(leaving);
  if (!shown) return;
  shown.classList.remove("is-shown");
  shown.removeAttribute("aria-describedby");
  shown = undefined;
  if (card.matches(":popover-open")) card.hidePopover();
}

// Below the term, or above it where there is no room; never beyond the window's edge.
function place(term) {
  const at = term.getClientRects()[0];
  const left = Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - GAP);
  const below = at.bottom + GAP;
  const fits = below + card.offsetHeight < innerHeight;
  card.style.left = `${Math.max(GAP, left)}px`;
  card.style.top = `${fits ? below : at.top - GAP - card.offsetHeight}px`;
}

function leave() {
  clearTimeout(leaving);
  leaving = setTimeout(() => document.activeElement === shown || hide(), LEAVING);
}

document.addEventListener("pointerout", (event) => {
  if (shown && (event.target.closest("a.term") === shown || card.contains(event.target))) leave();
});
card.addEventListener("pointerenter", () => clearTimeout(leaving));
document.addEventListener("focusout", (event) => {
  if (event.target === shown) hide();
});
document.addEventListener("pointerdown", (event) => {
  if (!event.target.closest("a.term, #term-card")) hide();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});
window.addEventListener("scroll", () => shown && (document.activeElement === shown ? place(shown) : hide()), {
  passive: true,
});
