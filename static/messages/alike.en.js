// Words about what resembles the text being typed, in English. alike.de.js has the same keys.

export default {
  "alike.entry": "You noted something alike on {when}",
  "alike.entryToday": "You noted something alike today",
  "alike.away": "Put this hint away",
  "alike.help":
    "If you heard it again, save it as an entry of its own: each visit counts. The same tag brings both together.",
  "alike.tag": "Tag mine the same",
  "alike.tagged": "Tagged: {barrier}",
  "alike.open": "Open that entry",
  "alike.theme": "Others heard this too",
  "alike.themeHelp": "Yours can be an answer to this tentative conclusion. Your words go along.",
  "alike.supports": "Yours supports it",
  "alike.contradicts": "Yours contradicts it",
  "alike.refines": "Yours refines it",
};
