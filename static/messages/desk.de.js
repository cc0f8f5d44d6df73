// Wörter der Seiten am Schreibtisch (Trends, Einsichten, API-Zugang). desk.en.js hat dieselben Schlüssel.

export default {};
