// What has to be said about this device's storage: another tab in the way, a lost connection, no room.

import { isFull } from "../data/db.js";
import { carryOver } from "../data/drafts.js";
import { loadStyles } from "../lib/dom.js";
import { html, nothing, render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/icons.js";

const RELOADED = "pathnote.reloaded";
/** Storage that is still dead this soon after a load does not come back by another one. */
const AGAIN = 60_000;

const line = document.createElement("div");
loadStyles("/styles/elements/more.css");

/** @param {unknown} what as data/db.js tells it, or an error */
export function tellStorage(what) {
  // At the top and in the flow: it must be seen, and hide nothing of what is being written.
  if (!line.isConnected) document.body.prepend(line);
  if (what === "open") return render(nothing, line);
  if (what === "lost" && reloadOnce()) return;
  if (what === "blocked" || what === "outdated" || what === "lost")
    return show(`storage.${what}`, what !== "blocked");
  if (isFull(what)) show("capture.full", false);
}

/** A page that lost its storage gets it back by loading again, and takes along what it could not write. */
function reloadOnce() {
  try {
    if (Date.now() - Number(sessionStorage.getItem(RELOADED)) < AGAIN) return false;
    sessionStorage.setItem(RELOADED, String(Date.now()));
  } catch {
    return false;
  }
  reload();
  return true;
}

function reload() {
  carryOver();
  location.reload();
}

/** @param {string} words @param {boolean} again whether a load may help */
function show(words, again) {
  render(
    html`
      <div class="storage-line" role="alert">
        ${icons.triangleAlert}<p>${t(words)}</p>
        ${again ? html`<button class="button primary" @click=${reload}>${t("storage.reload")}</button>` : nothing}
      </div>`,
    line,
  );
}
