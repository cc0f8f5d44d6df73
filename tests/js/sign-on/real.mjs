// A real provider. Who signs in, and what is claimed of them, stands in `login_hint`: there is nobody to type it.
import Provider from "oidc-provider";

/** @param {{client_id: string, client_secret: string, redirect_uri: string}} settings */
export const realProvider = (settings) => async (/** @type {number} */ port) => {
  /** @type {Map<string, Record<string, unknown>>} */
  const people = new Map();
  const provider = new Provider(`http://localhost:${port}`, {
    clients: [
      {
        client_id: settings.client_id,
        client_secret: settings.client_secret,
        redirect_uris: [settings.redirect_uri],
      },
    ],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    claims: { openid: ["sub"], profile: ["name", "groups", "area"], email: ["email", "email_verified"] },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ ...people.get(id), sub: id }) }),
    async loadExistingGrant(ctx) {
      const { client, session } = ctx.oidc;
      const grant = new ctx.oidc.provider.Grant({
        clientId: client?.clientId,
        accountId: session?.accountId,
      });
      grant.addOIDCScope("openid profile email");
      await grant.save();
      return grant;
    },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  });
  provider.use(async (ctx, next) => {
    if (!ctx.path.startsWith("/interaction/")) return next();
    const { params } = await provider.interactionDetails(ctx.req, ctx.res);
    const hint = String(params.login_hint ?? "");
    if (hint === "no") {
      return provider.interactionFinished(ctx.req, ctx.res, { error: "access_denied" });
    }
    const claims = JSON.parse(hint);
    people.set(claims.sub, claims);
    await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: claims.sub } });
  });
  return provider.callback();
};
