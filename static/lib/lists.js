// For lists that move their rows instead of drawing them again, and for charts that measure their place.
export { ref, repeat } from "../vendor/lists.js";
