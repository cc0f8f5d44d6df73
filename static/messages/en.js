// Every word of the phone's screens, in English. de.js has the same keys; a test compares them.
// Words of the screens at a desk (trends, insights, access) stand in desk.en.js, so that a phone need not load them.

export default {
  "app.name": "Pathnote",
  "app.pageTitle": "{title} · Pathnote",
  "app.skip": "Skip to the content",
  "app.notFound": "There is nothing at this address",
  "app.notFoundHelp": "The link may be old. Your entries are where they were.",
  "app.goHome": "Go to the start",
  "app.failed": "This screen could not be opened",
  "app.failedHelp": "Your entries are safe. Try again, or close Pathnote and open it once more.",
  "app.retry": "Try again",
  "app.cancel": "Cancel",
  "app.close": "Close",
  "app.back": "Back",
  "app.offlineScreen": "This page needs a connection",
  "app.offlineScreenHelp": "It shows what the server knows now. It opens as soon as there is signal.",
  "app.notYours": "This page is not part of your role",
  "app.notYoursHelp": "Ask your administrator if you think it should be.",
  "app.optional": "optional",

  "nav.label": "Main",
  "nav.capture": "Capture",
  "nav.entries": "Entries",
  "nav.search": "Search",
  "nav.settings": "Settings",
  "nav.trends": "Trends",
  "nav.insights": "Insights",
  "nav.tokens": "API access",
  "nav.searchInsights": "Search what people said",

  "status.waiting": { one: "{count} waiting", other: "{count} waiting" },
  "status.needs": { one: "{count} needs you", other: "{count} need you" },
  "status.signIn": { one: "Sign in to send {count}", other: "Sign in to send {count}" },
  "status.signInPlain": "Sign in again",

  "update.ready": "New version ready.",
  "update.now": "Use now",
  "update.later": "Later",

  "error.network": "No connection to the server. Check the signal, then try again.",
  "error.timeout": "The server did not answer in time. Try again in a moment.",
  "error.portal":
    "This network answered instead of Pathnote. If it has a sign-in page of its own, open that first.",
  "error.unknown": "Something went wrong that Pathnote did not expect. Try again.",

  "signIn.title": "Sign in",
  "signIn.lead": "What you hear in the field, noted in seconds and never lost.",
  "signIn.email": "E-mail",
  "signIn.password": "Password",
  "signIn.show": "Show password",
  "signIn.hide": "Hide password",
  "signIn.submit": "Sign in",
  "signIn.busy": "Signing in …",
  "signIn.emailMissing": "Type your e-mail address, such as name@company.example.",
  "signIn.passwordMissing": "Type your password.",
  "signIn.offlineFirst":
    "No connection. Signing in needs one this first time; afterwards Pathnote works without.",
  "signIn.safe": {
    one: "{count} entry on this phone is waiting for you. It is safe here and sends after you sign in.",
    other:
      "{count} entries on this phone are waiting for you. They are safe here and send after you sign in.",
  },
  "signIn.device":
    "Your entries stay on this device under your name. Nobody else who signs in here can see them.",

  "barrier.diagnostic_pathway": "Diagnostic pathway",
  "barrier.guideline_uptake": "Guideline uptake",
  "barrier.referral": "Referral",
  "barrier.other_unsure": "Something else",
  "barrier.short.diagnostic_pathway": "Diagnostic",
  "barrier.short.guideline_uptake": "Guideline",
  "barrier.short.referral": "Referral",
  "barrier.short.other_unsure": "Other",
  "barrier.hint.diagnostic_pathway": "Tests, access, results",
  "barrier.hint.guideline_uptake": "Aware, agrees, able to follow",
  "barrier.hint.referral": "Who, where, how",
  "barrier.none": "Nothing new",
};
