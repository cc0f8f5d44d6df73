// Wörter der Seiten der Verwaltung. admin.en.js hat dieselben Schlüssel.

export default {
  "admin.tabs": "Verwaltung",
  "admin.tab.people": "Personen",
  "admin.tab.vocabularies": "Code-Listen",
  "admin.tab.audit": "Prüfpfad",

  "admin.state.active": "Aktiv",
  "admin.state.invited": "Eingeladen",
  "admin.state.suspended": "Gesperrt",
  "admin.state.erased": "Gelöscht",

  "admin.people.title": "Personen",
  "admin.people.loading": "Personen werden nachgeschlagen …",
  "admin.people.search": "Name oder E-Mail",
  "admin.people.searchButton": "Suchen",
  "admin.people.role": "Rolle",
  "admin.people.anyRole": "Jede Rolle",
  "admin.people.state": "Zustand",
  "admin.people.anyState": "Alle außer gelöschten",
  "admin.people.total": { one: "{count} Person", other: "{count} Personen" },
  "admin.people.more": "Mehr zeigen",
  "admin.people.none": "Niemand passt",
  "admin.people.noneHelp":
    "Versuch es mit einem Teil des Namens oder mit anderer Rolle oder anderem Zustand.",
  "admin.people.showAll": "Alle zeigen",
  "admin.people.signedOut": "Nirgends angemeldet",
  "admin.people.signedIn": {
    one: "Auf einem Gerät angemeldet, zuletzt genutzt {when}",
    other: "Auf {count} Geräten angemeldet, zuletzt genutzt {when}",
  },
  "admin.people.noRole": "Keine Rolle",
  "admin.people.everywhere": "Alle Regionen",
  "admin.people.nowhere": "Keine Region",
};
