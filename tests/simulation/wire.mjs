// One request on its way: the server may see it once, twice, late or never, and the phone hears the answer, a piece
// of it, something else, or nothing.

const JSON_TYPE = { "content-type": "application/json" };
const PROBLEM_TYPE = { "content-type": "application/problem+json" };
const HTML = { "content-type": "text/html; charset=utf-8" };

/** What proxies, portals and tired servers say instead. @type {Record<string, {status: number, text: string, headers: Record<string, string>}>} */
export const STRANGE = {
  portal: { status: 200, text: "<html>Welcome to FreeWiFi</html>", headers: HTML },
  // A portal that claims to speak JSON, and one that says so with a body of its own.
  portal_json: { status: 200, text: '{"welcome":true,"results":[],"items":[]}', headers: JSON_TYPE },
  bad_gateway: { status: 502, text: "<html>Bad gateway</html>", headers: HTML },
  internal: { status: 500, text: '{"type":"/problems/internal","title":"Broken"}', headers: PROBLEM_TYPE },
  timeout: { status: 408, text: "", headers: {} },
  busy: {
    status: 503,
    text: '{"type":"/problems/unavailable","title":"Busy"}',
    headers: { ...PROBLEM_TYPE, "retry-after": "2" },
  },
  too_many: {
    status: 429,
    text: '{"type":"/problems/too-many-requests","title":"Slow down"}',
    headers: { ...PROBLEM_TYPE, "retry-after": "30" },
  },
  too_big: { status: 413, text: "<html>Too large</html>", headers: HTML },
  unknown: { status: 404, text: "<html>Not here</html>", headers: HTML },
};

export class Wire {
  /**
   * @param {import("./browser.mjs").Tab} tab
   * @param {{method: string, path: string, init: any}} request
   * @param {number} number by which a trace names it
   */
  constructor(tab, { method, path, init }, number) {
    this.number = number;
    this.tab = tab;
    // The cookie goes with the request as it is now, whoever signs in later.
    this.person = tab.phone.cookie;
    this.path = path;
    this.query = Object.fromEntries(new URLSearchParams(path.split("?")[1] ?? ""));
    this.body = init.body ? JSON.parse(init.body) : null;
    this.call = `${method} ${path.split("?")[0]}`;
    /** @type {any} */
    this.signal = init.signal;
    /** @type {{status: number, text: string, headers: Record<string, string>} | null} */
    this.answer = null;
    this.held = false;
    this.over = false;
    this.coming = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.coming.catch(() => {});
  }

  get isPush() {
    return this.call === "POST /sync/push";
  }

  /**
   * The server handles it, as often as it arrives.
   * @param {import("./backend.mjs").Backend} backend
   * @param {number} [kill]
   * @returns {Promise<any>} what the server's process said
   */
  async serve(backend, kill) {
    const said = await this.ask(backend, kill);
    if (said.error) throw new Error(`the server failed: ${said.error}`);
    this.answer = said.killed ? null : message(said);
    return said;
  }

  /** @param {import("./backend.mjs").Backend} backend @param {number} [kill] */
  ask(backend, kill) {
    const { person, body, query } = this;
    if (this.isPush) return backend.ask("push", { person, body, ...(kill === undefined ? {} : { kill }) });
    if (this.call === "POST /sync/ops:check") return backend.ask("check", { person, body });
    if (this.call === "GET /sync/digest") return backend.ask("digest", { person, upto: query.upto });
    if (this.call === "GET /signals/rising") return nothingRises(person);
    const limit = Number(query.limit ?? 200);
    return backend.ask("pull", { person, limit, ...(query.cursor ? { cursor: query.cursor } : {}) });
  }

  /** The phone hears this. @param {{status: number, text: string, headers: Record<string, string>}} heard */
  async deliver(heard) {
    this.over = true;
    if (this.tab.dead) return;
    this.resolve({
      status: heard.status,
      ok: heard.status >= 200 && heard.status < 300,
      headers: { get: (name) => heard.headers[name] ?? null },
      json: async () => JSON.parse(heard.text),
    });
    await this.tab.quiet();
  }

  /** The phone hears nothing: a dead link, a redirect that may not be followed, or 20 s of silence. */
  async fail(why = "network") {
    this.over = true;
    if (this.tab.dead) return;
    if (why === "timeout") this.signal.pass();
    this.reject(new TypeError(why));
    await this.tab.quiet();
  }
}

/** Too few entries for more. @param {string} person */
const nothingRises = async (person) => ({
  status: 200,
  text: JSON.stringify({ person, as_of: "2026-01-05", items: [] }),
});

/** @param {any} said */
export const message = (said) => ({
  status: said.status,
  text: said.text,
  headers: said.problem ? PROBLEM_TYPE : JSON_TYPE,
});

/** A body that broke off. @param {{status: number, text: string, headers: any}} whole @param {number} share */
export const cut = (whole, share) => ({
  ...whole,
  text: whole.text.slice(0, Math.floor(whole.text.length * share)),
});

/** Some results are missing. @param {{status: number, text: string, headers: any}} whole @param {(at: number) => boolean} keep */
export function thinned(whole, keep) {
  const body = JSON.parse(whole.text);
  if (!Array.isArray(body.results)) return whole;
  return { ...whole, text: JSON.stringify({ ...body, results: body.results.filter((_, at) => keep(at)) }) };
}
