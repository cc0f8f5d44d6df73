// Saves what this device holds and the server has not got, without any code of the app: for the day the app itself does
// not start. It only reads. Classic script, no imports, no network.
(() => {
  const GERMAN = {
    title: "Sichern, was nicht gesendet ist",
    help: "Diese Seite geht ohne den Rest von Pathnote. Sie sucht, was auf diesem Gerät geschrieben und noch nicht beim Server ist, und sichert es als eine Datei. Nichts wird gelöscht und nichts irgendwohin gesendet.",
    looking: "Suche läuft …",
    save: "Als Datei sichern",
    saved:
      "Gesichert. Du findest sie unter Downloads; schick sie deiner Administration. Sie enthält die Worte aller, die auf diesem Gerät geschrieben haben: Gib sie sonst niemandem.",
    back: "Zurück zu Pathnote",
    nothing: "Auf diesem Gerät ist nichts, was nicht gesendet wäre.",
    found: "{ops} nicht gesendete Einträge und Änderungen, {drafts} Entwürfe.",
    unreadable:
      "Ein Speicher ließ sich nicht öffnen: {why}. Schließ die anderen Tabs von Pathnote und lade neu.",
    mirror: "{drafts} Entwürfe in der zweiten Ablage des Browsers.",
  };
  const ENGLISH = {
    nothing: "There is nothing on this device that was not sent.",
    found: "Unsent entries and changes: {ops}. Drafts: {drafts}.",
    unreadable:
      "One store could not be opened: {why}. Close the other tabs of Pathnote, then load this page again.",
    mirror: "Drafts in the browser’s second store: {drafts}.",
  };
  const PATIENCE = 8_000;

  const chosen = local("pathnote.language") ?? navigator.language;
  const words = /^de/i.test(chosen) ? GERMAN : ENGLISH;
  const element = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));

  start();

  async function start() {
    const theme = local("pathnote.theme");
    if (theme) document.documentElement.dataset.theme = theme;
    translate();
    const rescued = {
      format: "pathnote-rescue",
      version: 1,
      saved_at: new Date().toISOString(),
      ...(await collect()),
    };
    tell(rescued);
    const worth = rescued.people.length > 0 || Object.keys(rescued.mirrors).length > 0;
    element("save").hidden = !worth;
    element("save").addEventListener("click", () => {
      download(JSON.stringify(rescued, null, 2));
      element("saved").hidden = false;
    });
  }

  function translate() {
    if (words === ENGLISH) return;
    document.documentElement.lang = "de";
    for (const one of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-words]"))) {
      one.textContent =
        /** @type {Record<string, string>} */ (words)[one.dataset.words ?? ""] ?? one.textContent;
    }
    document.title = `${GERMAN.title} · Pathnote`;
  }

  async function collect() {
    const people = [];
    const unreadable = [];
    for (const name of await names()) {
      try {
        const found = await read(name);
        if (found.ops.length || found.drafts.length) people.push(found);
      } catch (error) {
        unreadable.push({ database: name, why: String(error) });
      }
    }
    return { people, mirrors: mirrors(), unreadable };
  }

  /** The databases of people; the one of the device holds a key that can't be read, and no words. */
  async function names() {
    try {
      const all = await indexedDB.databases();
      return all
        .map(({ name }) => name ?? "")
        .filter((name) => /^pathnote-/.test(name) && name !== "pathnote-device");
    } catch {
      // An old browser can't list them; the person who signed in last is known.
      const person = JSON.parse(local("pathnote.person") ?? "null");
      return person ? [`pathnote-${person.id}`] : [];
    }
  }

  /** @param {string} name */
  async function read(name) {
    const db = await open(name);
    try {
      const [ops = [], marks = [], drafts = [], log = [], meta = []] = await Promise.all(
        ["ops", "marks", "drafts", "log", "meta"].map((store) => all(db, store)),
      );
      return { person_id: name.replace("pathnote-", ""), ops, marks, drafts, log, meta };
    } finally {
      db.close();
    }
  }

  /** Without a version: as it stands, whichever app made it. @param {string} name @returns {Promise<IDBDatabase>} */
  function open(name) {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(name);
      setTimeout(() => reject(new Error("no answer")), PATIENCE);
      // There was none after all: leave none behind.
      request.onupgradeneeded = () => request.transaction?.abort();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  /** What a store holds; of 'meta' with its keys. @param {IDBDatabase} db @param {string} name @returns {Promise<any[]>} */
  function all(db, name) {
    if (!db.objectStoreNames.contains(name)) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      const store = db.transaction(name).objectStore(name);
      const values = store.getAll();
      const keys = store.getAllKeys();
      keys.onsuccess = () =>
        resolve(name === "meta" ? values.result.map((value, at) => [keys.result[at], value]) : values.result);
      values.onerror = () => reject(values.error);
      keys.onerror = () => reject(keys.error);
    });
  }

  /** Drafts as they were mirrored at each keystroke. */
  function mirrors() {
    /** @type {Record<string, unknown>} */
    const found = {};
    try {
      for (const key of Object.keys(localStorage).filter((key) => key.startsWith("pathnote.draft."))) {
        const draft = JSON.parse(local(key) ?? "null");
        if (draft?.fields?.text) found[key] = draft;
      }
    } catch {
      // Refused or broken: what IndexedDB holds is there all the same.
    }
    return found;
  }

  /** @param {{people: any[], mirrors: object, unreadable: any[]}} rescued */
  function tell({ people, mirrors, unreadable }) {
    const copies = Object.keys(mirrors).length;
    const lines = [
      ...people.map(({ ops, drafts }) => fill(words.found, { ops: ops.length, drafts: drafts.length })),
      ...(copies ? [fill(words.mirror, { drafts: copies })] : []),
      ...unreadable.map(({ why }) => fill(words.unreadable, { why })),
    ];
    const list = document.createElement("ul");
    for (const line of lines.length ? lines : [words.nothing]) {
      const item = document.createElement("li");
      item.textContent = line;
      list.append(item);
    }
    element("found").replaceChildren(list);
  }

  /** @param {string} text @param {Record<string, string | number>} values */
  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
  }

  /** @param {string} text */
  function download(text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = `pathnote-rescue-${new Date().toISOString().slice(0, 10)}.json`;
    link.click();
  }

  /** @param {string} key */
  function local(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  }
})();
