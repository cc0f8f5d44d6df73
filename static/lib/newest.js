// A page that asks again whenever its filters change: only the answer to the newest question counts.

import { sentence } from "./errors.js";

/** @typedef {{busy: boolean, error: string}} Asker */
/** @typedef {Asker & {next: string | null}} Pager */

export function newest() {
  let asking = new AbortController();
  return {
    /** Ends with the question, so that whatever belongs to it ends too. */
    get signal() {
      return asking.signal;
    },

    /** Nobody waits any more. */
    stop: () => asking.abort(),

    /** Another question, whose answer is at hand. */
    renew() {
      asking.abort();
      asking = new AbortController();
      return asking.signal;
    },

    /**
     * Ask in place of whatever was asked before. What goes wrong is said on the page.
     * @param {Asker} now
     * @param {() => void} redraw
     * @param {(signal: AbortSignal) => Promise<void>} work
     * @returns {Promise<boolean>} whether it went wrong
     */
    async ask(now, redraw, work) {
      const signal = this.renew();
      now.busy = true;
      redraw();
      try {
        await work(signal);
        return false;
      } catch (error) {
        if (signal.aborted) return false;
        now.error = sentence(error);
        return true;
      } finally {
        if (!signal.aborted) {
          now.busy = false;
          redraw();
        }
      }
    },

    /**
     * Ask for a list from its beginning. The next page of the one before is nobody's from now on.
     * @param {Pager} now
     * @param {() => void} redraw
     * @param {(signal: AbortSignal) => Promise<void>} work
     */
    first(now, redraw, work) {
      now.next = null;
      return this.ask(now, redraw, work);
    },

    /**
     * Ask for the page after what is shown, one at a time.
     * @param {Pager} now
     * @param {() => void} redraw
     * @param {URLSearchParams} query what the list was asked with
     * @param {(query: URLSearchParams, signal: AbortSignal) => Promise<void>} work
     */
    async more(now, redraw, query, work) {
      if (!now.next || now.busy) return;
      query.set("cursor", now.next);
      await this.ask(now, redraw, (signal) => work(query, signal));
    },
  };
}
