// A form in a sheet. It stays open, with all that was typed, until what it asks for is done.

import { sentence } from "../lib/errors.js";
import { html, nothing, render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/more-icons.js";
import { sheet } from "./sheet.js";

/** @typedef {Record<string, string>} Values */
/** @typedef {{code: string, name: string, help?: string, depth?: number}} Option */
/** @typedef {{name: string, label: string, kind?: "line" | "text" | "date" | "select" | "choice" | "check" | "many",
 *   value?: string | null, options?: Option[], none?: string, required?: boolean, max?: number, help?: string,
 *   oneOf?: boolean}} Field `oneOf`: not needed itself, but one of its kind is; of `many`, the value is codes with spaces between */

/**
 * @template T
 * @param {object} about
 * @param {string} about.title
 * @param {unknown} [about.help]
 * @param {(values: Values) => Field[]} about.fields asked again at each change, since one answer may call for another field
 * @param {string} about.save what the button says
 * @param {boolean} [about.danger]
 * @param {(values: Values) => Promise<T>} about.submit
 * @param {(error: unknown) => unknown} [about.explain] what went wrong, for the page; nothing takes the usual sentence
 * @param {() => Values} [about.stands] what stands there by now; asked after a refusal, for the fields nobody touched
 * @returns {Promise<T | null>} null when it is put away
 */
export function formSheet({ title, help, fields, save, danger, submit, explain, stands }) {
  /** @type {Values} */
  const values = {};
  for (const { name, value } of fields({})) values[name] = value ?? "";
  /** @type {Set<string>} */
  const touched = new Set();
  /** @type {unknown} */
  let notice = nothing;
  let busy = false;
  /** @type {HTMLElement} */
  let host;
  /** @type {(value: T) => void} */
  let finish;

  const draw = () =>
    render(
      html`
        <form @submit=${send} @input=${changed} @change=${changed}>
          ${help ? html`<p class="muted">${help}</p>` : nothing}
          ${fields(values).map((field) => fieldOf(field, values[field.name] ?? field.value ?? ""))}
          <div role="alert">${notice}</div>
          <button class="button primary big ${danger ? "danger" : ""}" ?disabled=${busy}>${busy ? t("form.busy") : save}</button>
        </form>`,
      host,
    );

  /** @param {Event} event */
  function changed(event) {
    const { name, type, value, checked, dataset } = /** @type {HTMLInputElement} */ (event.target);
    touched.add(name);
    if (dataset.many) values[name] = withOrWithout(values[name] ?? "", value, checked);
    else values[name] = type === "checkbox" ? (checked ? "yes" : "") : value;
    draw();
  }

  /** @param {SubmitEvent} event */
  async function send(event) {
    event.preventDefault();
    if (busy) return;
    busy = true;
    notice = nothing;
    draw();
    try {
      finish(
        await submit(
          Object.fromEntries(fields(values).map(({ name }) => [name, (values[name] ?? "").trim()])),
        ),
      );
    } catch (error) {
      notice = explain?.(error) || failure(sentence(error));
      for (const [name, value] of Object.entries(stands?.() ?? {}))
        if (!touched.has(name)) values[name] = value;
    }
    busy = false;
    draw();
    if (notice !== nothing) host.querySelector("[role=alert]")?.scrollIntoView({ block: "nearest" });
  }

  return sheet(
    title,
    (answer) => {
      finish = answer;
      return html`<div class="form-host"></div>`;
    },
    (dialog) => {
      dialog.classList.add("form-sheet");
      host = /** @type {HTMLElement} */ (dialog.querySelector(".form-host"));
      // A tap beside it closes a question, but not a form that somebody has begun to fill in.
      dialog.addEventListener(
        "click",
        (event) => touched.size > 0 && event.target === dialog && event.stopImmediatePropagation(),
        true,
      );
      draw();
      /** @type {HTMLElement | null} */ (host.querySelector("textarea, input, select"))?.focus();
    },
  );
}

/** @param {unknown} words */
export const failure = (words) => html`<p class="error">${icons.triangleAlert}<span>${words}</span></p>`;

/** @param {Field} field @param {string} value */
export function fieldOf(field, value) {
  const { name, label, kind = "line", help, required, oneOf } = field;
  const id = `field-${name}`;
  if (kind === "choice") return choiceOf(field, value);
  if (kind === "many") return manyOf(field, value);
  if (kind === "check") {
    return html`
      <label class="check-row">
        <input type="checkbox" name=${name} .checked=${value === "yes"}>
        <span><strong>${label}</strong>${help ? html`<span class="small">${help}</span>` : nothing}</span>
      </label>`;
  }
  return html`
    <div class="field">
      <label for=${id}>${label}${required || oneOf ? nothing : html` <span class="optional">${t("app.optional")}</span>`}</label>
      ${control(field, id, value)}
      ${help ? html`<span class="help" id="${id}-help">${help}</span>` : nothing}
    </div>`;
}

/** @param {Field} field @param {string} id @param {string} value */
function control({ name, kind, options = [], none, required, max, help }, id, value) {
  const about = help ? `${id}-help` : nothing;
  if (kind === "text") {
    return html`<textarea class="input" id=${id} name=${name} rows="3" maxlength=${max ?? 500} ?required=${required}
      aria-describedby=${about} .value=${value}></textarea>`;
  }
  if (kind === "select") {
    return html`
      <select class="input" id=${id} name=${name} ?required=${required} aria-describedby=${about}>
        <option value="" .selected=${value === ""}>${none ?? t("form.choose")}</option>
        ${options.map(({ code, name }) => html`<option value=${code} .selected=${code === value}>${name}</option>`)}
      </select>`;
  }
  return html`<input class="input" id=${id} name=${name} type=${kind === "date" ? "date" : "text"} maxlength=${max ?? 64}
    ?required=${required} autocomplete="off" aria-describedby=${about} .value=${value}>`;
}

/** A few answers side by side. @param {Field} field @param {string} value */
const choiceOf = ({ name, label, options = [], required }, value) => html`
  <fieldset class="field">
    <legend>${label}</legend>
    <div class="chips">
      ${options.map(
        ({ code, name: words }) => html`
          <label class="chip">
            <input class="sr-only" type="radio" name=${name} value=${code} .checked=${code === value} ?required=${required}>
            ${words}
          </label>`,
      )}
    </div>
  </fieldset>`;

/** Any of a few answers, one below the other. @param {Field} field @param {string} value */
const manyOf = ({ name, label, options = [], help }, value) => html`
  <fieldset class="field">
    <legend>${label}</legend>
    ${help ? html`<span class="help">${help}</span>` : nothing}
    ${options.map(
      (option) => html`
        <label class="check-row" data-depth=${option.depth ?? 0}>
          <input type="checkbox" name=${name} value=${option.code} data-many="yes" .checked=${codesOf(value).includes(option.code)}>
          <span><strong>${option.name}</strong>${option.help ? html`<span class="small">${option.help}</span>` : nothing}</span>
        </label>`,
    )}
  </fieldset>`;

/** The codes in the value of a field of many. @param {string} value */
export const codesOf = (value) => value.split(" ").filter(Boolean);

/** @param {string} value @param {string} code @param {boolean} chosen */
const withOrWithout = (value, code, chosen) =>
  [...codesOf(value).filter((one) => one !== code), ...(chosen ? [code] : [])].join(" ");
