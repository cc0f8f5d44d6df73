// A request as the engine wants to hear of it: a status with our own JSON, or nothing.
import { ApiProblem, NoAnswer, request } from "../http/client.js";

/**
 * @param {"GET" | "POST"} method
 * @param {string} path
 * @param {import("../http/client.js").Options} options
 * @returns {Promise<import("./answer.js").Heard>}
 */
export async function hear(method, path, options) {
  try {
    return { status: 200, body: await request(method, path, options) };
  } catch (error) {
    if (error instanceof ApiProblem) {
      return { status: error.status, body: error.problem, after: error.retryAfter };
    }
    if (error instanceof NoAnswer) {
      return { status: error.status, after: error.retryAfter, reason: error.reason };
    }
    return { status: 0, reason: "network" };
  }
}
