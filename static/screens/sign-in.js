// Signing in: the e-mail is kept, errors are sentences, and what waits on this device is said to be safe.

import { person, remember } from "../data/person.js";
import { readSignOn } from "../http/account.js";
import { sentence } from "../lib/errors.js";
import { emit } from "../lib/events.js";
import { html, nothing, render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { hasPasskeys } from "../lib/webauthn.js";
import { backFromCompany, leaveForCompany, signIn } from "../sync/signing-in.js";
import { status } from "../sync/status.js";
import { mayOffer, offerPasskey } from "./passkey-offer.js";
import { passkeyWay } from "./sign-in-passkey.js";

const KEY = "pathnote.email";
/** What the server may say of a trip to the company's sign-on that came to nothing. */
const TOLD = "cancelled expired unreachable failed unknown taken no_email no_role inactive".split(" ");

/**
 * @param {HTMLElement} root
 * @param {import("../types.js").ScreenContext} ctx
 */
export async function open(root, ctx) {
  ctx.setTitle(t("signIn.title"));
  const view = {
    busy: false,
    shown: false,
    error: navigator.onLine ? "" : t("signIn.offlineFirst"),
    field: "",
    company: "",
    links: false,
    passkeys: false,
  };
  const told = ctx.query.get("company");
  if (told && told !== "done") view.error = t(`signOn.${TOLD.includes(told) ? told : "failed"}`);
  const draw = () => render(page(view, { submit, reveal, company, passkey }), root);
  const way = passkeyWay(
    (session) => enter(session, ctx),
    (error) => {
      view.busy = false;
      fail("", error);
    },
  );

  /** @param {SubmitEvent} event */
  async function submit(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const email = /** @type {HTMLInputElement} */ (form.elements.namedItem("email"));
    const password = /** @type {HTMLInputElement} */ (form.elements.namedItem("password"));
    localStorage.setItem(KEY, email.value.trim());
    if (!/.@./.test(email.value)) return fail("email", t("signIn.emailMissing"));
    if (!password.value) return fail("password", t("signIn.passwordMissing"));
    Object.assign(view, { busy: true, error: "", field: "" });
    draw();
    try {
      const session = await signIn(email.value.trim(), password.value);
      way.stop();
      await enter(session, ctx, view.passkeys ? root : undefined);
    } catch (error) {
      view.busy = false;
      fail(/** @type {{status?: number}} */ (error).status === 401 ? "password" : "", sentence(error));
    }
  }

  /** @param {string} field @param {string} error */
  function fail(field, error) {
    Object.assign(view, { field, error });
    draw();
    if (field) /** @type {HTMLElement | null} */ (root.querySelector(`[name=${field}]`))?.focus();
  }

  async function company() {
    Object.assign(view, { busy: true, error: "" });
    draw();
    try {
      await leaveForCompany(ctx.query.get("next") ?? "/");
    } catch (error) {
      view.busy = false;
      fail("", sentence(error));
    }
  }

  async function comeBack() {
    view.busy = true;
    draw();
    try {
      enter(await backFromCompany(), ctx);
    } catch (error) {
      view.busy = false;
      fail("", sentence(error));
    }
  }

  function passkey() {
    Object.assign(view, { busy: true, error: "", field: "" });
    draw();
    way.use();
  }

  function reveal() {
    view.shown = !view.shown;
    draw();
  }

  if (told === "done") return comeBack();
  draw();
  readSignOn().then(
    ({ name, sends_links, passkeys }) => {
      Object.assign(view, { company: name ?? "", links: sends_links, passkeys: passkeys && hasPasskeys() });
      draw();
      if (view.passkeys) way.listen();
    },
    () => {},
  );
  const empty = /** @type {HTMLInputElement[]} */ ([...root.querySelectorAll("input")]).find(
    (input) => !input.value,
  );
  if (matchMedia("(hover: hover)").matches) empty?.focus();
  return way.stop;
}

/**
 * @param {import("../types.js").Session} session
 * @param {import("../types.js").ScreenContext} ctx
 * @param {HTMLElement} [root] where somebody who typed a password may be offered a quicker way
 */
async function enter(session, ctx, root) {
  const before = person.value?.id;
  remember(session);
  const next = ctx.query.get("next") ?? "/";
  const inside = next.startsWith("/") && !next.startsWith("//") ? next : "/";
  // Somebody else's screens may still be in memory: only a fresh page is sure to hold none of them.
  if (before && before !== session.person.id) return location.replace("/");
  emit("signed-in");
  if (root && (await mayOffer())) await offerPasskey(root);
  ctx.navigate(inside, { replace: true });
}

/**
 * @param {{busy: boolean, shown: boolean, error: string, field: string, company: string, links: boolean, passkeys: boolean}} view
 * @param {{submit: (event: SubmitEvent) => void, reveal: () => void, company: () => void, passkey: () => void}} acts
 */
const page = (view, { submit, reveal, company, passkey }) => html`
  <div class="sign-in">
    <div class="sign-in-hello">
      <img src="/icons/logo.svg" alt="" width="64" height="64">
      <h1>${t("app.name")}</h1>
      <p>${t("signIn.lead")}</p>
    </div>
    <form class="card stack" novalidate @submit=${submit}>
      ${person.value && status.value.waiting ? safe(status.value.waiting) : nothing}
      <div class="field">
        <label for="email">${t("signIn.email")}</label>
        <input class="input" id="email" name="email" type="email" inputmode="email" autocomplete="username webauthn"
          autocapitalize="none" spellcheck="false" required value=${localStorage.getItem(KEY) ?? ""}
          aria-invalid=${view.field === "email"} aria-describedby="sign-in-error">
      </div>
      <div class="field">
        <label for="password">${t("signIn.password")}</label>
        <div class="sign-in-password">
          <input class="input" id="password" name="password" type=${view.shown ? "text" : "password"}
            autocomplete="current-password" required
            aria-invalid=${view.field === "password"} aria-describedby="sign-in-error">
          <button type="button" class="icon-button" aria-pressed=${view.shown} @click=${reveal}
            aria-label=${t(view.shown ? "signIn.hide" : "signIn.show")}>
            ${view.shown ? icons.eyeOff : icons.eye}
          </button>
        </div>
      </div>
      <div id="sign-in-error" role="alert">
        ${view.error ? html`<p class="error">${icons.triangleAlert}<span>${view.error}</span></p>` : nothing}
      </div>
      <button class="button primary big" ?disabled=${view.busy}>
        ${t(view.busy ? "signIn.busy" : "signIn.submit")}
      </button>
      ${
        view.passkeys
          ? html`<button type="button" class="button big" ?disabled=${view.busy} @click=${passkey}>
              ${icons.fingerprintPattern}${t("passkey.signIn")}</button>`
          : nothing
      }
      ${
        view.company
          ? html`<button type="button" class="button big" ?disabled=${view.busy} @click=${company}>
              ${t("signOn.button", { name: view.company })}</button>`
          : nothing
      }
      ${view.links ? html`<a class="button quiet" href="/set-password">${t("password.forgotten")}</a>` : nothing}
    </form>
    <p class="small sign-in-device">${icons.shield}<span>${t("signIn.device")}</span></p>
  </div>`;

/** @param {number} count */
const safe = (count) => html`
  <div class="banner warn">${icons.cloudOff}<p>${t("signIn.safe", { count })}</p></div>`;
