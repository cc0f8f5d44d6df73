// Words. One object of messages for each language; `t()` finds one and fills in its {names}.
// A message is a string, or {one, other, …} when it depends on `count`.

/** @typedef {Record<string, string | Record<string, string>>} Messages */
/** @typedef {Record<string, string | number>} Vars */

export const LANGUAGES = /** @type {const} */ (["en", "de"]);
const RIGHT_TO_LEFT = ["ar", "fa", "he", "ur"];
const CHOICE = "pathnote.language";

/** @type {Messages} */
let messages = {};
let current = "en";
let plural = new Intl.PluralRules("en");

/** The language chosen in Settings, else the device's first one that we have, else English. */
export function preferredLanguage() {
  const wanted = [localStorage.getItem(CHOICE), ...navigator.languages];
  for (const tag of wanted) {
    const short = tag?.slice(0, 2).toLowerCase();
    const known = LANGUAGES.find((language) => language === short);
    if (known) return known;
  }
  return "en";
}

/** @param {string | null} language null goes back to the device's own */
export function chooseLanguage(language) {
  if (language) localStorage.setItem(CHOICE, language);
  else localStorage.removeItem(CHOICE);
}

export const chosenLanguage = () => localStorage.getItem(CHOICE);

/**
 * @param {string} language
 * @param {Messages} words
 */
export function useMessages(language, words) {
  current = language;
  messages = { ...words };
  plural = new Intl.PluralRules(language);
  if (typeof document === "undefined") return;
  document.documentElement.lang = language;
  // ?dir=rtl lets any screen be looked at mirrored before a right-to-left language ships.
  const forced = new URLSearchParams(location.search).get("dir");
  const rtl = RIGHT_TO_LEFT.includes(language) || forced === "rtl";
  document.documentElement.dir = rtl ? "rtl" : "ltr";
}

/** More words of the current language, for screens that bring their own. @param {Messages} words */
export function addMessages(words) {
  Object.assign(messages, words);
}

/** The language in use, for Intl and for picking a label's translation. */
export const language = () => current;

/**
 * @param {string} key
 * @param {Vars} [vars]
 * @returns {string}
 */
export function t(key, vars = {}) {
  const found = messages[key];
  if (found === undefined) return key;
  const text = typeof found === "string" ? found : pickForm(found, vars);
  return text.replace(/\{(\w+)\}(\.?)/g, (whole, name, stop) => {
    const value = show(vars[name]);
    // A date that ends with a dot of its own ends the sentence, too.
    return value === undefined ? whole : value + (value.endsWith(stop) ? "" : stop);
  });
}

/** Whether there is such a message, for keys that are put together at run time. @param {string} key */
export const has = (key) => key in messages;

/**
 * @param {Record<string, string>} forms
 * @param {Vars} vars
 */
function pickForm(forms, vars) {
  return forms[plural.select(Number(vars.count))] ?? forms.other ?? "";
}

/** @param {string | number | undefined} value */
function show(value) {
  return typeof value === "number" ? value.toLocaleString(current) : value;
}

/**
 * The label of a vocabulary term in the language in use.
 * @param {{en: string, de?: string} | null | undefined} label
 */
export function pick(label) {
  if (!label) return "";
  return /** @type {Record<string, string>} */ (label)[current] ?? label.en;
}
