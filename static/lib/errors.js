// What went wrong, in a sentence for the person. The server's own sentence wins, since it knows more.
import { has, t } from "./i18n.js";

/** @param {unknown} error */
export function sentence(error) {
  if (!(error instanceof Error)) return t("error.unknown");
  if (error.name === "ApiProblem") return error.message;
  const reason = /** @type {{reason?: string}} */ (error).reason;
  return reason && has(`error.${reason}`) ? t(`error.${reason}`) : t("error.unknown");
}
