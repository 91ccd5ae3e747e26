// @ts-check
// Keys for who has a keyboard: none is needed, each has a link or a button, and they can be switched off (WCAG 2.1.4).
(() => {
  const isOff = () => localStorage.getItem('keys') === 'off';
  const toggle = document.getElementById('keys-switch');
  if (toggle) {
    const show = () => { toggle.textContent = (isOff() ? toggle.dataset.on : toggle.dataset.off) ?? ''; toggle.hidden = false; };
    toggle.addEventListener('click', () => { localStorage.setItem('keys', isOff() ? 'on' : 'off'); show(); });
    show();
  }

  const places = { p: '/plants', a: '/alerts', d: '/devices', s: '/settings' };
  const links = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll('main .card .head, main .card .row-head a')]);
  const press = selector => { const button = document.activeElement?.closest('.card')?.querySelector(selector); button?.click(); };
  const move = step => {
    const all = links(), card = document.activeElement?.closest('.card');
    const at = all.findIndex(link => card?.contains(link));
    all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + step))]?.focus();
  };
  const keys = {
    '/': () => document.querySelector('input[type=search]')?.focus(),
    j: () => move(1),
    k: () => move(-1),
    w: () => press('form[action$="/watered"] button'),
    a: () => press('form[action$="/acknowledge"] button'),
    '?': () => { location.href = '/keys'; },
  };
  let led = 0;
  document.addEventListener('keydown', event => {
    if (isOff() || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.closest('input, textarea, select, #chart')) return;
    const isLed = Date.now() - led < 1500;
    led = 0;
    const place = isLed ? document.querySelector(`nav.bar a[href="${places[event.key] ?? ''}"]`) : null;
    if (place instanceof HTMLElement) place.click();
    else if (event.key === 'g') led = Date.now();
    else if (!isLed && Object.hasOwn(keys, event.key)) keys[event.key]();
    else return;
    event.preventDefault();
  });
})();
