// Wörter der Signale und der Zahlen eines MSL, auf Deutsch. signals.en.js hat dieselben Schlüssel.

export default {
  "signals.title": "Signale",
  "signals.lead":
    "Mehr, als der Zufall brächte, und mehr als eine Person sagt es. Ein Grund, die Einträge zu lesen, kein Befund.",
  "signals.loading": "Die Signale werden berechnet …",
  "signals.strip": "Mehr, als der Zufall brächte",
  "signals.stripNone": "Zurzeit kein Signal: Nichts nimmt stärker zu, als der Zufall es ließe.",
  "signals.all": { one: "Signale", other: "Alle {count} Signale" },
  "signals.rises": "Was zunimmt",
  "signals.words": "Neue Wörter",
  "signals.noRises":
    "Keine Hürde nimmt mehr Raum ein als üblich, in keiner Region, keinem Gebiet und keiner Unterhürde. Das ist der Normalfall; sieh wieder nach, wenn neue Einträge da sind.",
  "signals.noWords": "Kein Wort ist in den letzten vier Wochen neu und häufig.",
  "signals.oneVoice": {
    one: "{count} weiterer Anstieg ist weggelassen: Ohne seine lauteste Stimme bleibt davon nichts.",
    other: "{count} weitere Anstiege sind weggelassen: Ohne ihre lauteste Stimme bleibt davon nichts.",
  },
  "signals.dismissedOnes": { one: "{count} verworfen", other: "{count} verworfen" },
  "signals.word": "„{term}“",
  "signals.within": "{barrier}, {sub}",
  "signals.in": "{what} in {place}",
  "signals.sentence": {
    one: "{subject}: {count} Einsicht in {weeks} Wochen; üblich: {usual}.",
    other: "{subject}: {count} Einsichten in {weeks} Wochen; üblich: {usual}.",
  },
  "signals.sentenceWord": {
    one: "{subject} ist neu: in {count} Einsicht in {weeks} Wochen; üblich: {usual}.",
    other: "{subject} ist neu: in {count} Einsichten in {weeks} Wochen; üblich: {usual}.",
  },
  "signals.lessThanOne": "weniger als eine",
  "signals.share":
    "{now} von 100 notierten Einsichten ({logged} insgesamt); in den {weeks} Wochen davor {before}.",
  "signals.shareWord":
    "In {now} von 100 gelesenen Einsichten ({logged} insgesamt); in den {weeks} Wochen davor in {before}.",
  "signals.loudest": {
    one: "Die lauteste Stimme schrieb {count}.",
    other: "Die lauteste Stimme schrieb {count}.",
  },
  "signals.days": "{span}, die laufende Woche eingeschlossen.",
  "signals.judge": "Was hältst du davon?",
  "signals.verdict.seen": "Gesehen",
  "signals.verdict.watching": "Beobachten",
  "signals.verdict.dismissed": "Verwerfen, weil …",
  "signals.because": "Verworfen, weil",
  "signals.dismiss": "Verwerfen",
  "signals.decided.seen": "Gesehen von {name}, {day}.",
  "signals.decided.watching": "Beobachtet von {name} seit {day}.",
  "signals.decided.dismissed": "Verworfen von {name}, {day}:",
  "signals.said.seen": "Als gesehen vermerkt",
  "signals.said.watching": "Wird beobachtet",
  "signals.said.dismissed": "Verworfen",
  "signals.state.seen": "gesehen",
  "signals.state.watching": "wird beobachtet",
  "signals.state.dismissed": "verworfen",
  "signals.method": "Was sich so finden lässt, und was nicht",
  "signals.method.share": {
    one: "Ein Ort wird betrachtet: der Anteil einer Hürde an dem, was in den letzten vier und acht Wochen notiert wurde, gegen das Jahr davor. Mehr Besuche allein sind kein Signal.",
    other:
      "{count} Orte werden betrachtet: der Anteil einer Hürde an dem, was in den letzten vier und acht Wochen notiert wurde, gegen das Jahr davor. Mehr Besuche allein sind kein Signal.",
  },
  "signals.method.finds":
    "Bei etwa einem Eintrag je Woche und Ort werden zwei von drei Verdreifachungen gefunden, nach etwa sieben Wochen. Kleinere Anstiege und Anstiege an stilleren Orten zeigen sich vielleicht nie.",
  "signals.method.chance":
    "Von dem, was hier steht, ist etwa eines von zehn Zufall. Ein Anstieg muss ohne seine lauteste Stimme bestehen.",
  "signals.method.blind":
    "Wird anders geschrieben oder eingeordnet, sieht das wie ein Anstieg aus; was niemand notiert, ist nicht zu sehen. Lies, bevor du handelst.",
  "counts.title": "Trends deiner Region",
  "counts.lead":
    "Was im letzten halben Jahr in {regions} genannt wurde, und wie oft. Nur Zahlen: Was Kolleginnen und Kollegen schrieben, bleibt bei ihnen und ihren Leads.",
  "counts.by": "Zählen nach",
  "counts.step.month": "Monate",
  "counts.step.quarter": "Quartale",
  "counts.steps": "Wie lang eine Spalte ist",
  "counts.visits": "Besuche, mit und ohne Neues",
  "counts.table": "Einsichten im Verlauf",
  "counts.none": "Noch nichts zu zählen",
  "counts.noneHelp": "Sobald Einträge deiner Region ankommen, werden sie hier gezählt.",
  "counts.measure": "Anzahl der Einsichten, das Neueste zuerst.",
  "counts.running": "… heißt: dieser Zeitraum läuft noch.",
  "counts.hidden": {
    one: "Ein Punkt steht für 1 bis {most} oder für eine Zahl, aus der eine solche folgte: Zahlen unter {below} sind verborgen, damit aus ihnen niemand zu erkennen ist ({count} verborgen).",
    other:
      "Ein Punkt steht für 1 bis {most} oder für eine Zahl, aus der eine solche folgte: Zahlen unter {below} sind verborgen, damit aus ihnen niemand zu erkennen ist ({count} verborgen).",
  },
  "counts.cellHidden": "verborgen, weil sich daraus eine Zahl unter {below} ergäbe",
};
