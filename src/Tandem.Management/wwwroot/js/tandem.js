// Small comforts on top of pages that work without them.
(() => {
  const isPhone = window.matchMedia('(max-width: 40rem)').matches;

  // On a phone the rail starts folded; without this script it is open and above the content.
  const rail = document.getElementById('rail');
  if (rail && window.matchMedia('(max-width: 61.99rem)').matches) rail.removeAttribute('open');

  // A click elsewhere or Escape closes open menus; the keyboard goes back to what opened them.
  const closeMenus = except => document.querySelectorAll('details.person-menu[open], details.menu[open]').forEach(menu => {
    if (menu === except) return;
    const held = menu.contains(document.activeElement);
    menu.removeAttribute('open');
    if (held) menu.querySelector('summary').focus();
  });
  document.addEventListener('click', event => closeMenus(event.target.closest('details')));
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    closeMenus(null);
    const asked = document.activeElement?.closest('details.confirm[open]');
    if (asked) {
      asked.removeAttribute('open');
      asked.querySelector('summary').focus();
    }
  });

  // Long lists start folded on a phone; the part that the address points to does not.
  const fold = root => {
    if (!isPhone) return;
    root.querySelectorAll('details[data-fold="phone"]').forEach(part => part.removeAttribute('open'));
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const part = target && target.closest('details[data-fold]');
    if (part) {
      part.setAttribute('open', '');
      target.scrollIntoView();
    }
  };
  fold(document);
  document.addEventListener('click', event => {
    const link = event.target.closest('a.jump-link');
    document.getElementById(decodeURIComponent(link?.hash.slice(1) ?? ''))?.closest('details')?.setAttribute('open', '');
  });

  // Paper cannot be unfolded: everything is printed, and folded again afterwards.
  let opened = [];
  window.addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('main details:not([open]):not(.confirm)')];
    opened.forEach(part => part.setAttribute('open', ''));
  });
  window.addEventListener('afterprint', () => opened.splice(0).forEach(part => part.removeAttribute('open')));

  // After a refused form the reader lands on the summary of what is wrong.
  document.getElementById('error-summary')?.focus();

  // What was just saved is said once, not again when the page is loaded again or its address is passed on.
  const address = new URL(location.href);
  if (address.searchParams.has('saved')) {
    address.searchParams.delete('saved');
    history.replaceState(history.state, '', address);
  }

  // Times are written in UTC; the reader's own time is in the tooltip.
  const own = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });
  const explain = root => root.querySelectorAll('time[datetime]:not([title])').forEach(time => {
    const at = new Date(time.dateTime);
    if (!Number.isNaN(at.valueOf())) time.title = own.format(at);
  });
  explain(document);

  // Parts that htmx brings get the same, and those who cannot see the page hear how many rows there are now.
  const said = document.getElementById('said');
  document.addEventListener('htmx:afterSettle', event => {
    fold(event.target);
    explain(document);
    const count = event.target.querySelector?.('.table-foot > span, .empty-state');
    if (said && count) said.textContent = count.textContent.trim();
  });
})();
