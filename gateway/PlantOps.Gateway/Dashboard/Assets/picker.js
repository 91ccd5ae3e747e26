// @ts-check
// The field of a species: rows that the gateway finds while somebody types, chosen with a finger or with keys (WAI-ARIA, combobox).
(() => {
  const field = document.getElementById('f-species'), list = document.getElementById('species-found');
  if (!(field instanceof HTMLInputElement) || !list) return;
  for (const [name, value] of [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-controls', list.id], ['aria-expanded', 'false']]) {
    field.setAttribute(name, value);
  }
  list.setAttribute('role', 'listbox');
  let at = -1;
  const rows = () => /** @type {HTMLElement[]} */ ([...list.children]);
  const open = isOpen => {
    list.hidden = !isOpen;
    field.setAttribute('aria-expanded', String(isOpen));
    if (!isOpen) mark(-1);
  };
  const mark = index => {
    at = index;
    rows().forEach((row, place) => row.setAttribute('aria-selected', String(place === at)));
    if (at < 0) field.removeAttribute('aria-activedescendant');
    else { field.setAttribute('aria-activedescendant', rows()[at].id); rows()[at].scrollIntoView({ block: 'nearest' }); }
  };
  const choose = row => { field.value = row.dataset.name ?? ''; open(false); };

  document.addEventListener('htmx:after:swap', () => open(document.activeElement === field && rows().length > 0 && field.value.length > 1));
  field.addEventListener('keydown', event => {
    const count = rows().length;
    if (event.key === 'Escape' && !list.hidden) open(false);
    else if (event.key === 'Enter' && at >= 0) choose(rows()[at]);
    else if (event.key === 'ArrowDown' && count > 0) { if (list.hidden) open(true); mark((at + 1) % count); }
    else if (event.key === 'ArrowUp' && count > 0) mark((at <= 0 ? count : at) - 1);
    else return;
    event.preventDefault();
  });
  // Before the field loses the focus, which closes the list.
  list.addEventListener('mousedown', event => {
    event.preventDefault();
    const row = event.target instanceof Element ? event.target.closest('li') : null;
    if (row) choose(row);
  });
  field.addEventListener('blur', () => open(false));
})();
