// What exactly, and who was heard at all.

import { barrierName, barrierShort } from "../elements/barriers.js";
import { rankedChart } from "../elements/chart-ranked.js";
import { dayMonth } from "../elements/dates.js";
import { change, insightsHref, visitsOf } from "../elements/filter-state.js";
import { termsOf } from "../elements/terms.js";
import { html, nothing } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { label } from "../sync/vocabulary.js";
import { whatChanged } from "./trends-sentence.js";
import { tableButton, toggleView } from "./trends-table-button.js";

/** @typedef {import("./trends-view.js").Answered} Answered */

/** @param {Answered} view */
export function detailCard(view) {
  const { model, answered, canRead, lists } = view;
  const codes = model.barriers.map((one) => one.code).filter((code) => code !== "other_unsure");
  const told = whatChanged(model.barriers, model.total, answered.show === "rate").barrier?.code;
  const focus =
    codes.find((code) => code === answered.focus) ?? codes.find((code) => code === told) ?? codes[0];
  if (!focus) return nothing;
  const { now, before, weeks } = model.details;
  const rows = model.details.of(focus).map((detail) => {
    const narrowed = change(answered, { kind: [], ...now, codes: { barrier: [focus] } });
    const entries = detail.code
      ? change(narrowed, { codes: { sub_barrier: [detail.code] } })
      : change(narrowed, { missing: [...narrowed.missing, "sub_barrier"] });
    return {
      name: detail.code ? label(lists, "sub_barrier", detail.code) : t("trends.notSaid"),
      now: detail.now,
      before: detail.before,
      href: canRead ? insightsHref(entries) : null,
      beforeHref: canRead ? insightsHref(change(entries, before)) : null,
    };
  });
  return html`
    <section class="card detail-card">
      <header>
        <h2>${t("trends.what")}</h2>
        <p class="small">${t("trends.whatBase", { weeks })}</p>
        ${tableButton(view, "details", t("trends.what"))}
      </header>
      ${
        codes.length > 1
          ? html`
            <div class="switch focus" role="group" aria-label=${t("filters.barrier")}>
              ${codes.map(
                (code) => html`
                  <button type="button" data-barrier=${code} aria-pressed=${code === focus}
                    @click=${() => view.go(change(view.filters, { focus: code }), true)}>${barrierShort(code)}</button>`,
              )}
            </div>`
          : nothing
      }
      ${
        rows.length
          ? html`
            ${rankedChart({
              name: t("trends.whatTable", { barrier: barrierName(focus) }),
              barrier: focus,
              rows,
              nowWords: t("trends.key.now", { from: dayMonth(now.from), to: dayMonth(now.to) }),
              beforeWords: t("trends.key.before", { from: dayMonth(before.from), to: dayMonth(before.to) }),
              asTable: view.tables.has("details"),
              fold: {
                most: 6,
                all: view.tables.has("details-all"),
                toggle: () => toggleView(view, "details-all"),
              },
            })}
            <p class="small chart-key" data-barrier=${focus}>
              <span><i class="key-now"></i>${t("trends.key.countNow", { weeks })}</span>
              <span><i class="key-before"></i>${t("trends.key.countBefore", { weeks })}</span>
            </p>`
          : html`<p class="muted">${t("trends.whatNone", { barrier: barrierName(focus), weeks })}</p>`
      }
    </section>`;
}

/** With fewer visits than this, hardly anything about somebody was heard. */
const FEW = 5;

/** @param {{name: string, now: number}} row */
const fewWords = ({ name, now }) => `${name} (${now})`;

/** Who was visited, and who was not: a barrier nobody asked about is not a barrier that is absent. @param {Answered} view */
export function heardCard(view) {
  const { model, answered, canRead, lists } = view;
  const wanted = answered.codes.stakeholder_type;
  const codes = termsOf(lists, "stakeholder_type")
    .filter((term) => !term.retired && (!wanted.length || wanted.includes(term.code)))
    .map((term) => term.code);
  const visits = visitsOf(change(answered, model.days));
  const rows = codes
    .map((code) => ({
      name: label(lists, "stakeholder_type", code),
      now: model.heard.get(code) ?? 0,
      before: null,
      href: canRead ? insightsHref(change(visits, { codes: { stakeholder_type: [code] } })) : null,
    }))
    .sort((a, b) => b.now - a.now);
  const silent = rows.filter((row) => row.now === 0).map((row) => row.name);
  const places = model.placesHeard.map(({ code, visits: now }) => ({
    name: label(lists, "region", code),
    now,
  }));
  const few = [...rows, ...places].filter((row) => row.now > 0 && row.now < FEW).map(fewWords);
  const unseen = places.filter((place) => place.now === 0).map((place) => place.name);
  return html`
    <section class="card heard-card">
      <header>
        <h2>${t("trends.heard")}</h2>
        <p class="small">${t("trends.heardBase", { from: dayMonth(model.days.from) })}</p>
        ${tableButton(view, "heard", t("trends.heard"))}
      </header>
      ${rankedChart({
        name: t("trends.heard"),
        barrier: "",
        rows: rows.filter((row) => row.now > 0),
        nowWords: t("charts.visits"),
        compact: true,
        beforeWords: "",
        asTable: view.tables.has("heard"),
      })}
      ${
        silent.length || unseen.length || few.length
          ? html`
            <p class="silent">${icons.info}<span>
              ${silent.length ? t("trends.silent", { names: silent.join(", ") }) : nothing}
              ${unseen.length ? t("trends.silentPlaces", { names: unseen.join(", ") }) : nothing}
              ${few.length ? t("trends.fewHeard", { names: few.join(", ") }) : nothing}
            </span></p>`
          : nothing
      }
    </section>`;
}
