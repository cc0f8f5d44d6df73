// Every request to the server goes through here. Three outcomes, never confused with each other:
// our server's answer, our server's refusal (ApiProblem), or no answer of ours at all (NoAnswer) –
// which is what a dead link, a 20 s silence, a redirect and a captive portal's page all are.

import { emit } from "../lib/events.js";

export const TIMEOUT = 20_000;

/** The server refused, with a sentence a person can act on. */
export class ApiProblem extends Error {
  /**
   * @param {import("../types.js").Problem} problem
   * @param {Headers} headers
   */
  constructor(problem, headers) {
    super(problem.detail ?? problem.title);
    this.name = "ApiProblem";
    this.problem = problem;
    this.status = problem.status;
    this.retryAfter = retryAfter(headers);
  }
}

/** Nothing that our server said: 'network', 'timeout', 'portal', or a status a proxy made up. */
export class NoAnswer extends Error {
  /**
   * @param {"network" | "timeout" | "portal"} reason
   * @param {number} [status]
   * @param {number | null} [wait] seconds a proxy asked for
   */
  constructor(reason, status = 0, wait = null) {
    super(reason);
    this.name = "NoAnswer";
    this.reason = reason;
    this.status = status;
    this.retryAfter = wait;
  }
}

/**
 * @typedef {object} Options
 * @property {unknown} [body] sent as JSON
 * @property {URLSearchParams | Record<string, string>} [query]
 * @property {AbortSignal} [signal]
 * @property {number} [timeout] milliseconds
 * @property {boolean} [final] a 401 is the answer; nothing is tried to come back
 * @property {Promise<Response>} [asked] this was sent already, in the same way
 */

/** @type {() => Promise<boolean>} */
let comeBack = async () => false;

/** What to try when the server no longer knows the session. @param {() => Promise<boolean>} way */
export function comeBackWith(way) {
  comeBack = way;
}

/**
 * @template [T=any]
 * @param {string} method
 * @param {string} path below /api/v1
 * @param {Options} [options]
 * @returns {Promise<T>}
 */
export async function request(method, path, options = {}) {
  try {
    return await ask(method, path, options);
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 401 || options.final) throw error;
    if (!(await comeBack().catch(stillOut))) {
      emit("signed-out");
      throw error;
    }
    return ask(method, path, options);
  }
}

/** Refused for good: signed out. No answer: nobody knows yet, and the whole is tried again later. @param {unknown} error */
function stillOut(error) {
  if (error instanceof NoAnswer) throw error;
  return false;
}

/**
 * @param {string} method
 * @param {string} path
 * @param {Options} options
 */
async function ask(method, path, options) {
  const timeout = AbortSignal.timeout(options.timeout ?? TIMEOUT);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  try {
    const { asked } = options;
    // Good for one answer: a second try asks anew.
    options.asked = undefined;
    const response = await (asked ?? fetch(address(path, options.query), init(method, options, signal)));
    return await answer(response);
  } catch (error) {
    if (error instanceof ApiProblem || error instanceof NoAnswer) throw error;
    if (options.signal?.aborted) throw error;
    throw new NoAnswer(timeout.aborted ? "timeout" : "network");
  }
}

/** @template [T=any] @param {string} path @param {Options} [options] @returns {Promise<T>} */
export const get = (path, options) => request("GET", path, options);
/** @template [T=any] @param {string} path @param {unknown} body @param {Options} [options] @returns {Promise<T>} */
export const post = (path, body, options) => request("POST", path, { ...options, body });
/** @param {string} path @param {Options} [options] @returns {Promise<null>} */
export const remove = (path, options) => request("DELETE", path, options);

/**
 * @param {string} path
 * @param {Options["query"]} query
 */
function address(path, query) {
  const search = new URLSearchParams(query).toString();
  return `/api/v1${path}${search ? `?${search}` : ""}`;
}

/**
 * @param {string} method
 * @param {Options} options
 * @param {AbortSignal} signal
 * @returns {RequestInit}
 */
function init(method, options, signal) {
  const json = options.body !== undefined;
  return {
    method,
    signal,
    // A redirect is never ours: following one would let a portal's sign-in page answer for us.
    redirect: "error",
    cache: "no-store",
    credentials: "same-origin",
    headers: json
      ? { accept: "application/json", "content-type": "application/json" }
      : { accept: "application/json" },
    body: json ? JSON.stringify(options.body) : null,
  };
}

/** @param {Response} response */
async function answer(response) {
  if (response.status === 204) return null;
  const type = response.headers.get("content-type")?.split(";")[0]?.trim();
  const ours = response.ok ? type === "application/json" : type === "application/problem+json";
  const body = ours ? await parse(response) : null;
  if (body === null || typeof body !== "object") throw notOurs(response);
  if (!response.ok) throw new ApiProblem({ ...body, status: response.status }, response.headers);
  return body;
}

/** @param {Response} response */
async function parse(response) {
  try {
    return await response.json();
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** @param {Response} response */
function notOurs(response) {
  const { status } = response;
  const network = status === 408 || status >= 500;
  return new NoAnswer(network ? "network" : "portal", status, retryAfter(response.headers));
}

/** Seconds to wait, from either form of Retry-After. @param {Headers} headers */
function retryAfter(headers) {
  const value = headers.get("retry-after");
  if (!value) return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const until = Date.parse(value);
  return Number.isNaN(until) ? null : Math.max(0, (until - Date.now()) / 1000);
}
