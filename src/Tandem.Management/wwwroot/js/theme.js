// Runs before the first paint: follows the reader's preference for dark or light, and its changes.
(() => {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = () => { document.documentElement.dataset.bsTheme = dark.matches ? 'dark' : 'light'; };
  apply();
  document.documentElement.classList.add('has-script');
  dark.addEventListener('change', apply);
})();
