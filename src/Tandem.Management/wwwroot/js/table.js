// Tables: menus that stay open while the rows behind them change, and the keyboard. Everything can be done without it.
(() => {
  const said = document.getElementById('said');
  const say = words => { if (said) said.textContent = words; };

  // A choice in a menu brings the rows anew, and with them the menu: it opens again, and the keyboard stays where it was.
  let kept = null;
  const place = element => element?.closest('.data-table') ? { id: element.id, name: element.name, value: element.value } : null;
  const find = wanted => (wanted.id && document.getElementById(wanted.id))
    || (wanted.name && [...document.getElementsByName(wanted.name)].find(element => element.value === wanted.value));
  document.addEventListener('htmx:beforeSwap', event => {
    const target = event.detail.target;
    if (target.matches('.data-table')) {
      kept = { open: [...target.querySelectorAll('details.menu[open], details.table-more[open]')].map(menu => menu.id), focus: place(document.activeElement) };
    } else if (target.matches('.facet') && target.contains(document.activeElement)) {
      kept = { open: [], focus: place(document.activeElement) };
    }
  });
  document.addEventListener('htmx:afterSettle', () => {
    prepare();
    if (!kept) return;
    kept.open.forEach(id => document.getElementById(id)?.setAttribute('open', ''));
    kept.open = [];
    const element = kept.focus && find(kept.focus);
    if (element) element.focus({ preventScroll: true });
    // Values of an open menu come a moment later.
    if (element || !kept.focus || document.activeElement !== document.body) kept = null;
  });

  // A menu near the edge of the window opens towards the middle.
  document.addEventListener('toggle', event => {
    const panel = event.target.open && event.target.matches('.table-menu') && event.target.querySelector('.menu-panel');
    if (!panel) return;
    panel.classList.remove('is-at-the-edge');
    panel.classList.toggle('is-at-the-edge', panel.getBoundingClientRect().right > document.documentElement.clientWidth);
  }, true);

  // Arrow keys between cells: one cell of each table is in the tab order, the others are reached from it.
  const cellOf = element => element.closest('.grid-table > tbody > tr > *');
  const rowsOf = table => [...table.tBodies].flatMap(body => [...body.rows]);
  const goTo = cell => {
    cell.closest('table').querySelectorAll('tbody [tabindex="0"]').forEach(other => { other.tabIndex = -1; });
    cell.tabIndex = 0;
    cell.focus();
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  const prepare = () => document.querySelectorAll('.grid-table').forEach(table => {
    const first = rowsOf(table)[0]?.cells[0];
    if (!first || table.querySelector('tbody > tr > [tabindex="0"]')) return;
    first.tabIndex = 0;
    // The box around the table need no longer be reached for itself: the cells scroll it.
    table.closest('.table-responsive')?.removeAttribute('tabindex');
  });
  prepare();

  let column = 0; // kept when the way up or down leads through a heading, which has one cell
  const inRow = (row, index) => row.cells[Math.min(index, row.cells.length - 1)];
  const moves = {
    ArrowRight: (rows, row, index) => row.cells[index + 1],
    ArrowLeft: (rows, row, index) => row.cells[index - 1],
    ArrowDown: (rows, row) => rows[rows.indexOf(row) + 1] && inRow(rows[rows.indexOf(row) + 1], column),
    ArrowUp: (rows, row) => rows[rows.indexOf(row) - 1] && inRow(rows[rows.indexOf(row) - 1], column),
    PageDown: (rows, row) => inRow(rows[Math.min(rows.indexOf(row) + 10, rows.length - 1)], column),
    PageUp: (rows, row) => inRow(rows[Math.max(rows.indexOf(row) - 10, 0)], column),
    Home: (rows, row, index, all) => inRow(all ? rows[0] : row, 0),
    End: (rows, row, index, all) => { const last = all ? rows[rows.length - 1] : row; return last.cells[last.cells.length - 1]; },
  };
  const open = cell => (cell.querySelector('a[href]') ?? cell.parentElement.querySelector('.row-link, th a[href]'))?.click();
  const acts = {
    Enter: cell => open(cell),
    ' ': cell => cell.parentElement.querySelector('input[type="checkbox"]')?.click(),
    '?': cell => {
      const keys = cell.closest('.data-table').querySelector('details.table-keys');
      keys?.setAttribute('open', '');
      keys?.querySelector('summary').focus();
    },
  };
  document.addEventListener('keydown', event => {
    const cell = cellOf(event.target);
    // Keys typed into a field or pressed on a link of a cell are theirs; Escape leads back to the cell.
    if (!cell || event.altKey || event.metaKey) return;
    if (event.target !== cell) {
      if (event.key === 'Escape' && !event.target.closest('details')) goTo(cell);
      return;
    }
    const all = event.ctrlKey && (event.key === 'Home' || event.key === 'End');
    if (event.ctrlKey && !all) return;
    const act = acts[event.key];
    const move = moves[event.key];
    if (!act && !move) return;
    event.preventDefault();
    if (act) {
      act(cell);
      return;
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp' || event.key.startsWith('Page')) column = Math.max(column, cell.cellIndex);
    const next = move(rowsOf(cell.closest('table')), cell.parentElement, cell.cellIndex, all);
    if (!next) return;
    goTo(next);
    if (!event.key.startsWith('Page') && event.key !== 'ArrowDown' && event.key !== 'ArrowUp') column = next.cellIndex;
  });
  document.addEventListener('click', event => {
    const cell = cellOf(event.target);
    if (!cell || event.target.closest('a, button, input, select, textarea, label, summary') || String(getSelection())) return;
    goTo(cell);
    column = cell.cellIndex;
  });
})();
