// Puts the app together: words, frame, routes, then – after the first paint – session, sending and the worker.

import { homeOf, is, person, watchOtherTabs, writes } from "./data/person.js";
import { actions, leading, mountShell, showCurrent } from "./elements/shell.js";
import { comeBackWith } from "./http/client.js";
import { loadStyles } from "./lib/dom.js";
import { emit, joinTabs, on } from "./lib/events.js";
import { addMessages, language, preferredLanguage, t, useMessages } from "./lib/i18n.js";
import { match, navigate, startRouter } from "./router.js";
import { routes } from "./routes.js";
import { setStatus, status } from "./sync/status.js";

/** @typedef {import("./types.js").Screen} Screen */

/** Milliseconds after which sending and the rest begin though the first screen is not there yet. */
const PATIENCE = 3_000;

/** @type {HTMLElement} */
let main;
/** @typedef {import("./types.js").ScreenContext} Context */
/**
 * `moved`: the address went on while the screen was still opening, to this.
 * @type {{path: string, screen: Screen, root: HTMLElement, close: () => void, opening: boolean, moved: Context | null} | null}
 */
let current = null;
let turn = 0;

start();

async function start() {
  const chosen = preferredLanguage();
  const words = await import(`./messages/${chosen}.js`);
  useMessages(chosen, words.default);
  main = mountShell(/** @type {HTMLElement} */ (document.querySelector("#app")));
  document.querySelector("#stuck")?.remove();
  on("navigate", (path) => navigate(String(path)));
  on("signed-out", sessionOver);
  on("signed-in", startSending);
  watchOtherTabs(() => location.replace("/"));
  // From now on a request that finds the session gone tries this, once, before anyone is asked to sign in.
  comeBackWith(async () => (await import("./sync/device-session.js")).comeBackByItself());
  watchStorage();
  const known = person.value !== null;
  if (!known) await session().then(({ findPerson }) => findPerson());
  const shown = firstScreen();
  startRouter(show);
  await shown;
  if (person.value) {
    startSending();
    // Whoever was only just found is in.
    if (known) session().then(({ check }) => check(startSending));
  }
  document.addEventListener("visibilitychange", () => {
    const seen = document.visibilityState === "visible";
    if (seen && status.value.phase === "signed_out") session().then(({ look }) => look(startSending));
  });
  const { registerWorker } = await import("./elements/updates.js");
  registerWorker();
}

/** Nothing may take the line or the processor from what the person waits for; a screen that waits itself holds up nothing. */
function firstScreen() {
  return new Promise((/** @type {(value?: unknown) => void} */ done) => {
    // A task later: what was drawn is painted first.
    const stop = on("opened", () => {
      stop();
      setTimeout(done);
    });
    setTimeout(done, PATIENCE);
  });
}

/** Something about this device's storage has to be said; until then nothing of it is loaded. */
function watchStorage() {
  on("storage", async (what) => {
    const { tellStorage } = await import("./elements/storage-line.js");
    tellStorage(what);
  });
}

/** A start waits for it only where nobody is known. */
const session = () => import("./session.js");

async function startSending() {
  joinTabs(person.value?.id ?? null);
  setStatus({ phase: "idle" });
  if (!writes(person.value)) return;
  const { startScheduler } = await import("./sync/scheduler.js");
  startScheduler(/** @type {import("./types.js").Person} */ (person.value));
  askToKeep();
}

/** The browser is asked to keep this device's storage once there is something in it worth keeping. */
function askToKeep() {
  const stop = on("saved", async () => {
    stop();
    if (!(await navigator.storage?.persisted?.())) navigator.storage?.persist?.().catch(() => {});
  });
}

/** An MSL goes on writing and is asked to sign in; everybody else needs the server for each page. */
function sessionOver() {
  if (!person.value || location.pathname === "/sign-in") return;
  setStatus({ phase: "signed_out" });
  if (!writes(person.value)) {
    navigate(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
  }
}

/** @param {URL} url */
async function show(url) {
  const mine = ++turn;
  if (url.pathname === "/")
    return navigate(person.value ? homeOf(person.value) + url.search : "/sign-in", { replace: true });
  const found = match(routes, url.pathname);
  const route = /** @type {import("./routes.js").Route | undefined} */ (found?.route);
  if (!person.value && !route?.open) {
    return navigate(`/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`, { replace: true });
  }
  if (route?.elsewhere && !is(person.value, ...(route.roles ?? []))) {
    return navigate(route.elsewhere + url.search, { replace: true });
  }
  showCurrent(url.pathname);
  const ctx = context(url, found?.params ?? {});
  if (current && current.path === url.pathname && current.screen.update) {
    if (current.opening) current.moved = ctx;
    else current.screen.update(current.root, ctx);
    return;
  }
  try {
    const screen = await load(route);
    if (mine === turn) await open(route, screen, ctx, url.pathname);
  } catch (error) {
    console.error(error);
    const { failed } = await import("./screens/message.js");
    if (mine === turn) await open(undefined, { open: failed(() => show(url)) }, ctx, url.pathname);
  }
}

/** @param {import("./routes.js").Route | undefined} route @returns {Promise<Screen>} */
async function load(route) {
  if (!route) return { open: (await import("./screens/message.js")).notFound };
  if (route.roles && !is(person.value, ...route.roles)) {
    return { open: (await import("./screens/message.js")).notYours };
  }
  const styles = (route.styles ?? []).map((name) => loadStyles(`/styles/screens/${name}.css`));
  // Every screen but capture.
  if (styles.length) styles.push(loadStyles("/styles/elements/more.css"));
  const words = (route.words ?? []).map((part) => import(`./messages/${part}.${language()}.js`));
  const [screen, parts] = await Promise.all([route.screen(), Promise.all(words), ...styles]);
  for (const part of parts) addMessages(part.default);
  return screen;
}

/**
 * @param {import("./routes.js").Route | undefined} route
 * @param {Screen} screen
 * @param {import("./types.js").ScreenContext} ctx
 * @param {string} path
 */
async function open(route, screen, ctx, path) {
  const first = current === null;
  current?.close();
  actions.value = null;
  leading.value = null;
  delete document.body.dataset.mode;
  main.classList.toggle("wide", Boolean(route?.wide));
  const root = document.createElement("div");
  main.replaceChildren(root);
  window.scrollTo(0, 0);
  /** @type {NonNullable<typeof current>} */
  const opened = { path, screen, root, close: () => {}, opening: true, moved: null };
  current = opened;
  const close = await screen.open(root, ctx);
  opened.opening = false;
  if (current === opened) opened.close = close ?? (() => {});
  else close?.();
  if (current === opened && opened.moved) screen.update?.(root, opened.moved);
  if (!first) focusTitle(root);
  emit("opened", path);
}

/** A new screen is read from its title on. @param {HTMLElement} root */
function focusTitle(root) {
  if (root.contains(document.activeElement)) return;
  const title = root.querySelector("h1");
  title?.setAttribute("tabindex", "-1");
  (title ?? main).focus({ preventScroll: true });
}

/**
 * @param {URL} url
 * @param {Record<string, string>} params
 * @returns {import("./types.js").ScreenContext}
 */
function context(url, params) {
  return {
    person: person.value,
    params,
    query: url.searchParams,
    navigate,
    t,
    setTitle: (title) => {
      document.title = title === t("app.name") ? title : t("app.pageTitle", { title });
    },
    setActions: (content) => {
      actions.value = content;
    },
  };
}
