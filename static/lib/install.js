// Whether Pathnote stands on this device's Home Screen, and who should be shown how to put it there.

const PUT_OFF = "pathnote.install";

/** What Chromium hands out when it would install. @typedef {Event & {prompt: () => Promise<void>, userChoice: Promise<{outcome: "accepted" | "dismissed"}>}} Offer */

/** @type {Offer | null} */
let offer = null;

/** The browser's own offer comes some time after the start, once. @param {() => void} [then] @returns {() => void} stops it */
export function awaitOffer(then = () => {}) {
  const come = (/** @type {Event} */ event) => {
    offer = /** @type {Offer} */ (event);
    then();
  };
  window.addEventListener("beforeinstallprompt", come);
  return () => window.removeEventListener("beforeinstallprompt", come);
}

export const hasOffer = () => offer !== null;

/** The browser asks; an offer is good for one question. @returns {Promise<boolean>} whether it was taken */
export async function takeOffer() {
  const asked = offer;
  offer = null;
  await asked?.prompt();
  return (await asked?.userChoice)?.outcome === "accepted";
}

export const installed = () =>
  matchMedia("(display-mode: standalone)").matches ||
  /** @type {{standalone?: boolean}} */ (navigator).standalone === true;

/** An iPad says it is a Mac; no Mac has a screen to touch. */
export const isApple = () =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) ||
  (/Mac/.test(navigator.platform) && navigator.maxTouchPoints > 1);

export const isAndroid = () => /Android/.test(navigator.userAgent);

/**
 * Safari empties a tab's storage after seven idle days, a Home Screen app's never, and the two share nothing. So the
 * guide comes before the first entry, and once.
 */
export const guideFirst = () => isApple() && !installed() && !localStorage.getItem(PUT_OFF);

export const putOff = () => localStorage.setItem(PUT_OFF, "later");
