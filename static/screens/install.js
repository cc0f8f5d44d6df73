// How Pathnote comes onto the Home Screen: on an iPhone before the first entry, elsewhere when asked for.

import { homeOf } from "../data/person.js";
import { html, nothing, render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { awaitOffer, hasOffer, installed, isAndroid, isApple, putOff, takeOffer } from "../lib/install.js";
import { icons } from "../lib/more-icons.js";

/** Steps by device; each has its words in messages/more.*.js. */
const STEPS = {
  apple: [
    { words: "install.apple.share", icon: icons.share },
    { words: "install.apple.add", icon: icons.squarePlus },
    { words: "install.apple.open", icon: icons.smartphone },
  ],
  android: [
    { words: "install.android.menu", icon: icons.ellipsis },
    { words: "install.android.add", icon: icons.squarePlus },
    { words: "install.android.open", icon: icons.smartphone },
  ],
  desk: [
    { words: "install.desk.bar", icon: icons.download },
    { words: "install.desk.open", icon: icons.smartphone },
  ],
};

/**
 * @param {HTMLElement} root
 * @param {import("../types.js").ScreenContext} ctx
 */
export async function open(root, ctx) {
  ctx.setTitle(t("install.title"));
  const draw = () => render(page(goOn, install), root);

  function goOn() {
    putOff();
    ctx.navigate(homeOf(ctx.person));
  }

  async function install() {
    if (await takeOffer()) return goOn();
    draw();
  }

  draw();
  return awaitOffer(draw);
}

/** @param {() => void} goOn @param {() => void} install */
function page(goOn, install) {
  if (installed()) {
    return html`
      <div class="install stack">
        <h1>${t("install.title")}</h1>
        <p>${t("install.done")}</p>
        <div class="row"><button class="button primary" @click=${goOn}>${t("install.goOn")}</button></div>
      </div>`;
  }
  return html`
    <div class="install stack">
      <h1>${t("install.title")}</h1>
      <p>${t(isApple() ? "install.whyApple" : "install.why")}</p>
      ${hasOffer() ? html`<div class="row"><button class="button primary" @click=${install}>${icons.download}${t("install.now")}</button></div>` : steps()}
      ${isApple() ? html`<p class="small">${t("install.again")}</p>` : nothing}
      <div class="row"><button class="button" @click=${goOn}>${t("install.later")}</button></div>
    </div>`;
}

function steps() {
  const some = isApple() ? STEPS.apple : isAndroid() ? STEPS.android : STEPS.desk;
  return html`
    <ol class="card install-steps">
      ${some.map(({ words, icon }, at) => html`<li><span class="install-icon" aria-hidden="true">${icon}</span><span><span class="small">${t("install.step", { number: at + 1 })}</span><br>${t(words)}</span></li>`)}
    </ol>`;
}
