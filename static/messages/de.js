// Alle Wörter der Seiten auf dem Telefon, auf Deutsch. en.js hat dieselben Schlüssel; ein Test vergleicht sie.
// Wörter der Seiten am Schreibtisch stehen in desk.de.js.

export default {
  "app.name": "Pathnote",
  "app.pageTitle": "{title} · Pathnote",
  "app.skip": "Zum Inhalt springen",
  "app.notFound": "Unter dieser Adresse gibt es nichts",
  "app.notFoundHelp": "Der Link ist vielleicht alt. Deine Einträge sind, wo sie waren.",
  "app.goHome": "Zum Anfang",
  "app.failed": "Diese Seite ließ sich nicht öffnen",
  "app.failedHelp":
    "Deine Einträge sind sicher. Versuch es noch einmal oder schließe Pathnote und öffne es neu.",
  "app.retry": "Noch einmal",
  "app.cancel": "Abbrechen",
  "app.close": "Schließen",
  "app.back": "Zurück",
  "app.offlineScreen": "Diese Seite braucht eine Verbindung",
  "app.offlineScreenHelp": "Sie zeigt, was der Server jetzt weiß. Sie öffnet sich, sobald es Netz gibt.",
  "app.notYours": "Diese Seite gehört nicht zu deiner Rolle",
  "app.notYoursHelp": "Frag deine Administration, wenn sie dazugehören sollte.",
  "app.optional": "freiwillig",

  "nav.label": "Hauptmenü",
  "nav.capture": "Notieren",
  "nav.entries": "Einträge",
  "nav.search": "Suche",
  "nav.settings": "Optionen",
  "nav.trends": "Trends",
  "nav.insights": "Einsichten",
  "nav.tokens": "API-Zugang",
  "nav.searchInsights": "Durchsuchen, was gesagt wurde",

  "status.waiting": { one: "{count} wartet", other: "{count} warten" },
  "status.needs": { one: "{count} braucht dich", other: "{count} brauchen dich" },
  "status.signIn": { one: "Anmelden, um {count} zu senden", other: "Anmelden, um {count} zu senden" },
  "status.signInPlain": "Neu anmelden",

  "update.ready": "Neue Version bereit.",
  "update.now": "Jetzt nutzen",
  "update.later": "Später",

  "error.network": "Keine Verbindung zum Server. Prüf das Netz und versuch es noch einmal.",
  "error.timeout": "Der Server hat nicht rechtzeitig geantwortet. Versuch es gleich noch einmal.",
  "error.portal":
    "Dieses Netz hat statt Pathnote geantwortet. Wenn es eine eigene Anmeldeseite hat, öffne zuerst diese.",
  "error.unknown": "Etwas ist schiefgegangen, womit Pathnote nicht gerechnet hat. Versuch es noch einmal.",

  "signIn.title": "Anmelden",
  "signIn.lead": "Was du draußen hörst: in Sekunden notiert, nie verloren.",
  "signIn.email": "E-Mail",
  "signIn.password": "Passwort",
  "signIn.show": "Passwort zeigen",
  "signIn.hide": "Passwort verbergen",
  "signIn.submit": "Anmelden",
  "signIn.busy": "Anmeldung läuft …",
  "signIn.emailMissing": "Gib deine E-Mail-Adresse ein, etwa name@firma.example.",
  "signIn.passwordMissing": "Gib dein Passwort ein.",
  "signIn.offlineFirst": "Keine Verbindung. Das erste Anmelden braucht eine; danach geht Pathnote auch ohne.",
  "signIn.safe": {
    one: "{count} Eintrag auf diesem Telefon wartet auf dich. Er ist hier sicher und wird nach dem Anmelden gesendet.",
    other:
      "{count} Einträge auf diesem Telefon warten auf dich. Sie sind hier sicher und werden nach dem Anmelden gesendet.",
  },
  "signIn.device":
    "Deine Einträge bleiben unter deinem Namen auf diesem Gerät. Niemand sonst, der sich hier anmeldet, sieht sie.",

  "barrier.diagnostic_pathway": "Diagnostikpfad",
  "barrier.guideline_uptake": "Leitlinie",
  "barrier.referral": "Überweisung",
  "barrier.other_unsure": "Etwas anderes",
  "barrier.short.diagnostic_pathway": "Diagnostik",
  "barrier.short.guideline_uptake": "Leitlinie",
  "barrier.short.referral": "Überweisung",
  "barrier.short.other_unsure": "Anderes",
  "barrier.hint.diagnostic_pathway": "Tests, Zugang, Befunde",
  "barrier.hint.guideline_uptake": "Bekannt, bejaht, umsetzbar",
  "barrier.hint.referral": "Wer, wohin, wie",
  "barrier.none": "Nichts Neues",
};
