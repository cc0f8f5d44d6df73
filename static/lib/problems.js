// Which problem the server named, for a screen that answers some of them in its own way.

/** The last part of its type: '/problems/theme-changed' → 'theme-changed'. @param {{type: string} | null | undefined} problem */
export const slugOf = (problem) => problem?.type.split("/").pop() ?? "";

/** The same of what a request threw, if it was a problem at all. @param {unknown} error @returns {string} */
export const slugOfError = (error) =>
  slugOf(/** @type {{problem?: {type: string}} | null} */ (error)?.problem);
