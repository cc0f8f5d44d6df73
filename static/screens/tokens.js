// API access: a token for a pipeline, seen once, with lines that run as they stand.

import { makeToken, readTokens, revokeToken } from "../http/desk.js";
import { say } from "../lib/dom.js";
import { sentence } from "../lib/errors.js";
import { render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { tokensPage } from "./tokens-view.js";

/** @typedef {import("../http/desk.js").Token} Token */
/** @typedef {import("./tokens-view.js").View} View */

/** @param {HTMLElement} root @param {import("../types.js").ScreenContext} ctx */
export async function open(root, ctx) {
  let here = true;
  /** @type {View} */
  const view = {
    tokens: null,
    made: null,
    copied: "",
    busy: false,
    error: "",
    field: "",
    fieldError: "",
    load,
    make,
    revoke,
    hide: () => set({ made: null, copied: "" }),
    copy,
  };
  const draw = () => {
    if (here) render(tokensPage(view), root);
  };

  /** @param {Partial<View>} change */
  function set(change) {
    Object.assign(view, change);
    draw();
  }

  async function load() {
    set({ error: "" });
    try {
      set({ tokens: (await readTokens()).items });
    } catch (error) {
      set({ error: sentence(error) });
    }
  }

  /** @param {SubmitEvent} event */
  async function make(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const given = new FormData(form);
    const name = String(given.get("name") ?? "").trim();
    const days = Number(given.get("days"));
    if (!name) return wrong("name", t("tokens.nameMissing"));
    if (!Number.isInteger(days) || days < 1 || days > 366) return wrong("days", t("tokens.daysWrong"));
    set({ busy: true, error: "", field: "", fieldError: "" });
    try {
      const made = await makeToken(name, days);
      form.reset();
      set({ made, copied: "" });
      root.querySelector(".made")?.scrollIntoView({ block: "nearest" });
      /** @type {HTMLElement | null} */ (root.querySelector(".made h2"))?.focus();
      await load();
    } catch (error) {
      set({ fieldError: sentence(error), field: "all" });
    } finally {
      set({ busy: false });
    }
  }

  /** @param {string} field @param {string} fieldError */
  function wrong(field, fieldError) {
    set({ field, fieldError });
    /** @type {HTMLElement | null} */ (root.querySelector(`[name=${field}]`))?.focus();
  }

  /** @param {Token} token */
  async function revoke(token) {
    const { decide } = await import("../elements/sheet.js");
    const sure = await decide(t("tokens.revokeTitle", { name: token.name }), t("tokens.revokeHelp"), [
      { code: "revoke", name: t("tokens.revokeYes"), kind: "primary danger" },
      { code: "keep", name: t("app.cancel") },
    ]);
    if (sure !== "revoke") return;
    try {
      await revokeToken(token.id);
      if (view.made?.id === token.id) set({ made: null });
      say(t("tokens.revoked", { name: token.name }));
      await load();
    } catch (error) {
      set({ error: sentence(error) });
    }
  }

  /** @param {string} text @param {string} what */
  async function copy(text, what) {
    try {
      await navigator.clipboard.writeText(text);
      set({ copied: what });
      say(t("tokens.copied"));
    } catch {
      set({ copied: `${what}-failed` });
      say(t("tokens.copyFailed"));
    }
  }

  ctx.setTitle(t("tokens.title"));
  draw();
  load();
  return () => {
    here = false;
    // The secret goes with the screen: nothing keeps it.
    view.made = null;
  };
}
