// Settings: language, theme, what is remembered, how storage stands, what is unsent, and signing out.

import { useDatabaseOf } from "../data/db.js";
import { forget, serverKnowsLeft, writes } from "../data/person.js";
import { counts, unsent } from "../data/queue.js";
import { forgetRemembered, REMEMBERED, remembered, remembers, setRemembering } from "../data/remembered.js";
import { saveFile } from "../lib/dom.js";
import { effect, html, nothing, render } from "../lib/html.js";
import { chooseLanguage, chosenLanguage, LANGUAGES, language, t } from "../lib/i18n.js";
import { installed } from "../lib/install.js";
import { icons } from "../lib/more-icons.js";
import { day, moment } from "../lib/time.js";
import { signOut } from "../sync/device-session.js";
import { status } from "../sync/status.js";
import { label, vocabularies } from "../sync/vocabulary.js";

/** @typedef {import("../types.js").Person} Person */

const THEME = "pathnote.theme";

/**
 * @param {HTMLElement} root
 * @param {import("../types.js").ScreenContext} ctx
 */
export async function open(root, ctx) {
  const person = /** @type {Person} */ (ctx.person);
  useDatabaseOf(person.id);
  ctx.setTitle(t("nav.settings"));
  const view = { lists: await vocabularies(), storage: await storageState() };
  const draw = () => render(page(person, view, acts), root);
  const acts = {
    /** @param {string} language */
    language: (language) => {
      chooseLanguage(language || null);
      location.reload();
    },
    /** @param {string} theme */
    theme: (theme) => {
      if (theme) localStorage.setItem(THEME, theme);
      else localStorage.removeItem(THEME);
      document.documentElement.dataset.theme = theme;
      draw();
    },
    remember: () => {
      setRemembering(!remembers());
      draw();
    },
    forgetFields: () => {
      forgetRemembered();
      draw();
    },
    persist: async () => {
      await navigator.storage.persist();
      view.storage = await storageState();
      draw();
    },
    exportUnsent,
    leave: () => leave(),
  };
  return effect(() => void (status.value && draw()));
}

async function exportUnsent() {
  const ops = await unsent();
  saveFile(
    `pathnote-unsent-${day()}.json`,
    JSON.stringify({ format: "pathnote-unsent", version: 1, ops }, null, 2),
  );
}

/** Unsent entries stay here under the person's name; that is said before, not after. */
async function leave() {
  // Asked of the outbox itself: a page that has only just opened has not counted yet, and would let go unasked.
  const { waiting, needs } = await counts().catch(() => status.value);
  if (waiting + needs > 0) {
    const { decide } = await import("../elements/sheet.js");
    const answer = await decide(
      t("signOut.unsentTitle", { count: waiting + needs }),
      t("signOut.unsentHelp"),
      [
        { code: "stay", name: t("signOut.stay"), kind: "primary" },
        { code: "file", name: t("signOut.file") },
        { code: "leave", name: t("signOut.anyway"), kind: "danger" },
      ],
    );
    if (answer === "file") return exportUnsent();
    if (answer !== "leave") return;
  }
  forget();
  try {
    await signOut();
    serverKnowsLeft();
  } catch {
    // No network: the server is told at the next start.
  }
  // A fresh page holds nothing of this person in memory.
  location.replace("/sign-in");
}

async function storageState() {
  const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  return { persisted: Boolean(await navigator.storage?.persisted?.()), usage, quota };
}

/**
 * @param {Person} person
 * @param {{lists: Record<string, import("../types.js").Vocabulary>, storage: {persisted: boolean, usage: number, quota: number}}} view
 * @param {any} acts
 */
const page = (person, view, acts) => html`
  <div class="stack settings">
    <h1>${t("nav.settings")}</h1>
    <section class="card settings-person">
      <span class="avatar" aria-hidden="true">${initials(person.name)}</span>
      <div><h2>${person.name}</h2><p class="small">${person.email}</p>
        <p class="small">${person.roles.map((role) => t(`role.${role}`)).join(", ")}</p></div>
      <a class="button" href="/account">${icons.shield}${t("account.title")}</a>
      <button class="button" @click=${acts.leave}>${icons.logOut}${t("signOut.button")}</button>
    </section>
    ${writes(person) ? sending(acts) : nothing}
    <section class="card stack">
      ${choice(t("settings.language"), "language", chosenLanguage() ?? "", ["", ...LANGUAGES], acts.language)}
      ${choice(t("settings.theme"), "theme", localStorage.getItem(THEME) ?? "", ["", "light", "dark"], acts.theme)}
    </section>
    ${writes(person) ? fields(view.lists, acts) : nothing}
    ${writes(person) ? storage(view.storage, acts) : nothing}
  </div>`;

/** @param {any} acts */
function sending({ exportUnsent }) {
  const { waiting, needs, lastSuccess, oldest } = status.value;
  return html`
    <section class="card stack">
      <h2>${icons.send}${t("settings.sending")}</h2>
      <p>${waiting + needs ? t("settings.unsent", { count: waiting + needs }) : t("settings.allSent")}
        ${oldest ? html`<br><span class="small">${t("entries.oldest", { when: moment(oldest) })}</span>` : nothing}
        ${lastSuccess ? html`<br><span class="small">${t("settings.lastContact", { when: moment(new Date(lastSuccess).toISOString()) })}</span>` : nothing}</p>
      ${waiting + needs ? html`<div class="row"><button class="button" @click=${exportUnsent}>${icons.download}${t("settings.export")}</button></div>` : nothing}
      <p class="small">${t("settings.rescueHelp")}</p>
      <div class="row"><a class="button" href="/rescue.html">${icons.download}${t("app.rescue")}</a></div>
    </section>`;
}

/**
 * @param {string} title
 * @param {string} name
 * @param {string} current
 * @param {readonly string[]} values
 * @param {(value: string) => void} choose
 */
const choice = (title, name, current, values, choose) => html`
  <fieldset class="field">
    <legend>${title}</legend>
    <div class="switch">
      ${values.map(
        (value) => html`
          <label><input class="sr-only" type="radio" name=${name} .checked=${value === current} @change=${() => choose(value)}>
            <span>${t(`settings.${name}.${value || "device"}`)}</span></label>`,
      )}
    </div>
  </fieldset>`;

/** @param {Record<string, import("../types.js").Vocabulary>} lists @param {any} acts */
function fields(lists, acts) {
  const kept = REMEMBERED.map((name) => ({ name, value: label(lists, name, remembered()[name]) })).filter(
    (one) => one.value,
  );
  return html`
    <section class="card stack">
      <label class="toggle"><span><strong>${t("settings.remember")}</strong><span class="small">${t("settings.rememberHelp")}</span></span>
        <input type="checkbox" role="switch" .checked=${remembers()} @change=${acts.remember}></label>
      ${
        kept.length
          ? html`<dl class="details">${kept.map(({ name, value }) => html`<div><dt>${t(`detail.${name}`)}</dt><dd>${value}</dd></div>`)}</dl>
            <div class="row"><button class="button" @click=${acts.forgetFields}>${t("settings.forget")}</button></div>`
          : nothing
      }
    </section>`;
}

/** @param {{persisted: boolean, usage: number, quota: number}} state @param {any} acts */
const storage = ({ persisted, usage, quota }, acts) => html`
  <section class="card stack">
    <h2>${icons.smartphone}${t("settings.storage")}</h2>
    <p>${t(persisted ? "settings.persisted" : "settings.notPersisted")}
      <br><span class="small">${t("settings.usage", { used: size(usage), free: size(quota - usage) })}</span></p>
    ${
      persisted && installed()
        ? nothing
        : html`<div class="row">
            ${persisted ? nothing : html`<button class="button" @click=${acts.persist}>${t("settings.persist")}</button>`}
            ${installed() ? nothing : html`<a class="button" href="/install">${icons.squarePlus}${t("install.title")}</a>`}
          </div>`
    }
  </section>`;

/** @param {number} bytes */
function size(bytes) {
  const [amount, unit] = bytes < 1e9 ? [bytes / 1e6, "megabyte"] : [bytes / 1e9, "gigabyte"];
  return new Intl.NumberFormat(language(), { style: "unit", unit, maximumFractionDigits: 1 }).format(amount);
}

/** @param {string} name */
const initials = (name) =>
  name
    .split(/\s+/)
    .map((part) => part[0] ?? "")
    .slice(0, 2)
    .join("")
    .toUpperCase();
