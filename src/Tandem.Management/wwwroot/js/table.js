// Tables: menus that stay open while the rows behind them change, the keyboard, cells changed where they stand. Everything can be done without it.
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
    Enter: cell => (cell.dataset.edit && !cell.querySelector('a[href]') ? edit(cell) : open(cell)),
    F2: cell => cell.dataset.edit && edit(cell),
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
      if (event.key === 'Escape' && !event.target.closest('details, .field-holder')) goTo(cell);
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

  // Rows that are ticked to be changed at once: how many there are is told, Shift ticks all between two.
  const ticksOf = bar => [...document.querySelectorAll('.row-choice')].filter(tick => tick.form === bar);
  const count = bar => {
    const chosen = ticksOf(bar).filter(tick => tick.checked).length;
    bar.querySelector('.choice-count').textContent = chosen > 0 ? `${chosen} chosen` : '';
    bar.querySelector('.choose-all').textContent = chosen > 0 ? 'Choose none' : 'Choose all on this page';
  };
  let lastTick = null;
  document.addEventListener('click', event => {
    if (event.target.matches('.row-choice')) {
      const ticks = ticksOf(event.target.form);
      const [from, to] = [ticks.indexOf(lastTick), ticks.indexOf(event.target)].sort((a, b) => a - b);
      if (event.shiftKey && from >= 0) ticks.slice(from, to + 1).forEach(tick => { tick.checked = event.target.checked; });
      lastTick = event.target;
      count(event.target.form);
    } else if (event.target.matches('.choose-all')) {
      const ticks = ticksOf(event.target.form);
      const all = !ticks.some(tick => tick.checked);
      ticks.forEach(tick => { tick.checked = all; });
      count(event.target.form);
    }
  });
  document.addEventListener('submit', event => {
    if (!event.target.matches('.table-choice-bar') || ticksOf(event.target).some(tick => tick.checked)) return;
    event.preventDefault();
    const words = 'No row is chosen. Tick rows first.';
    event.target.querySelector('.choice-count').textContent = words;
    say(words);
  });
  // The browser keeps ticks when one comes back to the list.
  window.addEventListener('pageshow', () => document.querySelectorAll('.table-choice-bar').forEach(count));

  // A cell that may be changed becomes its field's own input; Escape leaves it as it was. What was entered stays there until it is stored.
  let editing = null;
  const editorIn = element => element?.closest?.('.field-holder');
  const leave = focus => {
    const { cell, before } = editing;
    editing = null;
    cell.replaceChildren(...before);
    if (focus) goTo(cell);
  };
  const edit = cell => {
    if (editing) leave(false);
    const holder = document.createElement('div');
    holder.className = 'field-holder';
    editing = { cell, before: [...cell.childNodes], row: cell.parentElement.id, index: cell.cellIndex, holder };
    cell.replaceChildren(holder);
    htmx.ajax('GET', cell.dataset.edit, { target: holder, swap: 'innerHTML' });
  };
  document.addEventListener('dblclick', event => {
    const cell = cellOf(event.target);
    if (!cell?.dataset.edit || event.target.closest('a, button, input, select, textarea, label')) return;
    getSelection().removeAllRanges();
    edit(cell);
  });
  document.addEventListener('click', event => {
    if (!editing || !event.target.closest('.field-cancel')) return;
    event.preventDefault();
    leave(true);
  });
  document.addEventListener('keydown', event => {
    if (!editing || !editorIn(event.target)) return;
    if (event.key === 'Escape') {
      leave(true);
    } else if (event.key === 'Enter' && event.ctrlKey) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
  });
  const refuse = words => {
    const form = editing.holder.querySelector('form');
    if (!form) {
      leave(true);
    } else {
      form.querySelector('.not-saved')?.remove();
      const message = document.createElement('p');
      message.className = 'field-error not-saved';
      message.setAttribute('role', 'alert');
      message.textContent = words;
      form.append(message);
    }
    say(words);
  };
  document.addEventListener('htmx:beforeSwap', event => {
    const { xhr, target } = event.detail;
    if (!editing || !(target === editing.holder || target.contains(editing.holder) || editing.holder.contains(target)) || target.matches('.data-table')) return;
    // An answer that is none of ours, such as an error or the page to sign in again, must not take the place of a cell.
    const isOurs = (xhr.status === 200 && xhr.responseURL.includes('/field/')) || xhr.getResponseHeader('HX-Retarget');
    event.detail.shouldSwap = Boolean(isOurs);
    if (!isOurs) refuse('This could not be done. What you entered is still here; load the page in another tab, sign in if it asks, and save once more.');
  });
  document.addEventListener('htmx:sendError', event => {
    if (editing && editorIn(event.target)) refuse('The server did not answer. What you entered is still here; save once more.');
  });
  document.addEventListener('htmx:afterSettle', () => {
    if (!editing) return;
    if (editing.holder.isConnected) {
      const wrong = editing.holder.querySelector('[aria-invalid="true"]');
      (wrong ?? editing.holder.querySelector('input:not([type=hidden]), select, textarea'))?.focus();
      return;
    }
    const { row, index } = editing;
    editing = null;
    const cell = document.getElementById(row)?.cells[index];
    if (!cell) return; // the whole table was brought anew
    goTo(cell);
    say('Saved.');
  });
})();
