// Two versions of one entry: the server kept the phone's as a copy, since somebody else had changed the same words.
// To settle it is to make ops like any others, so it works without a network and reaches the person's other devices.
import { uuid7 } from "../lib/ids.js";
import { withDb } from "./db.js";
import { isOpen, readEntry, readSome } from "./entries.js";
import { save, saveAll } from "./outbox.js";
import { differing } from "./overlay.js";

/** @typedef {import("../types.js").EntryView} EntryView */
/** @typedef {{original: EntryView, copy: EntryView, fields: Record<string, any>}} Pair `fields`: what differs, as the copy has it */

/** What of this entry waits to be settled, whichever of the two it is. @param {EntryView} entry @returns {Promise<Pair[]>} */
export async function openPairs(entry) {
  const ids = await withDb((db) => db.getAllKeysFromIndex("shadow", "copy_of", entry.id));
  const copies = [...(await readSome(ids)).values()].map((copy) => ({ original: entry, copy }));
  const original = entry.data.copy_of ? await readEntry(entry.data.copy_of) : null;
  return [...(original ? [{ original, copy: entry }] : []), ...copies].flatMap(({ original, copy }) =>
    copy && isOpen(original, copy) ? [{ original, copy, fields: differing(copy.data, original.data) }] : [],
  );
}

/** The server has made a copy that has not come back to this phone yet. @param {string} id */
export async function awaitsCopy(id) {
  return withDb(async (db) => {
    const log = await db.getAll("log");
    for (const { what, op, copy_id } of log) {
      if (what === "conflict_copy" && op?.id === id && copy_id && !(await db.get("shadow", copy_id)))
        return true;
    }
    return false;
  });
}

/** The original says what the copy says, and the copy goes. @param {Pair} pair @param {string} reason */
export const keepMine = ({ original, copy, fields }, reason) =>
  saveAll([
    ...(Object.keys(fields).length
      ? [
          {
            op_id: uuid7(),
            id: original.id,
            kind: /** @type {const} */ ("update"),
            fields,
            reason,
            seen: original.seen,
          },
        ]
      : []),
    { op_id: uuid7(), id: copy.id, kind: "delete", fields: {}, reason, seen: copy.seen },
  ]);

/** @param {Pair} pair @param {string} reason */
export const keepTheirs = ({ copy }, reason) =>
  save({ op_id: uuid7(), id: copy.id, kind: "delete", fields: {}, reason, seen: copy.seen });

/** Both stay. The copy says so itself, by the id it is kept apart from: a copy of this copy is open again. @param {Pair} pair @param {string} reason */
export const keepBoth = ({ original, copy }, reason) =>
  save({ op_id: uuid7(), id: copy.id, kind: "update", fields: { kept_apart: original.id }, reason });
