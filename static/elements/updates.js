// The service worker, and the one quiet line that offers a new version once it is waiting.

import { on } from "../lib/events.js";
import { html, nothing, render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { awaitOffer } from "../lib/install.js";

const line = document.createElement("div");
let chosen = false;
/** The waiting worker that the person put off; the next start offers it again. @type {ServiceWorker | null} */
let later = null;

/** One policy, one address: no other script can become this page's worker. */
const policy = window.trustedTypes?.createPolicy("pathnote-sw", {
  createScriptURL(url) {
    if (url !== "/sw.js") throw new TypeError("Only /sw.js may be a worker");
    return url;
  },
});

/** Set for the next life of this page, in which it asks for no worker. */
const WITHOUT = "pathnote.without-worker";

export async function registerWorker() {
  awaitOffer();
  if (!("serviceWorker" in navigator) || comesWithout()) return;
  const url = /** @type {string} */ (/** @type {unknown} */ (policy?.createScriptURL("/sw.js") ?? "/sw.js"));
  try {
    const registration = await navigator.serviceWorker.register(url, { updateViaCache: "none" });
    watch(registration);
  } catch {
    // Without a worker the app still runs while there is a network.
  }
}

/** @param {ServiceWorkerRegistration} registration */
function watch(registration) {
  document.body.append(line);
  const offer = () => {
    const { waiting, active } = registration;
    if (waiting && active && waiting !== later) show(() => waiting.postMessage("use-now"));
  };
  offer();
  // The server no longer tells this version what is new: the next one is fetched now, whatever the browser's clock says.
  on("outdated", async () => {
    await registration.update().catch(() => {});
    if (!registration.waiting) show(() => location.reload());
  });
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (data === "worker-off") chosen ? leaveWorker() : show(leaveWorker);
  });
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", offer);
  });
  let controlled = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    // The first worker takes over a page of its own version: nothing to load again.
    if (controlled) reload();
    controlled = true;
  });
  // Looked for at each return to the app; the browser itself asks once a day at most.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") registration.update().catch(() => {});
  });
  on("opened", offer);
}

/**
 * The worker that ended itself is there until this page is gone. Asked for before that, by the page that comes, it would
 * be kept, half gone.
 */
function leaveWorker() {
  sessionStorage.setItem(WITHOUT, "1");
  location.reload();
}

function comesWithout() {
  const without = sessionStorage.getItem(WITHOUT) !== null;
  sessionStorage.removeItem(WITHOUT);
  return without;
}

/** Chosen here: at once. Chosen in another tab: at the next screen, if something is being written in this one. */
function reload() {
  if (chosen || !/writing|begun/.test(document.body.dataset.mode ?? "")) location.reload();
  else on("opened", () => location.reload());
}

/** @param {() => void} use */
function show(use) {
  const now = () => {
    chosen = true;
    use();
  };
  const putOff = async () => {
    render(nothing, line);
    later = (await navigator.serviceWorker.getRegistration())?.waiting ?? null;
  };
  render(
    html`
      <div class="updates" role="status">
        <p>${t("update.ready")}</p>
        <button class="button primary" @click=${now}>${t("update.now")}</button>
        <button class="button quiet" @click=${putOff}>${t("update.later")}</button>
      </div>`,
    line,
  );
}
