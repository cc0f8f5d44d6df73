// A worker that ends itself. Served as /sw.js it turns the service worker off on every device that asks for an update:
// it deletes the app's own caches and nothing else (what people wrote lies in IndexedDB, which it never opens), and the
// pages go on from the network. docs/deploy.md says when to use it.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(end()));

async function end() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("pathnote-")).map((name) => caches.delete(name)));
  await self.registration.unregister();
  // A page that was kept by the worker reloads when it is next put away, not under the hands of who types in it.
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const page of pages) {
    if (page.visibilityState === "hidden") page.navigate(page.url).catch(() => {});
    else page.postMessage("worker-off");
  }
}
