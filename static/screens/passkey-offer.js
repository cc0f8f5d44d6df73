// Asked once on a phone, right after signing in with a password: whether a face or finger should do next time.

import { html, nothing, render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { guideFirst } from "../lib/install.js";
import { icons } from "../lib/more-icons.js";
import { isThere, knowsFaces, notePasskey, passkeyHere } from "../lib/webauthn.js";
import { addHere, why } from "./passkeys.js";

/** Nobody is asked who is in the middle of an entry, has answered before, or is told about the Home Screen first. */
export const mayOffer = async () =>
  !passkeyHere() && matchMedia("(pointer: coarse)").matches && !guideFirst() && !isWriting() && knowsFaces();

/** The first letters of an entry wait for whoever had to sign in again. */
const isWriting = () => Object.keys(localStorage).some((key) => key.startsWith("pathnote.draft."));

/**
 * @param {HTMLElement} root
 * @returns {Promise<void>} when it is answered
 */
export function offerPasskey(root) {
  return new Promise((done) => {
    const view = { busy: false, error: "" };
    const draw = () => render(page(view, yes, no), root);

    async function yes() {
      Object.assign(view, { busy: true, error: "" });
      draw();
      try {
        await addHere();
        done();
      } catch (error) {
        if (isThere(error)) notePasskey("here");
        Object.assign(view, { busy: false, error: why(error) });
        draw();
      }
    }

    function no() {
      // For good. Who has second thoughts finds it under 'Sign-in and security'.
      if (!passkeyHere()) notePasskey("no");
      done();
    }

    draw();
    root.querySelector("h1")?.focus();
  });
}

/** @param {{busy: boolean, error: string}} view @param {() => void} yes @param {() => void} no */
const page = ({ busy, error }, yes, no) => html`
  <div class="sign-in">
    <div class="sign-in-hello">
      <span class="sign-in-finger" aria-hidden="true">${icons.fingerprintPattern}</span>
      <h1 tabindex="-1">${t("passkey.offer")}</h1>
      <p>${t("passkey.offerHelp")}</p>
    </div>
    <div class="stack">
      <div role="alert">
        ${error ? html`<p class="error">${icons.triangleAlert}<span>${error}</span></p>` : nothing}
      </div>
      <button class="button primary big" ?disabled=${busy} @click=${yes}>${t("passkey.offerYes")}</button>
      <button class="button big" ?disabled=${busy} @click=${no}>${t("passkey.offerNo")}</button>
      <p class="small">${t("passkey.offerLater")}</p>
    </div>
  </div>`;
