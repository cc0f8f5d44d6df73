// Asking the browser for a passkey. What it is asked and what it answers is bytes; on the wire both are base64url.
// Done by hand rather than by `parse…FromJSON` and `toJSON`: some browsers and most password managers lack them, and
// so the one way is also the one that is tested.

const KNOWN = "pathnote.passkey";

export const hasPasskeys = () => typeof PublicKeyCredential === "function" && Boolean(navigator.credentials);

/** Whether this device itself can look at a face or finger. */
export const knowsFaces = async () =>
  hasPasskeys() && PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false);

/** Whether the browser offers passkeys where one types one's address. */
export const fillsIn = async () =>
  hasPasskeys() && Boolean(await PublicKeyCredential.isConditionalMediationAvailable?.().catch(() => false));

/** Whether this device has had a passkey here, or was asked and said no. @returns {"here" | "no" | null} */
export const passkeyHere = () => /** @type {any} */ (localStorage.getItem(KNOWN));

/** @param {"here" | "no"} what */
export const notePasskey = (what) => localStorage.setItem(KNOWN, what);

/** @param {any} options */
export async function makePasskey(options) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: options.excludeCredentials.map(withBytes),
  };
  const made = /** @type {PublicKeyCredential} */ (await navigator.credentials.create({ publicKey }));
  const { clientDataJSON, attestationObject } = /** @type {AuthenticatorAttestationResponse} */ (
    made.response
  );
  notePasskey("here");
  return { id: made.id, client_data: text(clientDataJSON), attestation: text(attestationObject) };
}

/**
 * @param {any} options
 * @param {AbortSignal} signal
 * @param {CredentialMediationRequirement} [mediation] "conditional": where one types, whenever the person picks it
 */
export async function signWithPasskey(options, signal, mediation) {
  const publicKey = { ...options, challenge: bytes(options.challenge) };
  const found = /** @type {PublicKeyCredential} */ (
    await navigator.credentials.get({ publicKey, signal, ...(mediation && { mediation }) })
  );
  const { clientDataJSON, authenticatorData, signature, userHandle } =
    /** @type {AuthenticatorAssertionResponse} */ (found.response);
  return {
    id: found.id,
    client_data: text(clientDataJSON),
    authenticator_data: text(authenticatorData),
    signature: text(signature),
    user_handle: text(userHandle ?? new ArrayBuffer(0)),
  };
}

/** The person put the question away, or has no passkey for this place: browsers don't say which. @param {unknown} error */
export const wasPutAway = (error) =>
  error instanceof DOMException && (error.name === "NotAllowedError" || error.name === "AbortError");

/** This device has a passkey for this account already. @param {unknown} error */
export const isThere = (error) => error instanceof DOMException && error.name === "InvalidStateError";

/** @param {{id: string}} credential */
const withBytes = (credential) => ({ ...credential, id: bytes(credential.id) });

/** @param {string} base64url */
function bytes(base64url) {
  const base64 = base64url.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

/** @param {ArrayBuffer} buffer */
function text(buffer) {
  const base64 = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
