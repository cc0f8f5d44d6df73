// Sheets: a modal <dialog> that asks one thing and resolves with the answer, or null when it is put away.
import { loadStyles } from "../lib/dom.js";
import { html, nothing, render } from "../lib/html.js";
import { t } from "../lib/i18n.js";
import { icons } from "../lib/icons.js";

/**
 * @template T
 * @param {string} title
 * @param {(answer: (value: T) => void) => unknown} content
 * @param {(dialog: HTMLElement) => void} [opened]
 * @returns {Promise<T | null>}
 */
export async function sheet(title, content, opened) {
  await loadStyles("/styles/elements/more.css");
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-labelledby", "sheet-title");
  /** @type {T | null} */
  let given = null;
  const answer = (/** @type {T} */ value) => {
    given = value;
    dialog.close();
  };
  render(
    html`
      <div class="sheet-head">
        <h2 id="sheet-title">${title}</h2>
        <button class="icon-button" aria-label=${t("app.close")} @click=${() => dialog.close()}>${icons.x}</button>
      </div>
      ${content(answer)}`,
    dialog,
  );
  // A tap beside the sheet puts it away, as everywhere on a phone.
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  opened?.(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(given);
    });
  });
}

/** @typedef {{code: string, name: string, hint?: string, depth?: number}} Option */

/**
 * One of a list; '' takes the choice back.
 * @param {string} title
 * @param {Option[]} options
 * @param {string | null | undefined} current
 * @returns {Promise<string | null>}
 */
export const choose = (title, options, current) =>
  sheet(
    title,
    (answer) => html`
      <div class="sheet-options" role="group" aria-labelledby="sheet-title">
        ${options.map(
          (option) => html`
            <button class="sheet-option" data-depth=${option.depth ?? 0}
              aria-pressed=${option.code === current} @click=${() => answer(option.code)}>
              <span>${option.name}${option.hint ? html`<span class="small">${option.hint}</span>` : nothing}</span>
              ${option.code === current ? icons.check : nothing}
            </button>`,
        )}
        ${current ? html`<button class="sheet-option muted" @click=${() => answer("")}>${t("sheet.none")}</button>` : nothing}
      </div>`,
  );

/**
 * A few words, or a date. '' takes them back.
 * @param {{title: string, help?: string, value?: string | null, multiline?: boolean, type?: string, max?: number, save?: string, required?: boolean, opened?: (dialog: HTMLElement) => void}} about
 * @returns {Promise<string | null>}
 */
export function ask({ title, help, value, multiline, type, max, save, required, opened }) {
  const content = (/** @type {(value: string) => void} */ answer) => {
    const submit = (/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      answer(String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("value") ?? "").trim());
    };
    const field = multiline
      ? html`<textarea class="input" name="value" rows="3" maxlength=${max ?? 500} ?required=${required} autofocus
          aria-label=${title} .value=${value ?? ""}></textarea>`
      : html`<input class="input" name="value" type=${type ?? "text"} maxlength=${max ?? 64} ?required=${required}
          autocomplete="off" autofocus aria-label=${title} .value=${value ?? ""}>`;
    return html`
      <form @submit=${submit}>
        <div class="field">${field}${help ? html`<span class="help">${help}</span>` : nothing}</div>
        <button class="button primary big">${save ?? t("sheet.done")}</button>
      </form>`;
  };
  return sheet(title, content, opened);
}

/**
 * @param {string} title
 * @param {string} text
 * @param {{code: string, name: string, kind?: string}[]} ways the last one is the way back
 * @returns {Promise<string | null>}
 */
export const decide = (title, text, ways) =>
  sheet(
    title,
    (answer) => html`
      <p class="muted">${text}</p>
      <div class="actions">
        ${ways.map(
          ({ code, name, kind }) =>
            html`<button class="button big ${kind ?? ""}" @click=${() => answer(code)}>${name}</button>`,
        )}
      </div>`,
  );
