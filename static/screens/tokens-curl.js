// Lines for a shell that run as they stand: this address, this token, each in quotes.

/**
 * @param {string} origin
 * @param {string} token
 */
export function curlLines(origin, token) {
  const ask = (/** @type {string} */ path, file = "") =>
    `curl --fail --compressed -H 'Authorization: Bearer ${token}'${file ? ` -o ${file}` : ""} '${origin}/api/v1/export${path}'`;
  return [
    { name: "all", line: ask("/entries", "entries.jsonl") },
    { name: "json", line: ask("/entries?format=json", "entries.json") },
    { name: "manifest", line: ask("/manifest") },
    { name: "since", line: ask("/entries?cursor=CURSOR", "changes.jsonl") },
  ];
}
