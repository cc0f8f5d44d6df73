// Runs before the first paint, so that a chosen theme never flashes the other one. Everything else is in app.js; when
// that does not come up, this says so, and where to save what was written.
(() => {
  try {
    const theme = localStorage.getItem("pathnote.theme");
    if (theme) document.documentElement.dataset.theme = theme;
    hasten();
  } catch {
    // Storage refused: the device's own theme applies.
  }
  const LONG = 15_000;
  const stuck = () => {
    const line = /** @type {HTMLElement | null} */ (document.querySelector("#stuck"));
    if (!line || document.querySelector("#main")) return;
    const german = /^de/i.test(navigator.language);
    const both = /** @type {NodeListOf<HTMLElement>} */ (line.querySelectorAll("[lang]"));
    for (const words of both) words.hidden = (words.lang === "de") !== german;
    line.hidden = false;
  };
  // A script that does not load says so on itself; the event does not bubble, so it is caught on its way down.
  addEventListener("error", (event) => event.target instanceof HTMLScriptElement && stuck(), true);
  addEventListener("load", () => setTimeout(stuck, LONG));

  /** What is needed first is asked for at once, not when app.js has come and says so. A wrong guess costs little. */
  function hasten() {
    const person = localStorage.getItem("pathnote.person") ?? "";
    const writes = /"msl"/.test(person);
    if (!person) whoIsIn();
    if (location.pathname !== "/capture" && !(writes && location.pathname === "/")) return;
    ask("modulepreload", `/messages/${language()}.js`);
  }

  /** Nobody known here: only the server knows, and its answer takes longest. Asked for as http/client.js would. */
  function whoIsIn() {
    ask("modulepreload", "/data/outbox.js");
    window.pathnoteAsked = fetch("/api/v1/session", {
      redirect: "error",
      cache: "no-store",
      credentials: "same-origin",
      headers: { accept: "application/json" },
      signal: AbortSignal.timeout(20_000),
    });
    // Who takes it hears of a failure; nobody may.
    window.pathnoteAsked.catch(() => {});
  }

  /** The one chosen here, else the device's first that we have; lib/i18n.js knows more, and decides. */
  function language() {
    const wanted = [localStorage.getItem("pathnote.language"), ...navigator.languages];
    return (
      wanted
        .find((tag) => /^(en|de)/i.test(tag ?? ""))
        ?.slice(0, 2)
        .toLowerCase() ?? "en"
    );
  }

  /** @param {string} rel @param {string} href */
  function ask(rel, href) {
    const link = document.createElement("link");
    link.rel = rel;
    link.href = href;
    document.head.append(link);
  }
})();
