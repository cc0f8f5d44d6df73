// A worker that ends itself. Served as /sw.js it turns the service worker off on every device that asks for an update:
// it deletes the app's own caches and nothing else (what people wrote lies in IndexedDB, which it never opens), and the
// pages go on from the network. docs/deploy.md says when to use it.

// All is done at its installation: it never becomes active. A page reloads at once when its worker changes and asks for
// its worker again; found active and half gone, this one would be kept for good.
self.addEventListener("install", (event) => event.waitUntil(end()));

// Where a start elsewhere asked for it before the last page of the worker before was gone, browsers keep it, waiting, and
// the page offers it as they offer any version; or somebody was quicker than what it has to tell. It goes again.
self.addEventListener("message", (event) => {
  if (event.data === "use-now") event.waitUntil(self.registration.unregister().then(tell, tell));
});

async function end() {
  // The worker before it answers from the network where it finds no cache, for as long as its pages live.
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("pathnote-")).map((name) => caches.delete(name)));
  // Each start of the app brings this worker again, while it is served; only who still lives by another one is told.
  const told = self.registration.active !== null;
  // Not awaited: its turn comes after this very installation. Told before, a page would load itself into the old one.
  self.registration.unregister().then(() => told && tell());
}

async function tell() {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const page of pages) page.postMessage("worker-off");
}
