// The figures of the page as CSV: what is shown, each with the weeks it covers, nobody's words.

import { barrierName } from "../elements/barriers.js";
import { asCsv } from "../elements/csv.js";
import { saveFile, say } from "../lib/dom.js";
import { t } from "../lib/i18n.js";
import { day } from "../lib/time.js";
import { label } from "../sync/vocabulary.js";

/** @typedef {import("./trends-view.js").Answered} Answered */
/** @typedef {{table: string, row: string, barrier: string, from: string, to: string, count: number, visits: number | null}} Figure */

/** @param {Answered} view */
export function saveFigures(view) {
  const rows = figureRows(view, (list, code) => label(view.lists, list, code));
  saveFile(`pathnote-trends-${day()}.csv`, asCsv([head(), ...rows.map(asRow)]), "text/csv;charset=utf-8");
  say(t("save.savedFigures", { count: rows.length }));
}

const head = () =>
  ["table", "what", "barrier", "from", "to", "count", "visits", "rate"].map((name) => t(`figures.${name}`));

/** A rate is left to the reader's own threshold: both its parts are there. @param {Figure} figure */
function asRow({ table, row, barrier, from, to, count, visits }) {
  const rate = visits ? ((100 * count) / visits).toFixed(2) : "";
  return [table, row, barrier, from, to, String(count), visits === null ? "" : String(visits), rate];
}

/**
 * @param {Pick<Answered, "model">} view
 * @param {(list: string, code: string) => string} name
 * @returns {Figure[]}
 */
export function figureRows({ model }, name) {
  const weeks = model.barriers.flatMap((one) =>
    model.periods.map(({ start, end }, at) => ({
      table: t("figures.weeks"),
      row: "",
      barrier: barrierName(one.code),
      from: start,
      to: end,
      count: one.counts[at] ?? 0,
      visits: model.visits[at] ?? 0,
    })),
  );
  const places = model.places.flatMap((place) =>
    place.cells.flatMap((cell) =>
      /** @type {const} */ (["now", "before"]).map((when) => ({
        table: t("figures.places"),
        row: place.code ? name("region", place.code) : t("trends.noRegion"),
        barrier: barrierName(cell.barrier),
        ...model[when],
        ...cell[when],
      })),
    ),
  );
  const details = model.barriers.flatMap((one) =>
    model.details.of(one.code).flatMap((detail) =>
      /** @type {const} */ (["now", "before"]).map((when) => ({
        table: t("figures.details"),
        row: detail.code ? name("sub_barrier", detail.code) : t("trends.notSaid"),
        barrier: barrierName(one.code),
        ...model.details[when],
        count: detail[when],
        visits: null,
      })),
    ),
  );
  const heard = [...model.heard].map(([code, visits]) => ({
    table: t("figures.heard"),
    row: code ? name("stakeholder_type", code) : t("trends.notSaid"),
    barrier: "",
    ...model.days,
    count: visits,
    visits: null,
  }));
  return [...weeks, ...places, ...details, ...heard];
}
