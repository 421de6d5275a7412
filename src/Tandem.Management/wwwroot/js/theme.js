// Runs before the first paint: follows the reader's preference for dark or light, and its changes. Paper is always light.
(() => {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const paint = isDark => { document.documentElement.dataset.bsTheme = isDark ? 'dark' : 'light'; };
  const apply = () => paint(dark.matches);
  apply();
  document.documentElement.classList.add('has-script');
  dark.addEventListener('change', apply);
  window.addEventListener('beforeprint', () => paint(false));
  window.addEventListener('afterprint', apply);
})();
