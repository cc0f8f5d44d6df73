// Which screen stands at which address. Each is loaded when it is first opened, so that capture stays small.

import { MAY } from "./data/person.js";

/** @typedef {import("./router.js").Route & {roles?: readonly import("./types.js").Role[], desk?: boolean}} Route */

/** `desk` brings the words of messages/desk.*.js along. @type {Route[]} */
export const routes = [
  { path: "/sign-in", open: true, styles: ["sign-in"], screen: () => import("./screens/sign-in.js") },
  { path: "/capture", roles: MAY.write, styles: ["capture"], screen: () => import("./screens/capture.js") },
  { path: "/entries", roles: MAY.write, styles: ["entries"], screen: () => import("./screens/entries.js") },
  { path: "/entries/:id", roles: MAY.write, styles: ["entries"], screen: () => import("./screens/entry.js") },
  { path: "/search", roles: MAY.write, styles: ["entries"], screen: () => import("./screens/search.js") },
  { path: "/settings", styles: ["settings"], screen: () => import("./screens/settings.js") },
  {
    path: "/trends",
    roles: MAY.trends,
    desk: true,
    wide: true,
    styles: ["trends"],
    screen: () => import("./screens/trends.js"),
  },
  {
    path: "/insights",
    roles: MAY.insights,
    desk: true,
    wide: true,
    styles: ["insights"],
    screen: () => import("./screens/insights.js"),
  },
  {
    path: "/insights/:id",
    roles: MAY.insights,
    desk: true,
    styles: ["insights"],
    screen: () => import("./screens/insight.js"),
  },
  {
    path: "/tokens",
    roles: MAY.tokens,
    desk: true,
    styles: ["tokens"],
    screen: () => import("./screens/tokens.js"),
  },
  {
    path: "/devices",
    roles: MAY.devices,
    desk: true,
    styles: ["devices"],
    screen: () => import("./screens/devices.js"),
  },
];
