// Shapes shared by the modules, named as the API names them.
import type { DBSchema } from "./vendor/database.js";
import type { TemplateResult } from "./vendor/vendor.js";

export type Role = "msl" | "lead" | "analyst" | "safety" | "admin" | "colleague" | "commercial";
export type Barrier = "diagnostic_pathway" | "guideline_uptake" | "referral" | "other_unsure";

export interface Person {
  id: string;
  email: string;
  name: string;
  roles: Role[];
  regions: string[] | null;
}

export interface Session {
  session_id: string;
  person: Person;
  expires_at: string;
  server_id: string;
  epoch: string;
  scope_version: string | number;
  /** Where the company's people report events, and how soon. */
  safety: { report_url: string | null; report_phone: string | null; report_hours: number };
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  instance?: string;
  request_id?: string;
  /** Of the life of the server that says a session is over. */
  epoch?: string;
  errors?: { pointer: string; detail: string }[];
}

export interface EntryFields {
  kind: "observation" | "reaction" | "nothing_new";
  visited_on: string;
  captured_at: string;
  barrier: Barrier | null;
  sub_barrier: string | null;
  text: string | null;
  so_what: string | null;
  next_step: string | null;
  therapeutic_area: string | null;
  stakeholder_type: string | null;
  channel: string | null;
  hco_type: string | null;
  region: string | null;
  hcp_ref: string | null;
  hco_ref: string | null;
  solicited: "yes" | "no" | "not_applicable" | null;
  evidence: string[] | null;
  listening_priority: string | null;
  theme_id: string | null;
  stance: Stance | null;
  safety_answer: "yes" | "no" | null;
  safety_status: "none" | "suspected" | "handed_off" | "not_an_event" | null;
  aware_at: string | null;
  flags:
    | {
        rule: string;
        start: number;
        end: number;
        /** Where the span lies; none: in `text`. */
        field?: "text" | "so_what" | "next_step";
        /** The author has looked at the words and keeps them. */
        kept?: boolean;
      }[]
    | null;
  /** While it is being written: marked words that the author keeps, as `keyOf` names them. Flags say it of what is saved. */
  kept?: string[];
}

export interface EntryData extends EntryFields {
  id: string;
  received_at: string | null;
  safety_reference: string | null;
  safety_reason: string | null;
  author: { id: string; name: string };
  rev: number;
  deleted: boolean;
  /** The entry of which this one is the other version, since two places changed it at once. */
  copy_of?: string | null;
  /** The id of that entry, once its person decided that both stay. The server keeps it as it keeps every unknown field. */
  kept_apart?: string | null;
}

export interface Term {
  code: string;
  parent: string | null;
  label: { en: string; de: string };
  hint: { en: string; de: string } | null;
  source: string | null;
  position: number;
  retired: boolean;
  starts_on: string | null;
  ends_on: string | null;
}

export interface Vocabulary {
  name: string;
  version: number;
  terms: Term[];
}

/** What the server says about one thing: its state, or that it is gone. */
export interface Item {
  kind: string;
  id: string;
  rev: number;
  seq: number;
  deleted: boolean;
  data: Record<string, unknown> | null;
  /** `data` as it will be stored here; what is left in `data` itself is seen without the key. */
  sealed?: Uint8Array;
}

/** One intention of a person, written once and never changed. */
export interface Op {
  op_id: string;
  op_no: number;
  author: string;
  id: string;
  kind: "create" | "update" | "delete";
  base: number;
  fields: OpFields;
  device_time: string;
  /** What the fields mean is said by the app that made the op; one made before there was a 2 has none. */
  schema?: number;
  reason?: string;
}

export type OpFields = Partial<EntryFields> & { kept_apart?: string };

export type OpState = "READY" | "IN_FLIGHT" | "NEEDS_ATTENTION";

/** How far an op has got; kept beside it, because the op itself never changes. */
export interface Mark {
  op_id: string;
  op_no: number;
  entry: string;
  kind: Op["kind"];
  bytes: number;
  state: OpState;
  /** When it was first put on the wire; from then on the server may know it. */
  sent: string | null;
  made: string;
  problem: Problem | null;
  /** The server decided about this very op, so its number is known there. */
  heard?: boolean;
  /** How often it was alone in a batch that timed out. */
  alone?: number;
  /** Of a refused change: fields that a later change wrote, and the server took. What it says of them is past. */
  passed?: string[];
}

/** What the server said of an entry last. `seen` names the listing that brought it. */
export interface Shadow {
  id: string;
  /** 0: the server has forgotten the entry, and an unsent change stands on it. */
  rev: number;
  seq: number;
  deleted: boolean;
  /** Where it is sealed, no more than indexes need. */
  data: EntryData | null;
  sealed?: Uint8Array;
  /** The rev that `data` is of: older than `rev` under a tombstone. Missing in what was stored before it was kept. */
  shows?: number;
  seen: string;
}

/** What becomes of one op after an answer, or before a request. */
export interface Move {
  op_id: string;
  to: OpState | "ACKED";
  sent?: string;
  problem?: Problem;
  heard?: boolean;
  alone?: number;
  entry?: Item;
  copy_id?: string;
}

/** Kept for 30 days after its acknowledgement, in case the server is restored from a backup. */
export interface Acked {
  op_id: string;
  /** Where it is sealed, the id of its entry alone. */
  op: Op;
  sealed?: Uint8Array;
  at: number;
}

/** The key of what the server has too. `id` tells it from one made after it. */
export interface Seal {
  id: string;
  key: CryptoKey;
}

export interface LogLine {
  at: string;
  what:
    | "discarded"
    | "fixed"
    | "copied"
    | "conflict_copy"
    | "sent_again"
    | "put_back"
    | "digest_differs"
    | "digest_still_differs"
    | "report_refused";
  op?: Op;
  words?: string;
  copy_id?: string | null;
  problem?: Problem | null;
}

/** `state` ends with op_no: what is ready, in the order in which it was made. */
export interface MarkIndexes {
  op_no: number;
  entry: string;
  kind: string;
  state: [OpState, number];
}

export type Stance = "supports" | "contradicts" | "refines";
export type ThemeStatus = "heard" | "corroborated" | "co_designed" | "piloted" | "changed" | "closed";
export type OwnerFunction =
  | "medical"
  | "r_and_d"
  | "regulatory"
  | "market_access"
  | "patient_engagement"
  | "commercial";

/** What stands behind one side of a theme. `one_voice`: all of it comes from one HCP, place or author. */
export interface Count {
  entries: number;
  hcps: number;
  hcos: number;
  places: number;
  one_voice: boolean;
}

export interface ActionLine {
  id: string;
  what: string;
  owner_function: OwnerFunction;
  due_on: string | null;
  status: "open" | "under_way" | "done" | "dropped";
  outcome: string | null;
}

/** A theme as a phone may know it: no words of others, no references, no names. */
export interface Card {
  id: string;
  barrier: Barrier;
  sub_barrier: string | null;
  place: { region: string | null; hco_type: string | null; therapeutic_area: string | null };
  conclusion: string;
  status: ThemeStatus;
  closed_because: string | null;
  supports: Count;
  contradicts: Count;
  refines: Count;
  last_heard_on: string | null;
  actions: ActionLine[];
  line_to_take_back: string | null;
  changed_at: string;
}

/** One of the themes that an entry stands in. */
export interface JourneyTheme {
  id: string;
  conclusion: string;
  barrier: Barrier;
  stance: Stance;
  since: string;
  status: ThemeStatus;
  closed_because: string | null;
  steps: { status: ThemeStatus; at: string; why: string }[];
  actions: ActionLine[];
  line_to_take_back: string | null;
}

/** What became of an own entry. */
export interface Journey {
  entry_id: string;
  arrived_at: string;
  read: { at: string; by: { id: string; name: string } | null } | null;
  themes: JourneyTheme[];
  decided_at: string | null;
  heard_back_at: string | null;
  moved_at: string;
}

/** The server's word, kept as it came. `seen` names the listing that brought it. */
export interface Kept<T> {
  id: string;
  /** Where it is sealed, no more than is asked of it in transactions. */
  data: T;
  sealed?: Uint8Array;
  seen: string;
}

export interface PathnoteDB extends DBSchema {
  cards: { key: string; value: Kept<Card>; indexes: { clear: string } };
  /** `news`: it moved since its entry was last looked at. */
  journeys: { key: string; value: Kept<Journey> & { news?: 1 }; indexes: { news: number; clear: string } };
  shadow: { key: string; value: Shadow; indexes: { copy_of: string; clear: string } };
  ops: { key: string; value: Op; indexes: { entry: string; op_no: number } };
  marks: { key: string; value: Mark; indexes: MarkIndexes };
  acked: { key: string; value: Acked; indexes: { at: number; clear: string } };
  keys: { key: string; value: Seal };
  drafts: { key: string; value: Draft };
  vocabulary: { key: string; value: Vocabulary };
  log: { key: number; value: LogLine };
  meta: { key: string; value: unknown };
}

export type EntryState = "waiting" | "sending" | "sent" | "needs";

/** What a screen shows: the server's state with this phone's unsent ops laid over it. */
export interface EntryView {
  id: string;
  rev: number;
  /** What an op made from this view stands on: with ops still unsent, the server may yet have a word its author never saw. */
  seen: number;
  deleted: boolean;
  state: EntryState;
  problem: Problem | null;
  /** What kind of op was refused. */
  refused: Op["kind"] | null;
  /** Why it was retracted or changed, as its last unsent op says. */
  reason: string | null;
  data: Partial<EntryFields> & {
    copy_of?: string | null;
    kept_apart?: string | null;
    received_at?: string | null;
  };
  /** Another version of it waits to be settled. */
  two: boolean;
  author: { id: string; name: string } | null;
}

export interface Draft {
  id: string;
  /** The entry that it will become, or changes. */
  entry: string;
  fields: Partial<EntryFields>;
  updated_at: number;
  /** The draft that this one goes on from, and takes the place of. */
  from?: string;
}

export interface ScreenContext {
  person: Person | null;
  params: Record<string, string>;
  query: URLSearchParams;
  navigate(path: string, options?: { replace?: boolean }): void;
  t(key: string, vars?: Record<string, string | number>): string;
  setTitle(text: string): void;
  setActions(content: TemplateResult | null): void;
}

export type Cleanup = () => void;

export interface Screen {
  open(root: HTMLElement, ctx: ScreenContext): Promise<Cleanup | void>;
  /** Called instead of `open` when only the query of the same path changed. */
  update?(root: HTMLElement, ctx: ScreenContext): Promise<void> | void;
}

declare global {
  interface Window {
    /** boot.js asked who is in, where nobody was known. */
    pathnoteAsked?: Promise<Response>;
    trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL(url: string): string },
      ): { createScriptURL(url: string): string };
    };
  }
}
