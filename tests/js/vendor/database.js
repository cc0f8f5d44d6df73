// What static/vendor/database.js offers: apart from the first screen, which is drawn before anything is read.

export { openDB } from "idb";
