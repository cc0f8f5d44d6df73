// Proving that nothing was skipped: once a day, and after each new listing, what this phone holds is compared with what
// the server says it should hold.
import { person, serverId } from "../data/person.js";
import { differs, digestLines, proved } from "../data/proof.js";
import { position } from "../data/pulled.js";
import { hear } from "./transport.js";

/**
 * Asked after a complete pull, when `isProofDue`. No answer is no reason to worry: the next pull asks again.
 * @param {AbortSignal} signal
 * @returns {Promise<boolean>} whether everything has to be listed again
 */
export async function prove(signal) {
  const { cursor, epoch } = await position();
  const now = Date.now();
  if (!cursor || !globalThis.crypto?.subtle) return false;
  const { status, body } = await hear("GET", "/sync/digest", { query: { upto: cursor }, signal });
  if (status !== 200 || body?.server_id !== serverId() || body.epoch !== epoch) return false;
  // Another person's cookie: what they should hold proves nothing here.
  if (body.person !== person.value?.id) return false;
  // Entries moved since the pull, maybe this phone's own: what it holds can't be compared with either moment.
  if (body.head !== body.upto) return false;
  const lines = await digestLines(body.upto);
  if (lines === null) return false;
  const hash = await sha256(lines);
  if (hash !== body.hash) return differs(`${hash} is not ${body.hash} of ${body.count}`, now);
  await proved(now);
  return false;
}

/** @param {string} text */
async function sha256(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
