// Small comforts on top of pages that work without them.
(() => {
  // On a phone the rail starts folded; without this script it is open and above the content.
  const rail = document.getElementById('rail');
  if (rail && window.matchMedia('(max-width: 61.99rem)').matches) rail.removeAttribute('open');

  // A click elsewhere or Escape closes open menus.
  const closeMenus = except => document.querySelectorAll('details.person-menu[open], details.menu[open]').forEach(menu => {
    if (menu !== except) menu.removeAttribute('open');
  });
  document.addEventListener('click', event => closeMenus(event.target.closest('details')));
  document.addEventListener('keydown', event => { if (event.key === 'Escape') closeMenus(null); });

  // After a refused form the reader lands on the summary of what is wrong.
  document.getElementById('error-summary')?.focus();
})();

// Times are written in UTC; show them in the reader's zone and keep the original in the tooltip. Runs again for parts that htmx brings.
(() => {
  const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
  const localise = root => root.querySelectorAll('time[datetime]:not([title])').forEach(time => {
    const at = new Date(time.dateTime);
    if (Number.isNaN(at.valueOf())) return;
    time.title = time.textContent;
    time.textContent = (time.dataset.seconds ? exact : format).format(at);
  });
  localise(document);
  document.addEventListener('htmx:afterSettle', () => localise(document));
})();
