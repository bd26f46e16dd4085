// Which lessons were read, remembered in this browser only. A lesson counts as read when its end stayed in view for
// a moment, or by the button below it; the same button takes that back.

const KEY = "course-read";
const MOMENT = 1500; // milliseconds
const ROOT = new URL(document.documentElement.dataset.content_root ?? "./", document.baseURI);
const article = document.querySelector("article[data-page]");
const lessons = [...document.querySelectorAll("nav li[data-page]:has(.number)")];
const begin = document.querySelector('article[data-page="book/index"] a');
const here = article?.dataset.lesson ? article.dataset.page : undefined;

// → {"book/ch02_flask/03_routing": "2026-11-21"}: pages, and the day on which each was read.
function remembered() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return Object.fromEntries(Object.entries(kept).filter((entry) => entry.every((part) => typeof part === "string")));
  } catch {
    return {};
  }
}

function keep(pages) {
  try {
    localStorage.setItem(KEY, JSON.stringify(pages));
  } catch {
    // Storage is closed: nothing is remembered.
  }
  show();
}

function mark(page, isRead) {
  const pages = remembered();
  if (isRead) pages[page] ??= new Date().toISOString().slice(0, 10);
  else delete pages[page];
  keep(pages);
}

function show() {
  const pages = remembered();
  for (const item of document.querySelectorAll("nav li[data-page]")) {
    tick(item, item.querySelector("a"), item.dataset.page in pages);
  }
  for (const link of lessonLinks()) tick(link, link, nameOf(link) in pages);
  const button = document.querySelector(".mark-read");
  if (button) button.setAttribute("aria-pressed", String(here in pages));
  if (begin) goOn(pages);
  const count = document.querySelector(".read-count");
  const read = lessons.filter((item) => item.dataset.page in pages).length;
  if (count) count.textContent = `You have read ${read} of ${lessons.length} lessons.`;
}

function tick(marked, link, isRead) {
  marked.classList.toggle("read", isRead);
  const said = link.querySelector(".visually-hidden");
  if (isRead && !said) link.insertAdjacentHTML("beforeend", '<span class="visually-hidden"> (read)</span>');
  if (!isRead) said?.remove();
}

// The path page lists every lesson, whichever way it is laid out.
function lessonLinks() {
  const known = new Set(lessons.map((item) => item.dataset.page));
  const links = document.querySelectorAll('article[data-page="book/path"] a');
  return [...links].filter((link) => known.has(nameOf(link)));
}

function nameOf(link) {
  return link.pathname.slice(ROOT.pathname.length).replace(/\.html$/, "");
}

// Who comes back to the start page goes on after the last lesson read.
function goOn(pages) {
  const next = lessons[lessons.findLastIndex((item) => item.dataset.page in pages) + 1] ?? lessons[0];
  begin.href = next.querySelector("a").href;
  const verb = next === lessons[0] ? "Begin" : "Go on";
  begin.textContent = `${verb} with lesson ${next.querySelector(".number").textContent}`;
}

function watchEnd() {
  const end = document.querySelector(".lesson-end");
  const button = end.querySelector(".mark-read");
  button.hidden = false;
  let waiting;
  const watch = new IntersectionObserver(([seen]) => {
    clearTimeout(waiting);
    if (seen.isIntersecting) waiting = setTimeout(() => mark(here, true), MOMENT);
  });
  watch.observe(end);
  button.addEventListener("click", () => {
    clearTimeout(waiting);
    watch.disconnect(); // the reader has decided
    mark(here, button.getAttribute("aria-pressed") !== "true");
  });
}

function offerRecord(box) {
  const file = box.querySelector("input");
  const forget = () => confirm("Forget which lessons you have read?") && keep({});
  const deeds = { save, load: () => file.click(), forget };
  box.hidden = false;
  box.addEventListener("click", (event) => deeds[event.target.dataset.do]?.());
  file.addEventListener("change", async () => {
    await load(file.files[0], box.querySelector(".read-count"));
    file.value = ""; // so that the same file can be chosen again
  });
}

function save() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(remembered(), null, 2)], { type: "application/json" }));
  link.download = "lessons-read.json";
  link.click();
  URL.revokeObjectURL(link.href);
}

async function load(file, said) {
  try {
    const loaded = JSON.parse(await file.text());
    const known = Object.entries(loaded).filter(([name, day]) => /^book\//.test(name) && /^\d{4}-\d\d-\d\d$/.test(day));
    keep({ ...Object.fromEntries(known), ...remembered() });
  } catch {
    said.textContent = "That file holds no list of lessons read.";
  }
}

if (here) watchEnd();
const record = document.querySelector(".read-record");
if (record) {
  offerRecord(record);
  import("./keep.js").then(({ offer }) => offer(record.querySelector(".keep")));
}
show();
addEventListener("storage", (event) => event.key === KEY && show());
