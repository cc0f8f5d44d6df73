// Runs before the first paint, so that a chosen theme never flashes the other one. Everything else is in app.js.
(() => {
  try {
    const theme = localStorage.getItem("pathnote.theme");
    if (theme) document.documentElement.dataset.theme = theme;
  } catch {
    // Storage refused: the device's own theme applies.
  }
})();
