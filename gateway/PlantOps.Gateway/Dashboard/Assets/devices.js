// @ts-check
// Of pages of devices: times to the second, how long a code is still good, and a button that copies it.
(() => {
  const clock = new Intl.DateTimeFormat(navigator.language, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const show = () => {
    for (const shown of document.querySelectorAll('[data-clock]')) {
      shown.textContent = clock.format(Number(shown.getAttribute('data-clock')));
    }
    for (const left of document.querySelectorAll('[data-until]')) {
      const seconds = Math.max(0, Math.round((Number(left.getAttribute('data-until')) - Date.now()) / 1000));
      left.textContent = ` · ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    }
  };
  for (const button of document.querySelectorAll('[data-copy]')) {
    if (!(button instanceof HTMLElement) || !navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener('click', async () => {
      const code = document.getElementById(button.dataset.copy ?? '')?.textContent ?? '';
      await navigator.clipboard.writeText(code.replace(/\s/g, ''));
      button.textContent = button.dataset.done ?? '';
    });
  }
  document.addEventListener('htmx:after:swap', show);
  setInterval(show, 1000);
  show();
})();
