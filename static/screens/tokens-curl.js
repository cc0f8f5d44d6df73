// Lines for a shell that run as they stand: this address, this token, each in quotes.

/**
 * The head of each answer is kept, because it holds the cursor from which the next run goes on.
 * @param {string} origin
 * @param {string} token
 */
export function curlLines(origin, token) {
  const ask = `curl --fail --compressed -H 'Authorization: Bearer ${token}'`;
  const at = `${origin}/api/v1/export`;
  const cursor = `$(awk 'tolower($1) == "pathnote-cursor:" {print $2}' pathnote.head | tr -d '\\r')`;
  return [
    { name: "all", line: `${ask} -D pathnote.head -o entries.jsonl '${at}/entries'` },
    { name: "since", line: `${ask} -D pathnote.head -o changes.jsonl "${at}/entries?cursor=${cursor}"` },
    { name: "json", line: `${ask} -o entries.json '${at}/entries?format=json'` },
    { name: "manifest", line: `${ask} '${at}/manifest'` },
  ];
}
