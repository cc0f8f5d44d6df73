// The service worker: keeps the app's own files for offline, all of one version or none. It answers GET for
// these files and nothing else: never another method, never /api. Sending entries is the page's work.

// The page's policy holds here as well: this worker may import its list and nothing more.
const policy = self.trustedTypes?.createPolicy("pathnote-sw", {
  createScriptURL(url) {
    if (url !== "/precache.js") throw new TypeError("Only /precache.js may be imported");
    return url;
  },
});
importScripts(policy ? policy.createScriptURL("/precache.js") : "/precache.js");

const { version, files } = self.PRECACHE;
const NAME = `pathnote-${version}`;
const PATHS = new Set(files.map(([path]) => path));
/** Stands outside the list, which the app lives and dies by: what may go wrong with the list must not touch it. */
const RESCUE = "/rescue.html";

self.addEventListener("install", (event) => {
  event.waitUntil(fill());
  event.waitUntil(passBy(event));
});
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", (event) => event.data === "use-now" && self.skipWaiting());
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (/^\/(api|health|problems)(\/|$)/.test(url.pathname)) return;
  if (PATHS.has(url.pathname) || url.pathname === RESCUE) event.respondWith(fromCache(url.pathname, request));
  else if (request.mode === "navigate" && !url.pathname.includes(".")) {
    event.respondWith(fromCache("/index.html", request));
  }
});

/** Where the browser can be told beforehand, a call of the API wakes no worker, which only would let it pass. */
async function passBy(event) {
  try {
    await event.addRoutes?.([{ condition: { urlPattern: "/api/*" }, source: "network" }]);
  } catch {
    // Such a rule is not known here: the worker lets these calls pass by itself.
  }
}

/** All or nothing: a version of which one file is missing or from another version is not kept. */
async function fill() {
  const cache = await caches.open(NAME);
  try {
    await Promise.all(files.map(([path, hash]) => keep(cache, path, hash)));
  } catch (error) {
    await caches.delete(NAME);
    throw error;
  }
  await keepRescue(cache).catch(() => {});
}

/** Known by its mark, since no hash names it; the one from before serves as well as none. */
async function keepRescue(cache) {
  const before = await caches.match(RESCUE);
  const fetched = await fetch(RESCUE, { cache: "no-cache", redirect: "error" }).catch(() => null);
  const ours = fetched?.ok && (await fetched.clone().text()).includes('name="pathnote-rescue"');
  const page = ours ? fetched : before;
  if (page) await cache.put(RESCUE, page);
}

async function keep(cache, path, hash) {
  // What did not change since the version before need not be fetched again.
  const before = await caches.match(path);
  if (before && (await isWanted(before.clone(), hash))) return cache.put(path, before);
  const response = await fetch(path, { cache: "no-cache", redirect: "error" });
  if (!response.ok || !(await isWanted(response.clone(), hash))) {
    throw new Error(`${path} is not the file of this version`);
  }
  await cache.put(path, response);
}

/** The list names each file by the beginning of its SHA-256: a portal's page or another version does not pass. */
async function isWanted(response, hash) {
  const digest = await crypto.subtle.digest("SHA-256", await response.arrayBuffer());
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.startsWith(hash);
}

/** Runs only after `fill` succeeded: from here on the caches of older versions are of no use. */
async function takeOver() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("pathnote-") && name !== NAME);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function fromCache(path, request) {
  return (await caches.match(path, { cacheName: NAME })) ?? fetch(request);
}
