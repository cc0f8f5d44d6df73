// One person: what they may do and where, how they get in, where they are signed in, and erasing them on request.

import { formSheet } from "../elements/form-sheet.js";
import { decide } from "../elements/sheet.js";
import { readDevices } from "../http/desk.js";
import {
  changeScope,
  endSessionOf,
  makeLink,
  readmitPerson,
  readPerson,
  readSessionsOf,
  readTokensOf,
  removePasskeysOf,
  revokeTokenOf,
  suspendPerson,
} from "../http/people.js";
import { say } from "../lib/dom.js";
import { sentence } from "../lib/errors.js";
import { render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { newest } from "../lib/newest.js";
import { slugOfError } from "../lib/problems.js";
import { vocabularies } from "../sync/vocabulary.js";
import { askToErasePerson } from "./admin-erasing.js";
import { handing } from "./admin-handed.js";
import { explainScope, Meanwhile } from "./admin-meanwhile.js";
import { personPage } from "./admin-person-view.js";
import { scopeFields, scopeOf, scopeValues } from "./admin-scope.js";

/** @typedef {import("../http/people.js").PersonDetail} PersonDetail */

/** @param {HTMLElement} root @param {import("../types.js").ScreenContext} ctx */
export async function open(root, ctx) {
  const id = ctx.params.id ?? "";
  const asking = newest();
  const draw = () => render(personPage(view), root);
  const handed = handing(draw, root);
  /** @type {import("./admin-person-view.js").View} */
  const view = {
    person: null,
    isMe: ctx.person?.id === id,
    lists: {},
    sessions: [],
    phones: [],
    tokens: [],
    error: "",
    busy: false,
    handed,
    load,
    change,
    suspend,
    readmit: () => doing(async () => readmitPerson(known()), t("admin.person.readmitted")),
    link: () => doing(async () => handed.show(await makeLink(id)), t("admin.person.linkMade")),
    end: (session) => doing(() => endSessionOf(id, session), t("admin.person.ended")),
    removePasskeys,
    revoke,
    erase,
  };
  const known = () => /** @type {PersonDetail} */ (view.person);

  async function load() {
    view.error = "";
    await asking.ask(view, draw, async (signal) => {
      const [lists, person, sessions, tokens, devices] = await Promise.all([
        vocabularies(),
        readPerson(id, signal),
        readSessionsOf(id, signal),
        readTokensOf(id, signal),
        readDevices(signal),
      ]);
      const phones = devices.items.filter((device) => device.person.id === id);
      Object.assign(view, { lists, person, phones, sessions: sessions.items, tokens: tokens.items });
      ctx.setTitle(person.name);
    });
  }

  /** Do it, say it, and show how things stand then. @param {() => Promise<unknown>} work @param {string} done */
  async function doing(work, done) {
    try {
      await work();
      say(done);
      await load();
    } catch (error) {
      // Somebody else was faster, or the server is away: either way the page shows how things stand.
      await load();
      view.error ||= sentence(error);
      draw();
    }
  }

  async function change() {
    const saved = await formSheet({
      title: t("admin.scope.title", { name: known().name }),
      help: t("admin.scope.help"),
      fields: (values) => scopeFields(view.lists, values, known()),
      save: t("app.save"),
      submit: async (values) => {
        try {
          return await changeScope(id, { rev: known().rev, ...scopeOf(values) });
        } catch (error) {
          if (slugOfError(error) !== "person-changed") throw error;
          view.person = await readPerson(id);
          draw();
          throw new Meanwhile(known(), view.lists);
        }
      },
      explain: explainScope,
      stands: () => scopeValues(known()),
    });
    if (!saved) return;
    say(t("admin.scope.saved"));
    // Whoever took the role from themselves sees this page no more.
    if (view.isMe && !saved.roles.includes("admin")) location.assign("/");
    else load();
  }

  async function suspend() {
    const { name } = known();
    const sure = await decide(t("admin.person.suspendSure", { name }), t("admin.person.suspendHelp"), [
      { code: "suspend", name: t("admin.person.suspend"), kind: "primary danger" },
      { code: "back", name: t("app.cancel") },
    ]);
    if (sure === "suspend") doing(async () => suspendPerson(known()), t("admin.person.suspended"));
  }

  async function removePasskeys() {
    const { name, passkeys } = known();
    const sure = await decide(
      t("admin.person.passkeysSure", { name, count: passkeys }),
      t("admin.person.passkeysHelp"),
      [
        {
          code: "remove",
          name: t("admin.person.passkeysRemove", { count: passkeys }),
          kind: "primary danger",
        },
        { code: "back", name: t("app.cancel") },
      ],
    );
    if (sure === "remove") doing(() => removePasskeysOf(id), t("admin.person.passkeysRemoved"));
  }

  /** @param {import("../http/desk.js").Token} token */
  async function revoke(token) {
    const sure = await decide(t("tokens.revokeTitle", { name: token.name }), t("tokens.revokeHelp"), [
      { code: "revoke", name: t("tokens.revokeYes"), kind: "primary danger" },
      { code: "keep", name: t("app.cancel") },
    ]);
    if (sure === "revoke") {
      doing(() => revokeTokenOf(id, token.id), t("tokens.revoked", { name: token.name }));
    }
  }

  async function erase() {
    try {
      if (!(await askToErasePerson(known()))) return;
      say(t("admin.erase.personDone"));
      await load();
    } catch (error) {
      view.error = sentence(error);
      draw();
    }
  }

  ctx.setTitle(t("admin.people.title"));
  load();
  return () => {
    asking.stop();
    // A link goes with the screen: nothing keeps it.
    handed.handed = null;
  };
}
