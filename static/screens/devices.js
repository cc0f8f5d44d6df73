// Phones: who has something on a phone that has not arrived, and what to do about it.

import { readDevices } from "../http/desk.js";
import { say } from "../lib/dom.js";
import { sentence } from "../lib/errors.js";
import { html, nothing, render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { daysAgo, moment } from "../lib/time.js";

/** @typedef {import("../http/desk.js").Device} Device */
/** @typedef {{devices: Device[] | null, error: string}} View */

/**
 * @param {HTMLElement} root
 * @param {import("../types.js").ScreenContext} ctx
 */
export async function open(root, ctx) {
  ctx.setTitle(t("devices.title"));
  const asking = new AbortController();
  const view = /** @type {View} */ ({ devices: null, error: "" });
  const draw = () => render(page(view, load), root);

  async function load() {
    try {
      Object.assign(view, { devices: (await readDevices(asking.signal)).items, error: "" });
    } catch (error) {
      if (asking.signal.aborted) return;
      view.error = sentence(error);
      say(view.error);
    }
    draw();
  }

  draw();
  load();
  window.addEventListener("online", load);
  return () => {
    asking.abort();
    window.removeEventListener("online", load);
  };
}

/** @param {View} view @param {() => void} load */
function page({ devices, error }, load) {
  const troubled = (devices ?? []).filter(isTroubled);
  const calm = (devices ?? []).filter((device) => !isTroubled(device));
  return html`
    <div class="stack devices" aria-busy=${devices === null && !error}>
      <h1>${t("devices.title")}</h1>
      <p class="muted">${t("devices.lead")}</p>
      ${
        error
          ? html`<div class="banner bad" role="alert">${icons.cloudOff}<p>${error}</p>
              <div class="row"><button class="button" @click=${load}>${t("app.retry")}</button></div></div>`
          : nothing
      }
      ${devices && !devices.length ? empty() : nothing}
      ${devices?.length && !troubled.length ? html`<div class="banner ok" role="status">${icons.check}<p>${t("devices.allHere", { count: devices.length })}</p></div>` : nothing}
      ${troubled.length ? group("devices.look", troubled) : nothing}
      ${calm.length ? group("devices.fine", calm) : nothing}
    </div>`;
}

/** @param {Device} device */
const isTroubled = ({ missing, is_quiet }) => missing > 0 || is_quiet;

const empty = () => html`<div class="empty">${icons.smartphone}<p>${t("devices.none")}</p></div>`;

/** @param {string} title @param {Device[]} devices */
const group = (title, devices) => html`
  <section class="card" aria-labelledby=${title}>
    <h2 id=${title} class="section-title">${t(title)}</h2>
    <ul class="list">${devices.map((device) => html`<li>${row(device)}</li>`)}</ul>
  </section>`;

/** @param {Device} device */
function row(device) {
  const { person, last_seen_at, pending, missing, is_quiet } = device;
  return html`
    <div class="device">
      <div class="device-head">
        <h3>${person.name}</h3>
        ${missing ? html`<span class="pill bad">${icons.triangleAlert}${t("devices.missing", { count: missing })}</span>` : nothing}
        ${is_quiet ? html`<span class="pill warn">${icons.cloudOff}${t("devices.quiet", { count: daysAgo(last_seen_at) })}</span>` : nothing}
      </div>
      <p class="small">${t("devices.heard", { when: moment(last_seen_at) })} · ${pending ? t("devices.waiting", { count: pending }) : t("devices.nothingWaits")} · ${t("devices.phone", { id: device.id.slice(-4) })}</p>
      ${missing ? html`<p>${t("devices.doMissing", { name: person.name })} <span class="small">${t("devices.numbers", { numbers: ranges(device.holes) })}</span></p>` : nothing}
      ${is_quiet ? html`<p>${t("devices.doQuiet", { name: person.name })}</p>` : nothing}
    </div>`;
}

/** '4–6, 9'. @param {[number, number][]} holes */
const ranges = (holes) =>
  holes.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`)).join(", ");
