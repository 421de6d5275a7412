// Offers people while a mention is written. Without this, names are written in full and the server says when one is not clear.
(() => {
  const said = document.getElementById('said');
  let list, field, start, answer = 0;

  const close = () => {
    list?.remove();
    list = undefined;
    field?.removeAttribute('aria-activedescendant');
    field?.removeAttribute('aria-controls');
  };

  const select = option => {
    list.querySelectorAll('li').forEach(item => item.setAttribute('aria-selected', String(item === option)));
    field.setAttribute('aria-activedescendant', option.id);
  };

  const choose = option => {
    field.setRangeText(`@${option.dataset.key} `, start, field.selectionStart, 'end');
    field.focus();
    close();
  };

  const show = people => {
    close();
    if (people.length === 0) return;
    list = document.createElement('ul');
    list.className = 'mention-list';
    list.id = 'mention-list';
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', 'People to mention');
    people.forEach((person, i) => {
      const option = document.createElement('li');
      option.id = `mention-${i}`;
      option.setAttribute('role', 'option');
      option.dataset.key = person.key;
      option.textContent = person.note;
      option.addEventListener('mousedown', event => {
        event.preventDefault();
        choose(option);
      });
      list.append(option);
    });
    field.after(list);
    field.setAttribute('aria-controls', list.id);
    select(list.firstElementChild);
    if (said) said.textContent = `${people.length} people to mention; arrow keys choose, Enter takes, Escape closes`;
  };

  document.addEventListener('input', async event => {
    if (!event.target.matches?.('textarea[data-mentions]')) return;
    field = event.target;
    const asked = ++answer;
    const written = field.value.slice(0, field.selectionStart).match(/(?:^|[\s(])@"?([\p{L}\p{N}'’-]{1,60})$/u);
    if (!written) return close();
    start = field.selectionStart - written[0].length + written[0].indexOf('@');
    try {
      const response = await fetch(`${field.dataset.mentions}?q=${encodeURIComponent(written[1])}`);
      const people = response.ok ? await response.json() : [];
      if (asked === answer) show(people);
    } catch {
      close(); // No network: names can still be written in full.
    }
  });

  document.addEventListener('keydown', event => {
    if (!list || event.target !== field) return;
    const current = list.querySelector('[aria-selected="true"]');
    if (event.key === 'ArrowDown') select(current.nextElementSibling ?? list.firstElementChild);
    else if (event.key === 'ArrowUp') select(current.previousElementSibling ?? list.lastElementChild);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(current);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation(); // Escape closes the list, not the form around it.
  }, true);

  document.addEventListener('focusout', event => {
    if (event.target === field) close();
  });
})();
