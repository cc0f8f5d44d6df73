// The one door to the vendored libraries, so that a change of version is a change in one place.
export {
  batch,
  classMap,
  computed,
  effect,
  html,
  live,
  noChange,
  nothing,
  ref,
  render,
  repeat,
  signal,
  svg,
  untracked,
} from "../vendor/vendor.js";
