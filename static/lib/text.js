// Text as the server takes it: NFC, no control characters but line feed and tab, ends stripped.

/** @param {string} text @returns {string | null} null when nothing is left */
export function clean(text) {
  const plain = text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "")
    .normalize("NFC")
    .trim();
  return plain || null;
}

/** Counted as the server counts: in code points. @param {string} text */
export const length = (text) => Array.from(text.normalize("NFC").trim()).length;

/** For finding words: without case and accents. @param {string} text */
export const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
