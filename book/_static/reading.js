// What a page offers beside its text. Each part is loaded when it is first needed; without scripts, links lead on.

// No key alone opens anything: a slip of the hand, or speech that is read as keys, would.
const opensSearch = (event) => event.key === "k" && (event.ctrlKey || event.metaKey);

// What is typed while the search is being fetched is not lost.
let typed;

async function search(event) {
  event.preventDefault();
  if (typed !== undefined) return;
  typed = "";
  try {
    (await import("./search.js")).open(typed);
  } catch {
    document.querySelector("a.search-open")?.click();
  }
  typed = undefined;
}

document.addEventListener("keydown", (event) => {
  if (opensSearch(event)) search(event);
  else if (typed !== undefined && event.key.length === 1) typed += event.key;
});
document.addEventListener("click", (event) => {
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (plain && typed === undefined && event.target.closest("a.search-open")) search(event);
});
// A term shows its definition to whoever points at it or reaches it by keyboard; by touch, the second tap follows it.
let terms;
let wasShown = false;

function define(event) {
  const term = event.target.closest?.("a.term");
  if (term) (terms ??= import("./terms.js")).then(({ show }) => show(term));
}

document.addEventListener("pointerover", define);
document.addEventListener("focusin", define);
document.addEventListener("pointerdown", (event) => {
  wasShown = event.target.closest("a.term.is-shown") !== null;
});
document.addEventListener("click", (event) => {
  if (event.pointerType === "touch" && !wasShown && event.target.closest("a.term")) event.preventDefault();
});

const page = document.querySelector("[data-search-page]");
if (page) import("./search.js").then((found) => found.mount(page));

import("./progress.js");
