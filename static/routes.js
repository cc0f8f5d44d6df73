// Which screen stands at which address. Each is loaded when it is first opened, so that capture stays small.

/** @typedef {import("./router.js").Route & {roles?: import("./types.js").Role[], desk?: boolean}} Route */

const MSL = /** @type {import("./types.js").Role[]} */ (["msl"]);
const DESK = /** @type {import("./types.js").Role[]} */ (["lead", "analyst", "admin", "safety"]);
const READERS = /** @type {import("./types.js").Role[]} */ (["lead", "admin", "safety"]);
const PIPELINES = /** @type {import("./types.js").Role[]} */ (["analyst", "lead", "admin"]);

/** `desk` brings the words of messages/desk.*.js along. @type {Route[]} */
export const routes = [
  { path: "/sign-in", open: true, styles: ["sign-in"], screen: () => import("./screens/sign-in.js") },
  { path: "/capture", roles: MSL, styles: ["capture"], screen: () => import("./screens/capture.js") },
  { path: "/entries", roles: MSL, styles: ["entries"], screen: () => import("./screens/entries.js") },
  { path: "/entries/:id", roles: MSL, styles: ["entries"], screen: () => import("./screens/entry.js") },
  { path: "/search", roles: MSL, styles: ["entries"], screen: () => import("./screens/search.js") },
  { path: "/settings", styles: ["settings"], screen: () => import("./screens/settings.js") },
  {
    path: "/trends",
    roles: DESK,
    desk: true,
    wide: true,
    styles: ["trends"],
    screen: () => import("./screens/trends.js"),
  },
  {
    path: "/insights",
    roles: READERS,
    desk: true,
    wide: true,
    styles: ["insights"],
    screen: () => import("./screens/insights.js"),
  },
  {
    path: "/insights/:id",
    roles: READERS,
    desk: true,
    styles: ["insights"],
    screen: () => import("./screens/insight.js"),
  },
  {
    path: "/tokens",
    roles: PIPELINES,
    desk: true,
    styles: ["tokens"],
    screen: () => import("./screens/tokens.js"),
  },
];
