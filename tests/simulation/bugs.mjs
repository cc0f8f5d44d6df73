// Protocol bugs of the phone, planted by changing the text of its modules as they are bundled. A `find` that the code
// no longer holds fails the run: a bug that can't be planted proves nothing.

/** @typedef {{file: string, find: string, put: string}} Patch */

/** @param {string} file @param {string} find @param {string} put @returns {Patch} */
const patch = (file, find, put) => ({ file, find, put });

/** @type {Record<string, Patch[]>} */
export const CLIENT_BUGS = {
  "an answer acknowledges every op of its batch, named or not": [
    patch("sync/engine.js", 'return [{ op_id, to: "READY" }];', 'return [{ op_id, to: "ACKED" }];'),
  ],
  "an older rev replaces a newer one": [
    patch("data/ops.js", "!known || known.seen !== listing || rev >= known.rev", "true"),
  ],
  "the base is always the rev last pulled": [
    patch(
      "data/ops.js",
      "const known = pending.length ? Math.min(...pending.map((op) => op.base)) : pulled;",
      "const known = pulled;",
    ),
  ],
  "the base is the rev at the save, not the one on the screen": [
    patch("data/ops.js", "return Math.min(known, seen);", "return known;"),
  ],
  "the cursor is stored before the items": [
    patch(
      "data/pulled.js",
      "  const stored = await withDb(async (db) => {",
      '  await withDb((db) => db.put("meta", page.cursor, "cursor"));\n  await withDb((db) => db.put("meta", page.cursor, "sealed_cursor"));\n  asked = { ...asked, cursor: page.cursor };\n  const stored = await withDb(async (db) => {',
    ),
  ],
  "a sent op changes with the next edit": [
    patch(
      "data/outbox.js",
      "  const base = baseOf(intent, pending, shadow);",
      '  const last = pending.at(-1);\n  if (last && intent.kind === "update" && last.kind !== "delete") {\n    tx.objectStore("ops").put({ ...last, fields: { ...last.fields, ...intent.fields } });\n    return intent.id;\n  }\n  const base = baseOf(intent, pending, shadow);',
    ),
  ],
  "'sent' is not written before the request": [
    patch(
      "data/moves.js",
      '      tx.objectStore("marks").put({ ...mark, state: /** @type {any} */ (to), sent });\n',
      "      void to;\n      void sent;\n",
    ),
  ],
  "a portal's 200 counts as success": [
    patch(
      "sync/answer.js",
      'if (!server || !batch) return { type: "none", timeout: false, after: null };',
      "",
    ),
    patch(
      "sync/engine.js",
      '      return [{ op_id, to: "READY" }];\n',
      '      return [{ op_id, to: "ACKED" }];\n',
    ),
  ],
  "another epoch is overlooked": [
    patch(
      "sync/answer.js",
      'return { type: "ok", body, relist };',
      'return { type: "ok", body, relist: false };',
    ),
    patch(
      "sync/answer.js",
      'if (status === 409) return { type: "relist" };',
      'if (status === 409) return { type: "none", timeout: false, after };',
    ),
  ],
  "a new listing does not ask for lost ops": [
    patch(
      "sync/relist.js",
      "const { epoch, unknown = [] } = answer.body;",
      "const [epoch, unknown] = [answer.body.epoch, []];",
    ),
  ],
  "a new listing empties the outbox": [
    patch(
      "data/relisting.js",
      "export async function beginRelist(epoch, known) {\n",
      'export async function beginRelist(epoch, known) {\n  for (const name of ["ops", "marks"]) await withDb((db) => db.clear(/** @type {any} */ (name)));\n',
    ),
  ],
  "what stands on a refused creation is sent": [
    patch(
      "sync/batch.js",
      'if (refused || mark.state === "IN_FLIGHT") held.add(mark.entry);',
      'if (mark.state === "IN_FLIGHT") held.add(mark.entry);',
    ),
    patch(
      "sync/engine.js",
      'const along = refused?.kind === "create" ? marks.filter((mark) => mark.entry === refused.entry) : [];',
      "const along = [];",
    ),
  ],
  "two ops of an entry in flight at once": [
    patch("sync/batch.js", "    held.add(mark.entry);\n    batch.push", "    batch.push"),
  ],
  "one database for all people of a phone": [patch("data/db.js", "`pathnote-${personId}`", '"pathnote"')],
  "another person's answer is taken": [
    patch(
      "sync/answer.js",
      'if (expect.person && body.person && body.person !== expect.person) return { type: "auth" };',
      "",
    ),
  ],
  "a crash leaves ops in flight for ever": [
    patch("sync/scheduler.js", "if (flying.length) await (await sender()).putBack(flying);", ""),
  ],
  "a 401 empties the queue": [
    patch(
      "sync/engine.js",
      'return { link: { ...link, phase: "blocked_auth" }, moves: back, next: "stop" };',
      'return { link: { ...link, phase: "blocked_auth" }, moves: batch.map((op_id) => ({ op_id, to: "ACKED" })), next: "stop" };',
    ),
  ],
  "one bad op condemns its batch": [
    patch("sync/engine.js", "if (batch.length === 1 && only) {", "if (only) {"),
    patch(
      "sync/engine.js",
      "moves: refuse(only, marks, problem, false)",
      "moves: batch.flatMap((id) => refuse(id, marks, problem, false))",
    ),
  ],
  "acknowledged ops are forgotten at once": [
    patch(
      "data/moves.js",
      "    ...(shut ? { sealed: shut.op } : {}),\n  });",
      '    ...(shut ? { sealed: shut.op } : {}),\n  });\n  tx.objectStore("acked").delete(op.op_id);',
    ),
  ],
  "a page is stored whatever happened since it was asked for": [
    patch(
      "data/pulled.js",
      'if (listing !== asked.listing || ((await meta.get("cursor")) ?? null) !== asked.cursor) return false;',
      "",
    ),
  ],
  "a new listing takes away what an unsent change stands on": [
    patch("data/pulled.js", "if (unsent) cursor.update(", "if (unsent > 1e6) cursor.update("),
  ],
  "a wait ends by the clock alone": [
    patch(
      "sync/link.js",
      "(now < link.since ? 0 : Math.max(0, link.until - now))",
      "Math.max(0, link.until - now)",
    ),
  ],
};
