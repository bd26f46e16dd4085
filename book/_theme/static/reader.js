// What the pages do beyond reading: the scheme's switch, copying code, keeping the place in long pages.
// Every page is whole without it.

const root = document.documentElement;

function schemeSwitch() {
  const button = document.querySelector(".scheme");
  const night = matchMedia("(prefers-color-scheme: dark)");
  const system = () => (night.matches ? "dark" : "light");
  const show = () => {
    const now = root.dataset.theme || system();
    const other = now === "dark" ? "light" : "dark";
    button.setAttribute("aria-label", `Use ${other} colours`);
    button.title = `Use ${other} colours`;
    return other;
  };
  button.addEventListener("click", () => {
    const other = show();
    // The system's own choice needs no memory: it may change at dusk.
    if (other === system()) delete root.dataset.theme;
    else root.dataset.theme = other;
    try {
      if (root.dataset.theme) localStorage.setItem("scheme", other);
      else localStorage.removeItem("scheme");
    } catch {
      // Storage is closed: the choice holds for this page.
    }
    show();
  });
  night.addEventListener("change", show);
  button.hidden = false;
  show();
}

function copyButtons() {
  if (!navigator.clipboard) return;
  for (const box of document.querySelectorAll("article .highlight")) {
    if (box.closest(".cell_output")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(commands(box.querySelector("pre").textContent));
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = "Copy"), 1500);
    });
    box.append(button);
  }
}

// Of a terminal's text only the commands are wanted, without their prompts.
function commands(text) {
  const lines = text.trimEnd().split("\n");
  const typed = lines.filter((line) => line.startsWith("$ "));
  return (typed.length ? typed.map((line) => line.slice(2)) : lines).join("\n") + "\n";
}

// What scrolls sideways can be reached by the keyboard.
function reachable() {
  for (const box of document.querySelectorAll("article :is(pre, .wide, .drawing, .cell_output)")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
}

// A link to something inside a fold opens the fold.
function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let fold = target?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  target?.scrollIntoView();
}

function followHeadings() {
  const links = new Map([...document.querySelectorAll(".page-nav a")].map((a) => [a.hash.slice(1), a]));
  const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  const watch = new IntersectionObserver(
    () => {
      const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight * 0.3);
      const here = passed.at(-1) ?? headings[0];
      for (const [id, link] of links) link.classList.toggle("here", id === here.id);
    },
    { rootMargin: "0px 0px -70% 0px", threshold: [0, 1] },
  );
  headings.forEach((heading) => watch.observe(heading));
}

function showWhereWeAre() {
  const menu = document.getElementById("course-nav");
  const here = menu.querySelector("[aria-current]");
  if (here && here.offsetTop > menu.clientHeight * 0.7) menu.scrollTop = here.offsetTop - menu.clientHeight / 3;
  // Links to this page or into it close the popover that they stand in.
  for (const popover of document.querySelectorAll("nav[popover]")) {
    popover.addEventListener("click", (event) => {
      if (event.target.closest("a") && popover.matches(":popover-open")) popover.hidePopover();
    });
  }
}

// Paper is light, and shows what is folded.
function toPaper() {
  const { theme } = root.dataset;
  delete root.dataset.theme;
  if (theme) addEventListener("afterprint", () => (root.dataset.theme = theme), { once: true });
  for (const fold of document.querySelectorAll("article details:not([open])")) fold.open = true;
}

schemeSwitch();
copyButtons();
reachable();
followHeadings();
showWhereWeAre();
if (location.hash) openTarget();
addEventListener("hashchange", openTarget);
addEventListener("resize", reachable);
addEventListener("beforeprint", toPaper);
document.addEventListener("toggle", reachable, true);
