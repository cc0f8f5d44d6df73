// What a field holds, in a person's words: for the history, and for two versions side by side.

import { has, t } from "../lib/i18n.js";
import { shortDay } from "../lib/time.js";
import { label } from "../sync/vocabulary.js";

/** Fields with a closed list of words of their own. @type {Record<string, string>} */
const WORDS = { solicited: "solicited", safety_answer: "safety", safety_status: "safety.status" };

/**
 * @param {string} name
 * @param {unknown} value
 * @param {Record<string, import("../types.js").Vocabulary>} lists
 */
export function fieldWords(name, value, lists) {
  if (value === null || value === undefined || value === "") return "";
  const key = `${WORDS[name]}.${value}`;
  if (has(key)) return t(key);
  if (name === "visited_on") return shortDay(String(value));
  return lists[name] ? label(lists, name, String(value)) : String(value);
}
