// What a screen shows of an entry with its unsent ops, and what differs between two of its states. Pure, as ops.js is.
import { baseOf } from "./ops.js";

/** @typedef {import("../types.js").Op} Op */
/** @typedef {import("../types.js").Mark} Mark */
/** @typedef {import("../types.js").Shadow} Shadow */
/** @typedef {import("../types.js").EntryView} EntryView */

/**
 * @param {string} id
 * @param {Shadow | undefined} shadow
 * @param {Op[]} ops of this entry
 * @param {Mark[]} marks of these ops
 * @returns {EntryView}
 */
export function overlay(id, shadow, ops, marks) {
  const ordered = ops.toSorted((a, b) => a.op_no - b.op_no);
  const needy = marks.find((mark) => mark.state === "NEEDS_ATTENTION");
  /** @type {EntryView} */
  const view = {
    id,
    rev: shadow?.rev ?? 0,
    seen: baseOf({ kind: "update" }, ordered, shadow),
    deleted: shadow?.deleted ?? false,
    state: stateOf(marks),
    problem: needy?.problem ?? null,
    refused: needy?.kind ?? null,
    reason: ordered.at(-1)?.reason ?? null,
    two: false,
    data: { ...shadow?.data },
    author: shadow?.data?.author ?? null,
  };
  for (const op of ordered) {
    Object.assign(view.data, stillSaid(op, marks));
    // An edit after a retraction brings the entry back, here as on the server.
    view.deleted = op.kind === "delete";
  }
  return view;
}

/** What a refused change says, but for what the person has written anew since then. @param {Op} op @param {Mark[]} marks */
function stillSaid({ op_id, fields }, marks) {
  const passed = marks.find((mark) => mark.op_id === op_id)?.passed ?? [];
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !passed.includes(name)));
}

/** @param {Mark[]} marks @returns {EntryView["state"]} */
function stateOf(marks) {
  if (marks.some((mark) => mark.state === "NEEDS_ATTENTION")) return "needs";
  if (marks.some((mark) => mark.state === "IN_FLIGHT")) return "sending";
  return marks.length ? "waiting" : "sent";
}

/**
 * Only what differs goes into an update: two people may change two fields of one entry.
 * @param {Record<string, any>} before
 * @param {Record<string, any>} after
 */
export function changes(before, after) {
  const entries = Object.entries(after).filter(
    ([key, value]) => JSON.stringify(before[key] ?? null) !== JSON.stringify(value ?? null),
  );
  return Object.fromEntries(entries.map(([key, value]) => [key, value ?? null]));
}

/** What a change replaces: writing it again undoes the change. @param {Record<string, any>} data @param {Record<string, any>} change */
export const before = (data, change) =>
  Object.fromEntries(Object.keys(change).map((name) => [name, data[name] ?? null]));

const WRITABLE = /** @type {const} */ ([
  "kind",
  "visited_on",
  "captured_at",
  "barrier",
  "sub_barrier",
  "text",
  "so_what",
  "next_step",
  "therapeutic_area",
  "stakeholder_type",
  "channel",
  "hco_type",
  "region",
  "hcp_ref",
  "hco_ref",
  "solicited",
  "evidence",
  "listening_priority",
  "theme_id",
  "stance",
  "safety_answer",
  "safety_status",
  "aware_at",
  "flags",
]);

/** What a phone may write of an entry, out of all that the server says of one. @param {Record<string, any>} data */
export const writable = (data) =>
  Object.fromEntries(WRITABLE.filter((name) => name in data).map((name) => [name, data[name]]));

/**
 * What a person reads in two versions and finds different. `mine` is the copy: what this person's phone wrote.
 * @param {Record<string, any>} mine
 * @param {Record<string, any>} theirs
 */
export const differing = (mine, theirs) => changes(writable(theirs), writable(mine));
