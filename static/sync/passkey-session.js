// In with a passkey: the same session, with the same key of this installation, as a password opens.
import { askToSign, signInWith } from "../http/passkeys.js";
import { notePasskey, signWithPasskey } from "../lib/webauthn.js";
import { signInBy } from "./signing-in.js";

/** A challenge is good for five minutes; one that waits in a form is asked for anew before that. */
const STALE = 240_000;

/** @param {AbortSignal} signal @param {CredentialMediationRequirement} [mediation] */
export async function signInByPasskey(signal, mediation) {
  const { options } = await askToSign();
  const credential = await signWithPasskey(options, signal, mediation);
  const opened = await signInBy((spki) => signInWith(credential, spki));
  notePasskey("here");
  return opened;
}

/**
 * Offer passkeys where one types, for as long as the signal lets it.
 * @param {AbortSignal} signal
 * @returns {Promise<import("../types.js").Session>}
 */
export async function signInWhereOneTypes(signal) {
  for (;;) {
    const stale = AbortSignal.timeout(STALE);
    try {
      return await signInByPasskey(AbortSignal.any([signal, stale]), "conditional");
    } catch (error) {
      if (signal.aborted || !stale.aborted) throw error;
    }
  }
}
