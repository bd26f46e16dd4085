// Keeping the whole site for reading offline, when the reader asks for it. `files.json` names every file of this
// build; the service worker offline.js answers from what is kept only while the network does not.

const ROOT = new URL(document.documentElement.dataset.content_root ?? "./", document.baseURI);
const PREFIX = `course ${ROOT.pathname} `;
const AT_ONCE = 12;

export async function offer(box) {
  if (!("serviceWorker" in navigator) || !window.caches) return;
  const tell = (text) => (box.querySelector("[role=status]").textContent = text);
  const [fetching, removing] = box.querySelectorAll("button");
  fetching.addEventListener("click", async () => {
    fetching.disabled = true;
    await keep(tell).catch(() => tell("Not everything could be fetched. Try again when the network is better."));
    await show();
  });
  removing.addEventListener("click", async () => {
    await remove();
    tell("");
    await show();
  });
  async function show() {
    const isKept = (await names()).length > 0;
    fetching.textContent = isKept ? "Fetch the newest version" : "Keep the course for reading offline";
    fetching.disabled = false;
    removing.hidden = !isKept;
  }
  await show();
  box.hidden = false;
}

async function keep(tell) {
  const { digest, files } = await (await fetch(new URL("_static/files.json", ROOT), { cache: "no-cache" })).json();
  const cache = await caches.open(PREFIX + digest);
  for (let done = 0; done < files.length; done += AT_ONCE) {
    tell(`${done} of ${files.length} files`);
    await cache.addAll(files.slice(done, done + AT_ONCE).map((file) => new URL(file, ROOT).href));
  }
  for (const name of await names()) if (name !== PREFIX + digest) await caches.delete(name);
  await navigator.serviceWorker.register(new URL("offline.js", ROOT));
  tell("The course can be read offline.");
}

async function remove() {
  for (const name of await names()) await caches.delete(name);
  await (await navigator.serviceWorker.getRegistration(ROOT))?.unregister();
}

async function names() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX));
}
