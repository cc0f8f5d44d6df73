// Words of the administrator's pages, in English. admin.de.js has the same keys.

export default {
  "admin.tabs": "Administration",
  "admin.tab.people": "People",
  "admin.tab.vocabularies": "Vocabularies",
  "admin.tab.audit": "Audit trail",

  "admin.state.active": "Active",
  "admin.state.invited": "Invited",
  "admin.state.suspended": "Suspended",
  "admin.state.erased": "Erased",

  "admin.people.title": "People",
  "admin.people.loading": "People are being looked up …",
  "admin.people.search": "Name or e-mail",
  "admin.people.searchButton": "Search",
  "admin.people.role": "Role",
  "admin.people.anyRole": "Any role",
  "admin.people.state": "State",
  "admin.people.anyState": "All but erased",
  "admin.people.total": { one: "{count} person", other: "{count} people" },
  "admin.people.more": "Show more",
  "admin.people.none": "Nobody fits",
  "admin.people.noneHelp": "Try part of the name, or another role or state.",
  "admin.people.showAll": "Show everybody",
  "admin.people.signedOut": "Not signed in anywhere",
  "admin.people.signedIn": {
    one: "Signed in on one device, last used {when}",
    other: "Signed in on {count} devices, last used {when}",
  },
  "admin.people.noRole": "No role",
  "admin.people.everywhere": "All regions",
  "admin.people.nowhere": "No region",
};
