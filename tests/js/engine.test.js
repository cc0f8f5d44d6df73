// Every row of the two tables of the protocol, on the pure engine.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import * as answer from "../../static/sync/answer.js";
import * as batch from "../../static/sync/batch.js";
import * as transitions from "../../static/sync/engine.js";
import * as ofPulls from "../../static/sync/engine-pull.js";
import * as link from "../../static/sync/link.js";

const engine = { ...answer, ...batch, ...link, ...ofPulls, ...transitions };
const EXPECT = { server_id: "server", epoch: "e1", batch_id: "b1" };
const problem = { type: "/problems/x", title: "No", status: 422, detail: "Not like this." };

let made = 0;
const mark = (change = {}) => {
  made += 1;
  return {
    op_id: `op${made}`,
    op_no: made,
    entry: `entry${made}`,
    kind: "create",
    bytes: 500,
    state: "READY",
    sent: null,
    made: "2026-11-22T10:00:00.000+01:00",
    problem: null,
    ...change,
  };
};
const many = (count, change) => Array.from({ length: count }, () => mark(change));
const ids = (marks) => marks.map((one) => one.op_id);
const ok = (results, change = {}) =>
  engine.read(
    { status: 200, body: { server_id: "server", epoch: "e1", batch_id: "b1", results, ...change } },
    EXPECT,
  );
const settle = (marks, answer, link = engine.newLink(), batch = ids(marks)) =>
  engine.settle({ link, batch, marks, answer, now: 1_000_000, random: 0.5 });
const states = (settled) => settled.moves.map((move) => move.to);

describe("a batch", () => {
  test("holds at most a hundred ops, in the order in which they were made", () => {
    const marks = many(150);
    assert.deepEqual(engine.choose(marks, engine.MAX_OPS), ids(marks).slice(0, 100));
  });

  test("holds at most 256 KB, but always one op", () => {
    assert.equal(engine.choose(many(10, { bytes: 100 * 1024 }), 100).length, 2);
    assert.equal(engine.choose([mark({ bytes: 900 * 1024 })], 100).length, 1);
  });

  test("holds one op of an entry, and none while another of it is in flight", () => {
    const [first, second, other] = [mark({ entry: "a" }), mark({ entry: "a", kind: "update" }), mark()];
    assert.deepEqual(engine.choose([first, second, other], 100), ids([first, other]));
    assert.deepEqual(engine.choose([{ ...first, state: "IN_FLIGHT" }, second, other], 100), ids([other]));
  });

  test("leaves out an entry whose creation was refused, but not one with a refused edit", () => {
    const refused = mark({ entry: "a", state: "NEEDS_ATTENTION" });
    const edit = mark({ entry: "a", kind: "update" });
    assert.deepEqual(engine.choose([refused, edit], 100), []);
    assert.deepEqual(engine.choose([{ ...refused, kind: "update" }, edit], 100), ids([edit]));
  });

  test("is marked as sent before it leaves, and ready again under the same ids after a crash", () => {
    assert.deepEqual(engine.departing(["a"], "now"), [{ op_id: "a", to: "IN_FLIGHT", sent: "now" }]);
    const [flying, ready] = [mark({ state: "IN_FLIGHT" }), mark()];
    assert.deepEqual(engine.afterCrash([flying, ready]), [{ op_id: flying.op_id, to: "READY" }]);
  });
});

describe("an answer that is none", () => {
  const nothings = {
    "a dead link": { status: 0, reason: "network" },
    "a timeout": { status: 0, reason: "timeout" },
    408: { status: 408, body: problem },
    500: { status: 500, body: problem },
    "502 of a proxy": { status: 502 },
    "a portal's page": { status: 200, reason: "portal" },
    "another server": { status: 200, body: { server_id: "other", batch_id: "b1", results: [] } },
    "no server": { status: 200, body: { batch_id: "b1", results: [] } },
    "another batch": { status: 200, body: { server_id: "server", batch_id: "b0", results: [] } },
    "401 of a proxy": { status: 401, reason: "portal" },
  };
  for (const [name, heard] of Object.entries(nothings)) {
    test(`${name}: waits and counts nothing`, () => {
      const marks = many(2);
      const settled = settle(marks, engine.read(heard, EXPECT));
      assert.deepEqual(states(settled), ["READY", "READY"]);
      assert.equal(settled.link.phase, "retry_wait");
      assert.equal(settled.next, "wait");
    });
  }

  test("is retried for ever, from a second to five minutes, never in step with others", () => {
    let link = engine.newLink();
    const waits = [];
    for (let round = 0; round < 40; round += 1) {
      link = settle([mark()], { type: "none", timeout: false, after: null }, link).link;
      waits.push(link.until - 1_000_000);
    }
    assert.ok(waits[0] >= 1_000 && waits[0] <= 2_000);
    assert.ok(waits.every((wait) => wait >= 1_000 && wait <= 300_000));
    assert.ok(waits.at(-1) > 200_000);
    assert.notEqual(engine.backoff(5, 0.1), engine.backoff(5, 0.9));
  });

  test("with Retry-After is retried then, and no sign of a better link comes before", () => {
    for (const status of [429, 503]) {
      const answer = engine.read({ status, after: 30 }, EXPECT);
      const { link } = settle([mark()], answer);
      assert.equal(link.until, 1_030_000);
      assert.equal(engine.mayTry(engine.wake(link, "online", 1_010_000), 1_010_000), false);
      assert.equal(engine.mayTry(engine.wake(link, "timer", 1_030_000), 1_030_000), true);
    }
  });

  test("is what a link of its own speed is spared: little first, and more each time it carries that briskly", () => {
    let link = engine.newLink();
    const limits = [link.limit];
    for (const took of [200, 200, 200, 3_000]) {
      const marks = many(link.limit);
      const results = marks.map(({ op_id }) => ({ op_id, status: "applied" }));
      const answer = { type: "ok", body: { results }, relist: false };
      const at = { link, batch: ids(marks), marks, answer, now: 1_000_000, random: 0.5, took };
      ({ link } = engine.settle(at));
      limits.push(link.limit);
    }
    assert.deepEqual(limits, [25, 50, 100, 100, 10]);
  });

  test("twice by timeout makes the batch smaller; a single op is never blamed for a slow link", () => {
    const timeout = { type: "none", timeout: true, after: null };
    const marks = many(100);
    const once = settle(marks, timeout, { ...engine.newLink(), limit: 100 }).link;
    assert.equal(once.limit, 100);
    const twice = settle(marks, timeout, once).link;
    assert.equal(twice.limit, 50);
    const single = settle([marks[0]], timeout, { ...twice, timeouts: 9 });
    assert.deepEqual(states(single), ["READY"]);
  });
});

describe("a moment that the server named", () => {
  const told = settle([mark()], engine.read({ status: 503, after: 30 }, EXPECT)).link;
  const rest = { since: told.since, until: told.until };

  test("holds for a page that was loaded anew, and for another tab, whatever wakes them", () => {
    for (const reason of ["start", "online", "visible", "saved"]) {
      const link = engine.heldBack(engine.wake(engine.newLink(), reason, 1_010_000), rest, 1_010_000);
      assert.equal(engine.mayTry(link, 1_010_000), false, reason);
      assert.equal(engine.mayTry(engine.wake(link, reason, 1_010_000), 1_010_000), false, reason);
      assert.equal(engine.mayTry(engine.wake(link, "timer", 1_030_000), 1_030_000), true, reason);
    }
  });

  test("is over when it is past, when the clock was set back, and shortens no longer wait", () => {
    const fresh = engine.newLink();
    assert.equal(engine.heldBack(fresh, rest, 1_030_000), fresh);
    assert.equal(engine.heldBack(fresh, rest, 900_000), fresh);
    assert.equal(engine.heldBack(fresh, undefined, 1_010_000), fresh);
    const longer = { ...fresh, phase: "retry_wait", since: 1_000_000, until: 2_000_000 };
    assert.equal(engine.heldBack(longer, rest, 1_010_000), longer);
    const out = { ...fresh, phase: "blocked_auth" };
    assert.equal(engine.heldBack(out, rest, 1_010_000), out);
  });

  test("is an hour off at most: a proxy that says a day would be obeyed over every reload", () => {
    const { link } = settle([mark()], engine.read({ status: 503, after: 86_400 }, EXPECT));
    assert.equal(link.until, 1_000_000 + 3_600_000);
  });
});

describe("an op that times out even alone", () => {
  const timeout = { type: "none", timeout: true, after: null };
  /** After so many times alone. */
  const tried = (times, change) => mark({ alone: times, ...change });

  test("is passed by all other entries from the second time on, and never blamed", () => {
    const [slow, other] = many(2);
    let link = { ...engine.newLink(), limit: 1 };
    let marks = [slow, other];
    for (const times of [1, 2]) {
      assert.deepEqual(engine.choose(marks, link.limit), [slow.op_id]);
      const settled = settle([marks[0]], timeout, link);
      assert.deepEqual(settled.moves, [{ op_id: slow.op_id, to: "READY", alone: times }]);
      assert.equal(settled.link.phase, "retry_wait");
      marks = [{ ...slow, alone: settled.moves[0].alone }, other];
      link = settled.link;
    }
    assert.deepEqual(engine.choose(marks, 100), [other.op_id]);
    assert.deepEqual(engine.chooseLate(marks), [slow.op_id]);
  });

  test("is not counted in company, nor when the line was simply dead", () => {
    const marks = many(2);
    for (const settled of [
      settle(marks, timeout),
      settle([marks[0]], { type: "none", timeout: false, after: null }),
    ]) {
      assert.ok(settled.moves.every((move) => move.to === "READY" && move.alone === undefined));
    }
  });

  test("is passed by no other op of its own entry", () => {
    const create = tried(2, { entry: "a" });
    const edit = mark({ entry: "a", kind: "update" });
    const other = mark();
    assert.deepEqual(engine.choose([create, edit, other], 100), [other.op_id]);
    assert.deepEqual(engine.chooseLate([create, edit, other]), [create.op_id]);
    // The other way round: what is late stands behind what its entry still has to say before it.
    const [first, late] = [mark({ entry: "b" }), tried(2, { entry: "b", kind: "update" })];
    assert.deepEqual(engine.choose([first, late], 100), [first.op_id]);
    assert.deepEqual(engine.chooseLate([first, late]), []);
    assert.deepEqual(engine.chooseLate([{ ...create, state: "IN_FLIGHT" }, edit]), []);
  });

  test("takes turns with others like it, the one tried least first", () => {
    const [a, b] = [tried(3), tried(2)];
    assert.deepEqual(engine.chooseLate([a, b]), [b.op_id]);
    assert.deepEqual(engine.chooseLate([a, { ...b, alone: 4 }]), [a.op_id]);
  });

  test("keeps a pace of its own, slower each time, while the link goes on", () => {
    const rests = [2, 4, 20].map((times) => {
      const { link, next, moves } = settle([tried(times)], timeout);
      assert.deepEqual([link.phase, link.attempts, next], ["ready", 0, "stop"]);
      assert.equal(moves[0].alone, times + 1);
      return engine.restOf(link.late, 1_000_000);
    });
    assert.ok(rests[0] < rests[1] && rests[1] < rests[2] && rests[2] <= 300_000, `${rests}`);
  });

  test("is tried at once on signs of a better link, not because of another save", () => {
    const { link } = settle([tried(5)], timeout);
    const rest = (reason) => engine.restOf(engine.wake(link, reason, 1_000_001).late, 1_000_001);
    for (const reason of ["online", "visible", "start"]) assert.equal(rest(reason), 0, reason);
    for (const reason of ["saved", "timer"]) assert.ok(rest(reason) > 0, reason);
  });

  test("leaves like any other when its answer comes", () => {
    const slow = tried(7);
    const settled = settle([slow], ok([{ op_id: slow.op_id, status: "applied" }]));
    assert.deepEqual([states(settled), settled.next], [["ACKED"], "push"]);
  });
});

describe("an answer of ours", () => {
  test("moves each op by its own result alone", () => {
    const marks = many(5);
    const [a, b, c, d] = ids(marks);
    const entry = { id: "x", rev: 1 };
    const settled = settle(
      marks,
      ok([
        { op_id: a, status: "applied", entry },
        { op_id: b, status: "conflict_copy", entry, copy_id: "copy" },
        { op_id: c, status: "rejected", problem },
        { op_id: d, status: "retry" },
      ]),
    );
    assert.deepEqual(states(settled), ["ACKED", "ACKED", "NEEDS_ATTENTION", "READY", "READY"]);
    assert.equal(settled.moves[1].copy_id, "copy");
    assert.deepEqual(settled.moves[2].problem, problem);
    assert.equal(settled.next, "push");
  });

  test("that moves nothing waits, or it would be asked for again without end", () => {
    const marks = many(2);
    const settled = settle(marks, ok(marks.map(({ op_id }) => ({ op_id, status: "retry" }))));
    assert.equal(settled.next, "wait");
    assert.equal(settled.link.phase, "retry_wait");
  });

  test("about ops that were not in the batch moves nothing", () => {
    const settled = settle([mark()], ok([{ op_id: "stranger", status: "applied" }]));
    assert.deepEqual(states(settled), ["READY"]);
  });

  test("that refuses a creation takes along the ops that stand on it", () => {
    const create = mark({ entry: "a" });
    const edit = mark({ entry: "a", kind: "update" });
    const settled = settle(
      [create, edit],
      ok([{ op_id: create.op_id, status: "rejected", problem }]),
      undefined,
      [create.op_id],
    );
    assert.deepEqual(
      settled.moves.map((move) => [move.op_id, move.to]),
      [
        [create.op_id, "NEEDS_ATTENTION"],
        [edit.op_id, "NEEDS_ATTENTION"],
      ],
    );
  });

  test("from another epoch is taken, and then everything is listed again", () => {
    const [one] = many(1);
    const settled = settle([one], ok([{ op_id: one.op_id, status: "applied" }], { epoch: "e2" }));
    assert.deepEqual(states(settled), ["ACKED"]);
    assert.equal(settled.next, "relist");
  });

  test("ends the waiting and lets the batch grow again", () => {
    const [one] = many(1);
    const link = { ...engine.newLink(), phase: "retry_wait", attempts: 7, timeouts: 2, limit: 10 };
    const settled = settle([one], ok([{ op_id: one.op_id, status: "applied" }]), link);
    assert.deepEqual(
      { phase: settled.link.phase, attempts: settled.link.attempts, limit: settled.link.limit },
      { phase: "ready", attempts: 0, limit: 20 },
    );
  });
});

describe("a refusal", () => {
  test("401: the queue stays, saving goes on, and only a sign-in goes on", () => {
    const settled = settle(many(2), engine.read({ status: 401, body: problem }, EXPECT));
    assert.deepEqual(states(settled), ["READY", "READY"]);
    assert.equal(settled.link.phase, "blocked_auth");
    for (const reason of ["saved", "online", "visible", "timer", "start"]) {
      assert.equal(engine.mayTry(engine.wake(settled.link, reason, 2e6), 2e6), false);
    }
    assert.equal(engine.mayTry(engine.wake(settled.link, "signed_in", 2e6), 2e6), true);
  });

  test("403 for all: stops, and keeps the reason to tell", () => {
    const settled = settle(many(2), engine.read({ status: 403, body: problem }, EXPECT));
    assert.equal(settled.link.phase, "stopped");
    assert.deepEqual(settled.link.problem, problem);
    assert.deepEqual(states(settled), ["READY", "READY"]);
  });

  test("409: lists again, and the outbox stays", () => {
    const settled = settle(many(2), engine.read({ status: 409, body: problem }, EXPECT));
    assert.equal(settled.next, "relist");
    assert.deepEqual(states(settled), ["READY", "READY"]);
  });

  test("413: halves, even when a proxy says it; a single op needs the person", () => {
    const answer = engine.read({ status: 413 }, EXPECT);
    assert.equal(settle(many(100), answer).link.limit, 50);
    assert.deepEqual(states(settle([mark()], answer)), ["NEEDS_ATTENTION"]);
  });

  test("426 on a pull: what is written goes out as ever, and news is asked for later", () => {
    const answer = engine.read({ status: 426, body: problem }, EXPECT);
    const { link, next } = engine.settlePull(engine.newLink(), answer, 0, 0);
    assert.deepEqual([engine.mayTry(link, 0), next], [true, "stop"]);
  });

  for (const status of [400, 422]) {
    test(`${status}: bisects until the one bad op is found, and sends all others`, () => {
      let marks = many(100);
      const bad = marks[59].op_id;
      let link = engine.newLink();
      const sent = [];
      let requests = 0;
      for (
        let batch = engine.choose(marks, link.limit);
        batch.length;
        batch = engine.choose(marks, link.limit)
      ) {
        requests += 1;
        const answer = batch.includes(bad)
          ? engine.read({ status, body: problem }, EXPECT)
          : ok(batch.map((op_id) => ({ op_id, status: "applied" })));
        const settled = settle(marks, answer, link, batch);
        link = settled.link;
        for (const move of settled.moves) {
          if (move.to === "ACKED") sent.push(move.op_id);
          marks = marks
            .map((one) => (one.op_id === move.op_id ? { ...one, state: move.to } : one))
            .filter((one) => one.state !== "ACKED");
        }
      }
      assert.equal(sent.length, 99);
      assert.deepEqual(
        marks.map((one) => [one.op_id, one.state]),
        [[bad, "NEEDS_ATTENTION"]],
      );
      assert.ok(requests <= 25, `${requests} requests`);
    });
  }
});

describe("the wait", () => {
  const waiting = { ...engine.newLink(), phase: "retry_wait", until: 2_000_000, attempts: 3 };

  test("ends on its timer, when online again, and when seen again; a save alone does not end it", () => {
    assert.equal(engine.mayTry(engine.wake(waiting, "timer", 2_000_000), 2_000_000), true);
    for (const reason of ["online", "visible", "start"]) {
      assert.equal(engine.mayTry(engine.wake(waiting, reason, 1_500_000), 1_500_000), true, reason);
    }
    assert.equal(engine.mayTry(engine.wake(waiting, "saved", 1_500_000), 1_500_000), false);
  });
});

describe("a cookie that changed hands", () => {
  const expect = { server_id: "server", epoch: "e1", person: "me" };
  const heard = (person) => ({ status: 200, body: { server_id: "server", epoch: "e1", person, items: [] } });

  test("makes an answer somebody else's: nothing of it counts until the person is back", () => {
    assert.equal(engine.read(heard("me"), expect).type, "ok");
    assert.equal(engine.read(heard("you"), expect).type, "auth");
  });

  test("leaves the ops of a push where they are", () => {
    const marks = many(2);
    const settled = settle(marks, engine.read(heard("you"), expect));
    assert.deepEqual(states(settled), ["READY", "READY"]);
    assert.equal(settled.link.phase, "blocked_auth");
  });
});

describe("a clock that is set back", () => {
  const year = 365 * 24 * 3_600_000;
  const settled = settle(many(1), { type: "none", timeout: false, after: 30 });

  test("ends a wait that began after it: else nothing would be sent for as long as it was ahead", () => {
    const before = 1_000_000 - year;
    assert.equal(engine.mayTry(settled.link, 1_000_000), false);
    assert.equal(engine.mayTry(settled.link, before), true);
    assert.equal(engine.restOf(settled.link, before), 0);
    assert.equal(engine.wake(settled.link, "visible", before).phase, "ready");
  });
});

test("a proxy's 413 on a single op says why the person is needed", () => {
  const answer = engine.read({ status: 413 }, EXPECT);
  const [move] = settle(many(1), answer).moves;
  assert.equal(move.to, "NEEDS_ATTENTION");
  assert.match(move.problem.title, /too large/);
});
