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
  "admin.people.anyState": "Nicht gelöscht",
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

  "admin.role.msl": "Schreibt Einträge im Außendienst, auf dem Telefon; sieht die eigenen",
  "admin.role.lead": "Liest jeden Eintrag dieser Regionen, bündelt Themen, exportiert",
  "admin.role.analyst": "Trends und Export ohne Namen, per API-Token",
  "admin.role.safety": "Einträge dieser Regionen mit Sicherheitshinweis",
  "admin.role.admin": "Personen, Code-Listen und Prüfpfad; liest keine Einträge",
  "admin.role.colleague": "Liest Themen, für eine andere Funktion wie Forschung",
  "admin.role.commercial": "Nur Themen mit genügend Orten dahinter, wenn freigeschaltet",

  "admin.scope.title": "Was {name} darf",
  "admin.scope.help": "Es gilt ab der nächsten Anfrage. Was auf dem Telefon wartet, bleibt dort.",
  "admin.scope.roles": "Rollen",
  "admin.scope.where": "Regionen",
  "admin.scope.where.all": "Alle Regionen",
  "admin.scope.where.some": "Nur manche",
  "admin.scope.regions": "Welche Regionen",
  "admin.scope.regionsHelp": "Eine Region bringt alles darunter mit.",
  "admin.scope.noRole": "Wähl mindestens eine Rolle.",
  "admin.scope.noRegion": "Wähl mindestens eine Region, oder alle.",
  "admin.scope.saved": "Gespeichert. Es gilt ab der nächsten Anfrage.",

  "admin.meanwhile.title": "Jemand anderes hat diese Person geändert, während du gewählt hast.",
  "admin.meanwhile.now":
    "Jetzt: {state}; {roles}; {regions}. Deine eigene Wahl ist noch da: Sieh sie dir an und speichere noch einmal.",

  "admin.invite.title": "Jemanden einladen",
  "admin.invite.help": "Die Person bekommt einen Link, um ihr Passwort zu setzen. Er gilt einmal.",
  "admin.invite.email": "E-Mail",
  "admin.invite.name": "Name",
  "admin.invite.send": "Einladen",
  "admin.invite.done": "Eingeladen.",

  "admin.link.sent": "Ein Link ging an {email}. Er gilt einmal, bis {when}.",
  "admin.link.invitation": "Einladungslink",
  "admin.link.reset": "Link zu einem neuen Passwort",
  "admin.link.failed": "Der Mailserver hat ihn nicht angenommen ({failed}).",
  "admin.link.once":
    "Gib diesen Link {email} und sonst niemandem. Er gilt einmal, bis {when}, und wird nicht noch einmal gezeigt.",
  "admin.link.copy": "Link kopieren",

  "admin.person.loading": "Diese Person wird nachgeschlagen …",
  "admin.person.erased": "Dieses Konto wurde gelöscht. Was darin geschrieben wurde, bleibt, von niemandem.",
  "admin.person.mayDo": "Darf",
  "admin.person.change": "Rollen und Regionen ändern",
  "admin.person.lastAdmin":
    "Die letzte Administration, die sich anmelden kann: Gib die Rolle erst jemand anderem, bevor du hier etwas änderst.",
  "admin.person.waysIn": "Zugang",
  "admin.person.signsInBy": "Meldet sich an mit",
  "admin.person.by.password": "Passwort",
  "admin.person.by.provider": "Firmenkonto",
  "admin.person.by.nothing": "noch nichts",
  "admin.person.passkeys": "Passkeys",
  "admin.person.passkeysCount": {
    one: "{count} Passkey öffnet dieses Konto",
    other: "{count} Passkeys öffnen dieses Konto",
  },
  "admin.person.passkeysRemove": { one: "Passkey entfernen", other: "Alle Passkeys entfernen" },
  "admin.person.passkeysSure": {
    one: "Den Passkey von {name} entfernen?",
    other: "Alle {count} Passkeys von {name} entfernen?",
  },
  "admin.person.passkeysHelp":
    "Für ein verlorenes Telefon, oder wenn jemand anderes einen hinzugefügt haben könnte. Wo die Person angemeldet ist, bleibt sie es, und andere Zugänge gelten weiter.",
  "admin.person.passkeysRemoved": "Kein Passkey öffnet dieses Konto mehr.",
  "admin.person.atProvider":
    "Wer sich mit dem Firmenkonto anmeldet, bekommt keinen Passwort-Link: Er ginge daran vorbei.",
  "admin.person.open.invitation": "Einladungslink",
  "admin.person.open.reset": "Passwort-Link",
  "admin.person.until": "gilt bis {when}",
  "admin.person.since": "Hier seit",
  "admin.person.inviteAgain": "Neuer Einladungslink",
  "admin.person.resetLink": "Link für neues Passwort",
  "admin.person.linkMade": "Ein Link wurde gemacht.",
  "admin.person.suspend": "Sperren",
  "admin.person.suspendSure": "{name} sperren?",
  "admin.person.suspendHelp":
    "Die Person wird überall abgemeldet und kommt nicht mehr herein, und ihre API-Tokens werden abgewiesen, bis du sie wieder hereinlässt. Was sie geschrieben hat, bleibt.",
  "admin.person.suspended": "Gesperrt und überall abgemeldet.",
  "admin.person.isSuspended": "Überall abgemeldet, und kein Zugang gilt, auch kein API-Token.",
  "admin.person.readmit": "Wieder hereinlassen",
  "admin.person.readmitted": "Kann sich wieder anmelden.",
  "admin.person.isYou":
    "Das bist du. Dich zu sperren oder zu löschen ist Sache einer anderen Administration.",
  "admin.person.sessions": "Angemeldet auf",
  "admin.person.endAll": "Überall abmelden",
  "admin.person.ended": "Dort abgemeldet.",
  "admin.person.unsent": {
    one: "{count} Eintrag wartet auf einem ihrer Telefone und wird gesendet, sobald sie dort angemeldet ist.",
    other: "{count} Einträge warten auf ihren Telefonen und werden gesendet, sobald sie dort angemeldet ist.",
  },
  "admin.person.tokens": "API-Tokens",

  "admin.erase.title": "Auf Verlangen löschen",
  "admin.erase.personHelp":
    "Leert das Konto: Name, Adresse und jeden Zugang. Was über Barrieren geschrieben wurde, bleibt, von niemandem.",
  "admin.erase.personAsk": "Diese Person löschen",
  "admin.erase.personTitle": "{name} löschen?",
  "admin.erase.person":
    "Name, Adresse, Passwort, {sessions} Anmeldungen, {tokens} API-Tokens und {views} eigene Ansichten sind dann endgültig weg.",
  "admin.erase.personStays": {
    one: "{count} Eintrag bleibt, von niemandem.",
    other: "{count} Einträge bleiben, von niemandem.",
  },
  "admin.erase.personWaiting": {
    one: "{count} Eintrag, der auf ihrem Telefon wartet, kann dann nie mehr ankommen.",
    other: "{count} Einträge, die auf ihren Telefonen warten, können dann nie mehr ankommen.",
  },
  "admin.erase.personDo": "Endgültig löschen",
  "admin.erase.personDone": "Das Konto wurde gelöscht.",
  "admin.erase.hcpWhat":
    "Nimmt die Worte aus jedem Eintrag, der eine Fachperson nennt, aus seiner Geschichte und der Suche. Daten, Codes und Zahlen bleiben; Telefone und Exporte erfahren davon.",
  "admin.erase.hcpTitle": "HCP-Kennung löschen",
  "admin.erase.hcpHelp":
    "Die Kennung genau so, wie Einträge sie enthalten, etwa HCP-77. Zuerst siehst du, wie viel es ist.",
  "admin.erase.preview": "Zeigen, was weg wäre",
  "admin.erase.hcpSure": "Löschen, was über {reference} gesagt wurde?",
  "admin.erase.entries": {
    one: "{count} Eintrag verliert endgültig seine Worte.",
    other: "{count} Einträge verlieren endgültig ihre Worte.",
  },
  "admin.erase.hcpDone": {
    one: "{count} Eintrag hat seine Worte verloren. Sicherungen von vorher enthalten sie noch.",
    other: "{count} Einträge haben ihre Worte verloren. Sicherungen von vorher enthalten sie noch.",
  },
  "admin.erase.actions": {
    one: "{count} Maßnahme nennt diese Fachperson nicht mehr.",
    other: "{count} Maßnahmen nennen diese Fachperson nicht mehr.",
  },
  "admin.erase.waiting": {
    one: "{count} Eintrag bleibt, wie er ist: Ein Verdacht darin wurde noch nicht übergeben.",
    other: "{count} Einträge bleiben, wie sie sind: Verdachtsfälle darin wurden noch nicht übergeben.",
  },
  "admin.erase.hcpDo": "Endgültig löschen",
  "admin.erase.confirm": "Tippe {meant} zur Bestätigung",
  "admin.erase.reason": "Grund",
  "admin.erase.reasonHelp":
    "Für den Prüfpfad: ein Ticket oder ein Anlass, nie ein Name. Höchstens 64 Zeichen.",
};
