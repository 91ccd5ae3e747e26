// @ts-check
// Keeps what was seen last for when there is no connection, and taps of Watered until there is one again. Before this text
// stands `const SHELL`: the files of the pages, whose addresses change with their content.
const FILES = `files-${SHELL.version}`, PAGES = 'pages', MOST_PAGES = 20;
const KEPT_PATHS = /^\/(plants(\/[^/]+(\/history)?)?|alerts)$/, WATERED = /^\/plants\/([^/]+)\/watered$/;

self.addEventListener('install', event => event.waitUntil((async () => {
  await (await caches.open(FILES)).addAll(SHELL.files);
  await self.skipWaiting();
})()));

self.addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith('files-') && name !== FILES) await caches.delete(name);
  await self.clients.claim();
})()));

self.addEventListener('fetch', event => {
  const { request } = event, url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  const watered = WATERED.exec(url.pathname);
  if (request.method === 'GET' && url.pathname.startsWith('/a/')) event.respondWith(file(request));
  else if (request.method === 'GET' && KEPT_PATHS.test(url.pathname)) event.respondWith(page(event, request));
  else if (request.method === 'POST' && watered) event.respondWith(water(event, request, watered[1]));
  else if (request.method === 'POST' && url.pathname === '/sign-out') event.waitUntil(forget());
});

self.addEventListener('message', event => { if (event.data === 'send') event.waitUntil(send()); });
self.addEventListener('sync', event => { if (event.tag === 'watered') event.waitUntil(send()); });

const file = async request => await caches.match(request) ?? fetch(request);

// From the network wherever there is one: what is kept is for when there is none.
const page = async (event, request) => {
  try {
    const answer = await fetch(request);
    if (answer.ok && answer.type === 'basic' && !answer.redirected) event.waitUntil(keep(request, answer.clone()));
    // Whoever is sent to sign in has no session any more: what they saw is not for whoever comes next.
    else if (answer.type === 'opaqueredirect') event.waitUntil(caches.delete(PAGES));
    return answer;
  } catch (failure) {
    const kept = await caches.match(request, { ignoreVary: true });
    if (kept) return kept;
    if (request.mode === 'navigate') {
      const first = await caches.match('/plants', { ignoreVary: true });
      if (first) return first;
    }
    throw failure;
  }
};

const keep = async (request, answer) => {
  const pages = await caches.open(PAGES), type = answer.headers.get('Content-Type') ?? '';
  const policy = answer.headers.get('Content-Security-Policy') ?? '';
  const headers = new Headers({ 'Content-Type': type, 'Content-Security-Policy': policy });
  // The page is told that it is an old one.
  const text = (await answer.text()).replace('<html ', `<html data-kept="${Date.now()}" `);
  await pages.delete(request, { ignoreVary: true });
  await pages.put(request.url, new Response(text, { headers }));
  const kept = await pages.keys();
  for (const old of kept.slice(0, Math.max(0, kept.length - MOST_PAGES))) await pages.delete(old);
};

const water = async (event, request, plant) => {
  const copy = request.clone();
  try {
    return await fetch(request);
  } catch {
    await change(taps => taps.add({ plant, at: Date.now() }));
    await self.registration.sync?.register('watered').catch(() => {});
    // A page with scripts says so on the card; one without is shown anew.
    return copy.headers.has('HX-Request')
      ? new Response(null, { status: 204, headers: { 'HX-Trigger': 'watered-later' } })
      : Response.redirect('/plants', 303);
  }
};

let sending = Promise.resolve();
const send = () => sending = sending.then(async () => {
  let sent = 0;
  for (const tap of await all()) {
    const body = new URLSearchParams({ at: tap.at }), headers = { 'HX-Request': 'true' };
    const answer = await fetch(`/plants/${tap.plant}/watered`, { method: 'POST', body, headers }).catch(() => null);
    // Without a connection it waits for the next, without a session for whoever signs in again; and busy is not no.
    if (!answer || answer.status >= 500 || answer.status === 429 || answer.headers.has('HX-Redirect')) return;
    await change(taps => taps.delete(tap.id));
    sent++;
  }
  if (sent > 0) for (const client of await self.clients.matchAll()) client.postMessage('sent');
});

const forget = async () => {
  await caches.delete(PAGES);
  await change(taps => taps.clear());
};

const open = () => new Promise((resolve, reject) => {
  const opening = indexedDB.open('plantops', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('watered', { keyPath: 'id', autoIncrement: true });
  opening.onsuccess = () => resolve(opening.result);
  opening.onerror = () => reject(opening.error);
});
const change = async work => {
  const database = await open();
  await new Promise((resolve, reject) => {
    const transaction = database.transaction('watered', 'readwrite');
    work(transaction.objectStore('watered'));
    transaction.oncomplete = resolve;
    transaction.onerror = () => reject(transaction.error);
  });
  database.close();
};
const all = async () => {
  const database = await open();
  const taps = await new Promise((resolve, reject) => {
    const asking = database.transaction('watered').objectStore('watered').getAll();
    asking.onsuccess = () => resolve(asking.result);
    asking.onerror = () => reject(asking.error);
  });
  database.close();
  return taps;
};
