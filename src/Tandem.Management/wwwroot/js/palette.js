// The command palette: the answer of /api/search in a dialog, opened by Ctrl-K. Names are written as text, never as markup.
(() => {
  const dialog = document.getElementById('palette');
  if (!dialog?.showModal) return;
  const input = document.getElementById('palette-q');
  const list = document.getElementById('palette-list');
  const said = dialog.querySelector('[role=status]');
  const sprite = dialog.querySelector('use').getAttribute('href').split('#')[0];
  let options = [], active = -1, timer, request;

  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };
  const icon = name => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('class', 'icon');
    svg.setAttribute('aria-hidden', 'true');
    svg.append(document.createElementNS('http://www.w3.org/2000/svg', 'use'));
    svg.firstChild.setAttribute('href', `${sprite}#${name}`);
    return svg;
  };

  const leave = () => {
    options[active]?.setAttribute('aria-selected', 'false');
    input.removeAttribute('aria-activedescendant');
    active = -1;
  };
  const choose = index => {
    leave();
    active = options.length === 0 ? -1 : (index + options.length) % options.length;
    options[active]?.setAttribute('aria-selected', 'true');
    options[active]?.scrollIntoView({ block: 'nearest' });
    if (active >= 0) input.setAttribute('aria-activedescendant', options[active].id);
  };

  const option = (hit, number) => {
    const link = make('a', 'palette-option');
    link.id = `palette-${number}`;
    link.href = hit.path;
    link.tabIndex = -1; // the focus stays in the input
    link.setAttribute('role', 'option');
    link.setAttribute('aria-selected', 'false');
    link.append(icon(hit.icon));
    if (hit.key) link.append(make('span', 'search-key', hit.key));
    link.append(make('bdi', 'palette-title', hit.title));
    const note = [hit.state, hit.isArchived ? 'Archived' : '', hit.note].filter(Boolean).join(' · ');
    if (note) link.append(make('span', 'palette-note', note));
    return link;
  };

  const draw = answer => {
    leave();
    options = [];
    list.replaceChildren(...answer.groups.map((group, place) => {
      const part = make('div');
      part.setAttribute('role', 'group');
      part.setAttribute('aria-labelledby', `palette-group-${place}`);
      const title = make('div', 'palette-group', group.title);
      title.id = `palette-group-${place}`;
      title.setAttribute('role', 'presentation');
      part.append(title);
      group.hits.forEach(hit => {
        options.push(option(hit, options.length));
        part.append(options.at(-1));
      });
      return part;
    }));
    said.textContent = answer.summary;
    choose(0);
  };

  const ask = async () => {
    request?.abort();
    request = new AbortController();
    try {
      const answer = await fetch(`/api/search?q=${encodeURIComponent(input.value)}`, { signal: request.signal, headers: { Accept: 'application/json' } });
      const body = await answer.json();
      draw(answer.ok ? body : { groups: [], summary: body.detail ?? body.title });
    } catch (error) {
      if (error.name !== 'AbortError') draw({ groups: [], summary: 'The search did not answer; try again, or press Enter for the page of the search.' });
    }
  };

  const open = text => {
    if (dialog.open) return;
    input.value = text;
    dialog.showModal();
    input.select();
    ask();
  };

  document.addEventListener('keydown', event => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    open('');
  });
  const field = document.getElementById('global-q');
  field?.addEventListener('click', () => open(field.value));
  document.querySelector('.global-search-link')?.addEventListener('click', event => {
    event.preventDefault();
    open('');
  });
  dialog.querySelector('.palette-close').addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });

  input.addEventListener('input', () => {
    leave(); // what is listed answers other words: Enter leads to the page of the search until the answer to these is there
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  dialog.addEventListener('keydown', event => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      choose(active + (event.key === 'ArrowDown' ? 1 : -1));
    } else if (event.key === 'Enter' && event.target === input && active >= 0) {
      event.preventDefault();
      options[active].click();
    } else if (event.key === 'Tab') {
      // Two places take the focus; from one comes the other.
      event.preventDefault();
      (event.target === input ? dialog.querySelector('.palette-close') : input).focus();
    }
  });
})();
