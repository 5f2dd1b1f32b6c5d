// Keeps the built pages in a hand (/field…) for when there is no network, and nothing that the API answers.
const prefix = 'circle-field-';
const name = `${prefix}__BUILD__`;
const files = new Set(__FILES__);

self.addEventListener('install', (event) => {
  const fresh = [...files].map((file) => new Request(file, { cache: 'reload' }));
  event.waitUntil(caches.open(name).then((cache) => cache.addAll(fresh)));
});

// A newer build waits until no page of the one before is open, whose files go only then.
self.addEventListener('activate', (event) => {
  const others = caches
    .keys()
    .then((keys) =>
      Promise.all(keys.filter((key) => key.startsWith(prefix) && key !== name).map((key) => caches.delete(key))),
    );
  event.waitUntil(others.then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (files.has(url.pathname)) event.respondWith(kept(request, url.pathname));
});

/** The server's, which may be newer; without a network the one that is kept. */
async function page(request) {
  try {
    const answer = await fetch(request);
    if (answer.status < 500) return answer;
  } catch {
    // There is no network.
  }
  return kept(request, '/index.html');
}

/** Names of built files carry their hash: what is kept is what was asked for. */
async function kept(request, path) {
  const cache = await caches.open(name);
  return (await cache.match(path)) ?? fetch(request);
}
