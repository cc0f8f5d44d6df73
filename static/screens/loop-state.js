// What the page about the loop looks at, as it stands in the address; and hours as people say them.

import { addDays } from "../elements/dates.js";
import { language, t } from "../lib/i18n.js";
import { day } from "../lib/time.js";

export const SPANS = /** @type {const} */ ([30, 90, 180, 365]);
const USUAL = 90;

/** @typedef {{days: number, region: string}} Asked */

/** @param {URLSearchParams} query @returns {Asked} */
export function parse(query) {
  const days = Number(query.get("days"));
  const region = query.get("region") ?? "";
  return {
    days: SPANS.find((one) => one === days) ?? USUAL,
    region: /^[a-z0-9_]{1,64}$/.test(region) ? region : "",
  };
}

/** @param {Asked} asked */
export function loopHref({ days, region }) {
  const query = new URLSearchParams();
  if (days !== USUAL) query.set("days", String(days));
  if (region) query.set("region", region);
  return query.size ? `/loop?${query}` : "/loop";
}

/** The API counts days of arrival, today's among them. @param {Asked} asked @param {string} [today] */
export function loopQuery({ days, region }, today = day()) {
  const query = new URLSearchParams({ from: addDays(today, 1 - days), to: today });
  if (region) query.set("region", region);
  return query;
}

/** '40 minutes', '7 hours', '2.5 days': one unit, as exact as anybody needs it. @param {number | null} hours */
export function spanWords(hours) {
  if (hours === null) return t("loop.noTime");
  if (hours < 1 / 60) return t("loop.underMinute");
  if (hours < 1) return unit("minute", Math.round(hours * 60));
  if (hours < 48) return unit("hour", Math.round(hours));
  const days = hours / 24;
  return unit("day", days < 10 ? Math.round(days * 10) / 10 : Math.round(days));
}

/** @param {"minute" | "hour" | "day"} unit @param {number} value */
const unit = (unit, value) => value.toLocaleString(language(), { style: "unit", unit, unitDisplay: "long" });
