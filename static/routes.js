// Which screen stands at which address. Each is loaded when it is first opened, so that capture stays small.

import { MAY } from "./data/person.js";

/** @typedef {import("./router.js").Route & {roles?: readonly import("./types.js").Role[], words?: readonly string[], elsewhere?: string}} Route */

const MORE = ["more"];
const FIELD = ["more", "brief"];
const DESK = ["more", "desk"];
const COUNTED = ["more", "desk", "signals"];
const CURATE = ["more", "desk", "themes"];
const ADMIN = ["more", "desk", "admin"];

/**
 * `words` brings the words of messages/more.*.js and desk.*.js along. `elsewhere` is where others find the same.
 * @type {Route[]}
 */
export const routes = [
  {
    path: "/sign-in",
    words: MORE,
    open: true,
    styles: ["sign-in"],
    screen: () => import("./screens/sign-in.js"),
  },
  {
    path: "/set-password",
    words: MORE,
    open: true,
    styles: ["sign-in"],
    screen: () => import("./screens/set-password.js"),
  },
  { path: "/capture", roles: MAY.write, screen: () => import("./screens/capture.js") },
  {
    path: "/entries",
    words: FIELD,
    roles: MAY.write,
    styles: ["entries"],
    screen: () => import("./screens/entries.js"),
  },
  {
    path: "/entries/:id",
    words: FIELD,
    roles: MAY.write,
    styles: ["entries"],
    screen: () => import("./screens/entry.js"),
  },
  {
    path: "/brief",
    words: FIELD,
    roles: MAY.write,
    styles: ["brief"],
    screen: () => import("./screens/brief.js"),
  },
  {
    path: "/search",
    words: FIELD,
    roles: MAY.write,
    elsewhere: "/insights",
    styles: ["entries"],
    screen: () => import("./screens/search.js"),
  },
  {
    path: "/install",
    words: MORE,
    styles: ["install"],
    screen: () => import("./screens/install.js"),
  },
  { path: "/account", words: MORE, styles: ["settings"], screen: () => import("./screens/account.js") },
  { path: "/settings", words: MORE, styles: ["settings"], screen: () => import("./screens/settings.js") },
  {
    path: "/trends",
    roles: MAY.trends,
    words: COUNTED,
    wide: true,
    styles: ["trends"],
    screen: () => import("./screens/trends.js"),
  },
  {
    path: "/signals",
    roles: ["lead"],
    words: COUNTED,
    wide: true,
    styles: ["signals"],
    screen: () => import("./screens/signals.js"),
  },
  {
    path: "/counts",
    roles: MAY.write,
    words: COUNTED,
    wide: true,
    styles: ["counts"],
    screen: () => import("./screens/counts.js"),
  },
  {
    path: "/themes",
    roles: MAY.themes,
    words: CURATE,
    wide: true,
    styles: ["themes"],
    screen: () => import("./screens/themes.js"),
  },
  {
    path: "/themes/new",
    roles: MAY.curate,
    words: CURATE,
    wide: true,
    styles: ["themes"],
    screen: () => import("./screens/theme-new.js"),
  },
  {
    path: "/themes/:id",
    roles: MAY.themes,
    words: CURATE,
    wide: true,
    styles: ["themes"],
    screen: () => import("./screens/theme.js"),
  },
  {
    path: "/loop",
    roles: MAY.curate,
    words: CURATE,
    wide: true,
    styles: ["themes"],
    screen: () => import("./screens/loop.js"),
  },
  {
    path: "/priorities",
    roles: MAY.curate,
    words: CURATE,
    wide: true,
    styles: ["themes"],
    screen: () => import("./screens/priorities.js"),
  },
  {
    path: "/insights",
    roles: MAY.insights,
    words: CURATE,
    wide: true,
    styles: ["insights"],
    screen: () => import("./screens/insights.js"),
  },
  {
    path: "/insights/:id",
    roles: MAY.insights,
    words: CURATE,
    styles: ["insights"],
    screen: () => import("./screens/insight.js"),
  },
  {
    path: "/tokens",
    roles: MAY.tokens,
    words: DESK,
    styles: ["tokens"],
    screen: () => import("./screens/tokens.js"),
  },
  {
    path: "/devices",
    roles: MAY.devices,
    words: DESK,
    styles: ["devices"],
    screen: () => import("./screens/devices.js"),
  },
  {
    path: "/admin",
    roles: MAY.admin,
    words: ADMIN,
    wide: true,
    styles: ["themes", "admin"],
    screen: () => import("./screens/admin-people.js"),
  },
  {
    path: "/admin/people",
    roles: MAY.admin,
    words: ADMIN,
    wide: true,
    styles: ["themes", "admin"],
    screen: () => import("./screens/admin-people.js"),
  },
  {
    path: "/admin/people/:id",
    roles: MAY.admin,
    words: ADMIN,
    wide: true,
    styles: ["themes", "tokens", "admin"],
    screen: () => import("./screens/admin-person.js"),
  },
  {
    path: "/admin/vocabularies",
    roles: MAY.admin,
    words: [...ADMIN, "lists"],
    wide: true,
    styles: ["themes", "admin", "admin-lists"],
    screen: () => import("./screens/admin-vocabularies.js"),
  },
  {
    path: "/admin/audit",
    roles: MAY.admin,
    words: [...ADMIN, "trail"],
    wide: true,
    styles: ["themes", "admin", "admin-audit"],
    screen: () => import("./screens/admin-audit.js"),
  },
];
