// Answers for the site when the network does not, from what `_static/keep.js` kept because the reader asked for it.
// It stands at the site's root, because a service worker answers only for what lies below its own address.

const here = new URL("./", self.location);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(here.href)) {
    event.respondWith(fetch(request).catch(() => kept(request)));
  }
});

async function kept(request) {
  const address = new URL(request.url);
  if (address.pathname.endsWith("/")) address.pathname += "index.html";
  // Files carry marks such as `?v=1a2b` for other caches; here the names are enough.
  return (await caches.match(address, { ignoreSearch: true })) ?? Response.error();
}
