// Map.groupBy, for phones whose browser is older than it.

/**
 * @template T
 * @param {Iterable<T>} things
 * @param {(thing: T) => string} keyOf
 * @returns {Map<string, T[]>}
 */
export function groupBy(things, keyOf) {
  /** @type {Map<string, T[]>} */
  const groups = new Map();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  }
  return groups;
}
