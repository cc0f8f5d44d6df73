// Words about what resembles the text being typed, in German. alike.en.js has the same keys.

export default {
  "alike.entry": "Ähnliches hast du am {when} notiert",
  "alike.entryToday": "Ähnliches hast du heute schon notiert",
  "alike.away": "Hinweis ausblenden",
  "alike.help":
    "Hast du es wieder gehört, sichere es als eigenen Eintrag: Jeder Besuch zählt. Gleich eingeordnet finden beide zusammen.",
  "alike.tag": "Meinen gleich einordnen",
  "alike.tagged": "Eingeordnet: {barrier}",
  "alike.open": "Jenen Eintrag öffnen",
  "alike.theme": "Das haben auch andere gehört",
  "alike.themeHelp": "Deins kann eine Antwort auf diesen vorläufigen Schluss sein. Deine Worte gehen mit.",
  "alike.supports": "Meins stützt ihn",
  "alike.contradicts": "Meins widerspricht ihm",
  "alike.refines": "Meins präzisiert ihn",
};
