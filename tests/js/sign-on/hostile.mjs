// A provider that lies in one way at a time: wrong claims, wrong signatures, wrong answers.
import { createHmac, createPublicKey, createSign, generateKeyPairSync } from "node:crypto";
import { OAuth2Issuer, OAuth2Service } from "oauth2-mock-server";

/** @typedef {Record<string, any>} Claims */

const HOUR = 3_600;

/** Of the claims. @type {Record<string, (claims: Claims) => void>} */
const CLAIMS = {
  "another issuer": (c) => set(c, "iss", "http://localhost:1"),
  "the issuer with a slash": (c) => set(c, "iss", `${c.iss}/`),
  "no issuer": (c) => drop(c, "iss"),
  "another audience": (c) => set(c, "aud", "somebody"),
  "an audience beside us": (c) => set(c, "aud", [c.aud, "somebody"]),
  "no audience": (c) => drop(c, "aud"),
  "given to another client": (c) => set(c, "azp", "somebody"),
  "run out": (c) => set(c, "exp", c.iat - 2 * HOUR),
  "never runs out": (c) => drop(c, "exp"),
  "runs out in words": (c) => set(c, "exp", "tomorrow"),
  "from the future": (c) => set(c, "iat", c.iat + HOUR),
  "from yesterday": (c) => set(c, "iat", c.iat - 24 * HOUR),
  "from no time": (c) => drop(c, "iat"),
  "not yet": (c) => set(c, "nbf", c.iat + HOUR),
  "another nonce": (c) => set(c, "nonce", "A".repeat(43)),
  "no nonce": (c) => drop(c, "nonce"),
  "a nonce that is a list": (c) => set(c, "nonce", [c.nonce]),
  "no subject": (c) => drop(c, "sub"),
  "an empty subject": (c) => set(c, "sub", ""),
  "a subject that is a number": (c) => set(c, "sub", 1),
  "a long subject": (c) => set(c, "sub", "x".repeat(256)),
  "a subject with a line break": (c) => set(c, "sub", "johndoe\nadmin"),
  "of another access token": (c) => set(c, "at_hash", "AAAAAAAAAAAAAAAAAAAAAA"),
};

/** Of the signature: what stands in place of the token. @type {Record<string, (token: string, keys: any, secret: string) => string>} */
const SIGNATURES = {
  unsigned: (token) => `${part({ alg: "none" })}.${token.split(".")[1]}.`,
  "signed with the public key as a shared one": (token, { pem, kid }) => hmac(token, pem, kid),
  "signed with the client secret": (token, { kid }, secret) => hmac(token, secret, kid),
  "signed by a stranger under our kid": (token, { kid, stranger }) => rsa(token, kid, stranger),
  "signed under an unknown kid": (token, { stranger }) => rsa(token, "nobody", stranger),
  "key in its own header": (token, { stranger }) =>
    rsa(token, undefined, stranger, { jwk: createPublicKey(stranger).export({ format: "jwk" }) }),
  "changed after signing": (token) => changed(token),
  "no signature": (token) => `${token.split(".").slice(0, 2).join(".")}.`,
  "not a token": () => "nonsense",
};

/** Of the token endpoint's answer. @type {Record<string, (answer: {body: any, statusCode: number}) => void>} */
const ANSWERS = {
  "no ID token": ({ body }) => drop(body, "id_token"),
  "an ID token that is a list": ({ body }) => set(body, "id_token", [body.id_token]),
  "no access token": ({ body }) => drop(body, "access_token"),
  "another kind of token": ({ body }) => set(body, "token_type", "mac"),
  "a refused code": (answer) => Object.assign(answer, { statusCode: 400, body: { error: "invalid_grant" } }),
  "a fault": (answer) => Object.assign(answer, { statusCode: 500, body: {} }),
  "a list": (answer) => set(answer, "body", [answer.body]),
  "an endless answer": ({ body }) => set(body, "padding", "x".repeat(400_000)),
};

/** Of the userinfo endpoint's. @type {Record<string, (answer: {body: any, statusCode: number}) => void>} */
const USERINFO = {
  "userinfo of somebody else": ({ body }) => set(body, "sub", "somebody"),
  "userinfo of nobody": ({ body }) => drop(body, "sub"),
  "userinfo refused": (answer) => Object.assign(answer, { statusCode: 401, body: {} }),
};

/** Whole answers in place of its own. @type {Record<string, (path: string, own: Claims) => any>} */
const PATHS = {
  "described as another issuer": (path, own) => described(path, { ...own, issuer: "http://localhost:1" }),
  "described with a file for an address": (path, own) =>
    described(path, { ...own, token_endpoint: "file:///etc/passwd" }),
  "described without keys": (path, own) => described(path, { ...own, jwks_uri: undefined }),
  "no keys": (path) => (path === "/jwks" ? { keys: [] } : undefined),
  "shared keys only": (path) =>
    path === "/jwks" ? { keys: [{ kty: "oct", k: "c2VjcmV0", alg: "HS256", kid: "1" }] } : undefined,
  "moved elsewhere": (path) => (path === "/token" ? { location: "http://localhost:1/token" } : undefined),
};

/** @param {{client_secret: string}} settings */
export function hostileProvider({ client_secret }) {
  let lie = "";
  /** @type {any} */
  let keys;
  const issuer = new OAuth2Issuer();
  const service = new OAuth2Service(issuer);
  service.on("beforeTokenSigning", ({ payload }) => CLAIMS[lie]?.(payload));
  service.on("beforeUserinfo", (/** @type {any} */ answer) => USERINFO[lie]?.(answer));
  service.on("beforeResponse", (/** @type {any} */ answer) => {
    if (SIGNATURES[lie]) answer.body.id_token = SIGNATURES[lie](answer.body.id_token, keys, client_secret);
    ANSWERS[lie]?.(answer);
  });

  /** @param {number} port */
  async function make(port) {
    issuer.url = `http://localhost:${port}`;
    const { kid, ...jwk } = await issuer.keys.generate("RS256");
    const spki = createPublicKey({
      key: /** @type {any} */ ({ kty: jwk.kty, n: jwk.n, e: jwk.e }),
      format: "jwk",
    });
    const { privateKey: stranger } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    keys = { kid, stranger, pem: spki.export({ type: "spki", format: "pem" }) };
    return (/** @type {any} */ request, /** @type {any} */ response) => {
      const path = String(request.url).split("?")[0] ?? "";
      const told = PATHS[lie]?.(path, description(String(issuer.url)));
      if (!told) return service.requestHandler(request, response);
      const { location } = told;
      response.writeHead(location ? 307 : 200, {
        "content-type": "application/json",
        ...(location && { location }),
      });
      response.end(JSON.stringify(told));
    };
  }

  /** Which lie from now on; all there are. @param {string} name */
  function tell(name) {
    lie = name;
    return [CLAIMS, SIGNATURES, ANSWERS, USERINFO, PATHS].flatMap(Object.keys);
  }

  return { make, tell };
}

/** @param {string} url */
const description = (url) => ({
  issuer: url,
  authorization_endpoint: `${url}/authorize`,
  token_endpoint: `${url}/token`,
  userinfo_endpoint: `${url}/userinfo`,
  jwks_uri: `${url}/jwks`,
});

/** @param {string} path @param {Claims} told */
const described = (path, told) => (path.startsWith("/.well-known/") ? told : undefined);

/** @param {Claims} where @param {string} name @param {unknown} value */
const set = (where, name, value) => void Object.assign(where, { [name]: value });
/** @param {Claims} where @param {string} name */
const drop = (where, name) => void delete where[name];

/** @param {unknown} value */
const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** @param {string} token @param {string} key @param {string} kid */
function hmac(token, key, kid) {
  const signed = `${part({ alg: "HS256", kid })}.${token.split(".")[1]}`;
  return `${signed}.${createHmac("sha256", key).update(signed).digest("base64url")}`;
}

/** @param {string} token @param {string | undefined} kid @param {any} key @param {Claims} [more] */
function rsa(token, kid, key, more) {
  const signed = `${part({ alg: "RS256", kid, ...more })}.${token.split(".")[1]}`;
  return `${signed}.${createSign("sha256").update(signed).sign(key, "base64url")}`;
}

/** @param {string} token */
function changed(token) {
  const [head, body = "", signature] = token.split(".");
  const claims = JSON.parse(Buffer.from(body, "base64url").toString());
  return `${head}.${part({ ...claims, sub: "admin" })}.${signature}`;
}
