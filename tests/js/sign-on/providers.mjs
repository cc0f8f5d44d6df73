// Two OpenID providers for the tests of single sign-on: `oidc-provider`, certified and strict, and `oauth2-mock-server`
// made to lie. Says on which ports they listen; each line on stdin names the lie of the hostile one from then on.
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { hostileProvider } from "./hostile.mjs";
import { realProvider } from "./real.mjs";

// Its advice to those who would run it for people; stdout is for the tests.
console.info = console.warn = () => {};
const [client] = process.argv.slice(2);

/** @param {(port: number) => Promise<import("node:http").RequestListener>} make */
async function listening(make) {
  /** @type {import("node:http").RequestListener} */
  let answer = () => {};
  const server = createServer((request, response) => answer(request, response));
  await new Promise((done) => server.listen(0, "localhost", () => done(null)));
  const port = /** @type {import("node:net").AddressInfo} */ (server.address()).port;
  answer = await make(port);
  return port;
}

const settings = JSON.parse(client ?? "{}");
const hostile = hostileProvider(settings);
const ports = { real: await listening(realProvider(settings)), hostile: await listening(hostile.make) };
process.stdout.write(`${JSON.stringify(ports)}\n`);
for await (const lie of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(hostile.tell(lie))}\n`);
}
process.exit();
