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
