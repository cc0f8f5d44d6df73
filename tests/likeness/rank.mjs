// The phone's likeness in node. A JSON line in, a JSON line out: {"words": text}, or {"texts": [Said], "ask": [number]}
// for each of which the texts most like that one come back among all the others.

import { createInterface } from "node:readline";
import { likeness } from "../../static/likeness/ranking.js";
import { pieces, stem, words } from "../../static/likeness/text.js";

for await (const line of createInterface({ input: process.stdin }))
  console.log(JSON.stringify(answer(JSON.parse(line))));

function answer(said) {
  if ("words" in said) return words(said.words).map((word) => [word, stem(word), pieces(word)]);
  const all = likeness();
  for (const [at, text] of said.texts.entries()) all.put(String(at), text);
  return said.ask.map((at) => {
    all.remove(String(at));
    const found = all.alike(said.texts[at], said.limit);
    // Put back under a number of its own, the texts' order would be another one.
    const rest = likeness();
    for (const [other, text] of said.texts.entries()) if (other !== at) rest.put(String(other), text);
    const again = rest.alike(said.texts[at], said.limit);
    if (JSON.stringify(found) !== JSON.stringify(again))
      throw new Error("a removed text left something behind");
    for (const text of said.texts.keys()) all.remove(String(text));
    for (const [other, text] of said.texts.entries()) all.put(String(other), text);
    return found.map(({ key, cosine }) => [Number(key), cosine]);
  });
}
