// A passkey on the sign-in screen: offered by the browser where one types, and behind a button.

import { ApiProblem } from "../http/client.js";
import { sentence } from "../lib/errors.js";
import { t } from "../lib/i18n.js";
import { fillsIn, wasPutAway } from "../lib/webauthn.js";
import { signInByPasskey, signInWhereOneTypes } from "../sync/passkey-session.js";

/**
 * A browser asks for one passkey at a time: the button takes the place of what waits in the form.
 * @param {(session: import("../types.js").Session) => void} enter
 * @param {(error: string) => void} tell
 */
export function passkeyWay(enter, tell) {
  let asking = new AbortController();

  async function listen() {
    if (!(await fillsIn())) return;
    const { signal } = asking;
    try {
      enter(await signInWhereOneTypes(signal));
    } catch (error) {
      // Nobody asked for this one: only what became of a passkey that was picked is worth a word.
      if (signal.aborted || !(error instanceof ApiProblem) || error.status !== 401) return;
      tell(sentence(error));
    }
  }

  async function use() {
    stop();
    asking = new AbortController();
    try {
      enter(await signInByPasskey(asking.signal));
    } catch (error) {
      if (asking.signal.aborted) return;
      tell(wasPutAway(error) ? t("passkey.notUsed") : sentence(error));
      if (wasPutAway(error)) listen();
    }
  }

  const stop = () => asking.abort();
  return { listen, use, stop };
}
