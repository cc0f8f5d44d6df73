// What a pull brings, stored in one transaction with its cursor: never one without the other.
import { announce } from "../lib/events.js";
import { withDb } from "./db.js";
import { person } from "./person.js";
import { isSealed, sealIn, sealItem, sealing } from "./seal.js";
import { adopt } from "./shadow.js";

/** @typedef {import("../types.js").Item} Item */
/** @typedef {{items: Item[], cursor: string, more: boolean, epoch: string, scope_version: string | number}} Page */

const STORES = /** @type {const} */ (["ops", "shadow", "cards", "journeys", "vocabulary", "meta", "keys"]);
const DAY = 24 * 3600 * 1000;
/** What moved longer ago is no news to a phone that has only just heard of it. */
const NEWS = 14 * DAY;

/**
 * Where pulling stands. A version that knew no cards may have moved the cursor on past some (before an update, or while
 * one was rolled back): then all is listed again, once. So it is when the browser has lost the key that all lay under;
 * and by the version before the key, since the cursor it looks for is missing: it can't read what is sealed.
 * @typedef {{cursor: string | null, epoch: string | null, listing: string, relist: boolean, key?: import("../types.js").Seal}} Position
 * @returns {Promise<Position>}
 */
export async function position() {
  return withDb(async (db) => {
    const tx = db.transaction(["meta", "keys"]);
    const [cursor, epoch, listing, relist, sealed, ...cursors] = await Promise.all(
      ["cursor", "epoch", "listing", "relist", "sealed", "cards_cursor", "sealed_cursor"].map((key) =>
        tx.objectStore("meta").get(key),
      ),
    );
    const key = await sealIn(tx);
    return {
      cursor: /** @type {string | undefined} */ (cursor) ?? null,
      epoch: /** @type {string | undefined} */ (epoch) ?? null,
      listing: String(listing ?? ""),
      relist: Boolean(relist) || (sealed === true && !key) || !cursors.includes(cursor),
      ...(key ? { key } : {}),
    };
  });
}

/**
 * Whether it is time to compare what this phone holds with what the server says it should: once a day, and after each
 * new listing. A clock that was set back must not put it off for a year.
 * @param {number} now
 */
export async function isProofDue(now) {
  const last = Number((await withDb((db) => db.get("meta", "digest_at"))) ?? 0);
  return isOwnOnly() && (now - last >= DAY || last > now);
}

/**
 * Store a page that was asked for from this position. Another tab may have moved on meanwhile, or begun a new listing:
 * then the page's cursor would leap over what is still to come, and the page is let go.
 * @param {Page} page
 * @param {Pick<Position, "cursor" | "listing" | "key">} asked
 * @returns {Promise<boolean>} whether it was stored
 */
export async function storePage(page, asked) {
  const of = (/** @type {string} */ kind) => page.items.filter((item) => item.kind === kind);
  const ids = (/** @type {string} */ kind) => of(kind).map((item) => item.id);
  // A device keeps its own person's entries; what a wider role may read is read online.
  const ours = page.items.filter(
    ({ kind, data }) => kind !== "entry" || !data || /** @type {any} */ (data).author.id === person.value?.id,
  );
  const key = ours.some(isSealed) ? (asked.key ?? (await sealing())) : undefined;
  if (key === null) return false;
  const items = key ? await Promise.all(ours.map((item) => sealItem(key, item))) : ours;
  const stored = await withDb(async (db) => {
    const tx = db.transaction(STORES, "readwrite", { durability: "strict" });
    const meta = tx.objectStore("meta");
    const listing = String((await meta.get("listing")) ?? "");
    if (listing !== asked.listing || ((await meta.get("cursor")) ?? null) !== asked.cursor) return false;
    if (key && (await sealIn(tx))?.id !== key.id) return false;
    for (const item of items) await storeItem(tx, item, listing);
    meta.put(page.cursor, "cursor");
    meta.put(page.cursor, "sealed_cursor");
    meta.delete("cards_cursor");
    if (!page.more) meta.put(Date.now(), "pulled_at");
    const epoch = await meta.get("epoch");
    if (epoch && epoch !== page.epoch) meta.put(true, "relist");
    meta.put(page.epoch, "epoch");
    // Another role or region: everything is listed again. Noted with the page, so that a crash can't forget it.
    const scope = await meta.get("scope_version");
    if (scope !== undefined && scope !== page.scope_version) meta.put(true, "relist");
    meta.put(page.scope_version, "scope_version");
    if (!page.more && (await meta.get("sweep"))) {
      await sweep(tx, listing);
      meta.delete("sweep");
    }
    await tx.done;
    return true;
  });
  if (stored && page.items.length) {
    announce("pulled", { lists: of("vocabulary").length > 0, ids: ids("entry") });
    announce("cards", ids("theme"));
    announce("journeys", ids("journey"));
  }
  return stored;
}

/** @typedef {import("../vendor/database.js").IDBPTransaction<import("../types.js").PathnoteDB, typeof STORES, "readwrite">} PullTx */

/**
 * @param {PullTx} tx
 * @param {Item} item
 * @param {string} listing
 */
async function storeItem(tx, item, listing) {
  if (item.kind === "vocabulary" && item.data) {
    tx.objectStore("vocabulary").put(/** @type {any} */ (item.data));
  }
  if (item.kind === "theme") await follow(tx.objectStore("cards"), item, listing);
  if (item.kind === "journey") await follow(tx.objectStore("journeys"), item, listing);
  if (item.kind !== "entry") return;
  const shadow = tx.objectStore("shadow");
  // Tombstones name no author: who writes and reads nothing but own entries keeps them too, so that the digest can be
  // compared.
  if (item.data || isOwnOnly() || (await shadow.getKey(item.id))) await adopt(shadow, item, listing);
}

/**
 * Cards and journeys are never written here, so whatever comes last is what they say. A journey is news until its entry
 * was looked at.
 * @param {{get(id: string): Promise<any>, put(row: any): unknown, delete(id: string): unknown}} store
 * @param {Item} item
 * @param {string} listing
 */
async function follow(store, { id, deleted, data, sealed }, listing) {
  if (deleted || !data) return store.delete(id);
  const known = await store.get(id);
  const since = known?.data.moved_at ?? new Date(Date.now() - NEWS).toISOString();
  const news = known?.news || String(data.moved_at ?? "") > since ? { news: 1 } : {};
  return store.put({ id, data, ...(sealed ? { sealed } : {}), seen: listing, ...news });
}

/** Own entries of which something moved since they were looked at. */
export const newsCount = () => withDb((db) => db.countFromIndex("journeys", "news"));

/** Whether all that the server shows this person is their own. */
export const isOwnOnly = () => person.value?.roles.every((role) => role === "msl") ?? false;

/**
 * What a finished new listing did not name is no longer this person's to see. But what an unsent change stands on stays
 * with it, at rev 0: a restored server may have forgotten the entry, and the change alone is not all of its words.
 * @param {PullTx} tx
 * @param {string} listing
 */
async function sweep(tx, listing) {
  for (const name of /** @type {const} */ (["shadow", "cards", "journeys"])) {
    for await (const cursor of tx.objectStore(name)) {
      const { value } = cursor;
      if (value.seen === listing) continue;
      const unsent = "rev" in value && (await tx.objectStore("ops").index("entry").count(value.id));
      if (unsent) cursor.update({ ...value, rev: 0, seq: 0, shows: 0, seen: listing });
      else cursor.delete();
    }
  }
}
