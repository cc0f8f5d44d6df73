// The list one came from, so that going back from an entry finds the same filters. Gone with the page.

let address = "/insights";

/** @param {string} href */
export function rememberList(href) {
  address = href;
}

export const lastList = () => address;
