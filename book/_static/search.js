// Search as one types. The index is pagefind's, in the folder `search` of the site; nothing of it is loaded before.

import { places } from "./excerpts.js";

const ROOT = new URL(document.documentElement.dataset.content_root ?? "./", document.baseURI);
const PAGES = 8;
// What a page is about counts for more than how often it says a word, or a long lesson would always come first.
const RANKING = { termFrequency: 0.6, pageLength: 0.4, termSaturation: 1.2, termSimilarity: 1.5 };
const FORM = `
<form role="search">
  <label class="search-label" for="search-words">Search the course</label>
  <input id="search-words" name="q" type="text" role="searchbox" enterkeyhint="search" autocomplete="off"
    spellcheck="false" placeholder="A word, a name, a piece of code" aria-describedby="search-keys">
</form>
<p class="search-said" role="status"></p>
<ol class="search-found"></ol>
<p class="search-keys" id="search-keys"><kbd>↓</kbd> <kbd>↑</kbd> choose · <kbd>Enter</kbd> opens</p>`;

let index;
let dialog;

// Open the dialog, made when it is first asked for; `typed` begins the question.
export function open(typed) {
  if (!dialog) {
    dialog = document.createElement("dialog");
    dialog.className = "search";
    dialog.setAttribute("aria-label", "Search");
    document.body.append(dialog);
    mount(dialog);
    dialog.querySelector("form").append(closer());
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest("a")) dialog.close();
    });
  }
  if (!dialog.open) dialog.showModal();
  const input = dialog.querySelector("input");
  input.select();
  if (typed) {
    input.setRangeText(typed, 0, input.value.length, "end");
    answer(dialog, typed);
  }
}

function closer() {
  const button = element("button", "search-close", "Close");
  button.type = "button";
  button.addEventListener("click", () => dialog.close());
  return button;
}

// Put the form and its answers into `box`; on the search page the question stands in the address.
export function mount(box) {
  style();
  const asked = new URLSearchParams(location.search).get("q");
  box.innerHTML = FORM;
  const input = box.querySelector("input");
  input.addEventListener("input", () => answer(box, input.value));
  box.addEventListener("keydown", (event) => move(box, input, event));
  box.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    box.querySelector(".search-found a")?.click();
  });
  load().catch(() => say(box, "The index of the search could not be loaded."));
  if (box.matches("[data-search-page]") && asked) {
    input.value = asked;
    answer(box, asked);
  }
}

function style() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("search.css", import.meta.url);
  document.head.append(link);
}

function load() {
  index ??= import(new URL("search/pagefind.js", ROOT).href).then(async (pagefind) => {
    await pagefind.options({ baseUrl: ROOT.pathname, ranking: RANKING });
    await pagefind.init();
    return pagefind;
  });
  return index;
}

async function answer(box, words) {
  const list = box.querySelector(".search-found");
  if (!words.trim()) {
    list.replaceChildren();
    say(box, "");
    return;
  }
  const pagefind = await load();
  const found = await pagefind.debouncedSearch(words, {}, 80);
  if (!found) return; // another letter was typed meanwhile
  const pages = await Promise.all(found.results.slice(0, PAGES).map((result) => result.data()));
  if (box.querySelector("input").value !== words) return;
  list.replaceChildren(...pages.map(entry));
  const count = found.results.length;
  if (!count) say(box, `Nothing is found for “${words}”. Try fewer or other words.`);
  else say(box, `${count} ${count === 1 ? "page" : "pages"}${count > PAGES ? `, the best ${PAGES} shown` : ""}`);
}

function say(box, text) {
  box.querySelector(".search-said").textContent = text;
}

function entry(page) {
  const item = document.createElement("li");
  const title = link(page.url, "search-title");
  if (page.meta.lesson) title.append(element("span", "search-lesson", page.meta.lesson), " ");
  title.append(page.meta.title);
  const inside = document.createElement("ul");
  inside.append(...places(page).map((place) => section(page, place)));
  item.append(title, inside);
  return item;
}

function section(page, place) {
  const item = document.createElement("li");
  const to = link(`${page.url}#${place.anchor}`, "search-place");
  if (place.title !== page.meta.title) to.append(element("b", "", place.title));
  const excerpt = element(place.code ? "code" : "span", "search-excerpt", "");
  for (const [text, isFound] of place.parts) excerpt.append(isFound ? element("mark", "", text) : text);
  to.append(excerpt);
  item.append(to);
  return item;
}

function link(address, name) {
  const made = element("a", name, "");
  made.href = address;
  return made;
}

function element(kind, name, text) {
  const made = document.createElement(kind);
  if (name) made.className = name;
  made.textContent = text;
  return made;
}

// The arrows walk from the field through the links and back; typing goes on in the field.
function move(box, input, event) {
  const stops = [input, ...box.querySelectorAll(".search-found a")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    const now = stops.indexOf(document.activeElement);
    stops[(now + step + stops.length) % stops.length].focus();
  } else if (document.activeElement !== input && event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
    if (event.key !== " ") input.focus();
  }
}
