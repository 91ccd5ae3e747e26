// @ts-check
// What a page needs beyond its HTML: ages that go on, cards that turn unknown by themselves, and a link that says how it is.
(() => {
  const known = document.documentElement.lang;
  const language = navigator.languages.find(one => one.startsWith(known)) ?? known;
  const ago = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  const hours = { 12: { hourCycle: 'h12' }, 24: { hourCycle: 'h23' } }[/clock-(\d+)/.exec(document.documentElement.className)?.[1] ?? ''];
  const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', ...hours });
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', ...hours });
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'medium', ...hours });
  const units = /** @type {const} */ ([[86400, 'day'], [3600, 'hour'], [60, 'minute']]);
  const age = at => {
    const seconds = Math.round((at - Date.now()) / 1000);
    for (const [length, unit] of units) if (seconds <= -length) return ago.format(Math.round(seconds / length), unit);
    return ago.format(0, 'second');
  };
  const time = at => (Date.now() - at < 72000000 ? clock : day).format(at);

  // A page that the worker kept says since when there is no connection, and is as old as it is.
  const kept = Number(document.documentElement.dataset.kept ?? 0), main = document.getElementById('main');
  const link = document.getElementById('link'), worker = navigator.serviceWorker;
  const sendKept = () => worker?.controller?.postMessage('send');
  let heard = kept || Date.now();
  const say = isLive => {
    if (!link) return;
    link.hidden = false;
    link.dataset.state = isLive ? 'live' : 'off';
    link.textContent = isLive ? link.dataset.live ?? '' : `${link.dataset.off} ${time(heard)}`;
  };
  const hear = () => {
    const wasAway = link?.dataset.state === 'off';
    heard = Date.now();
    say(true);
    if (wasAway) sendKept();
  };
  // An answer that comes as a stream ends as well, and that is no connection lost.
  const onPage = (name, then) => document.addEventListener(name, event => {
    if (event.target instanceof Element && event.target.matches('[hx-sse\\:connect]')) then();
  });
  for (const heardOf of ['htmx:sse:after:connection', 'htmx:sse:after:message']) onPage(heardOf, hear);
  for (const gone of ['htmx:sse:error', 'htmx:sse:close']) onPage(gone, () => say(false));

  // A stream that was open comes back by itself; one that could not be opened when the page was is tried again from here.
  const streamOf = () => document.querySelector('[hx-sse\\:connect]');
  let tried = Date.now();
  const open = () => { tried = Date.now(); streamOf()?.dispatchEvent(new Event('connect')); };
  // One that neither opens nor fails is put in its place anew.
  const renew = () => {
    tried = Date.now();
    const stuck = streamOf(), fresh = stuck?.cloneNode(true);
    if (!(fresh instanceof HTMLElement)) return;
    fresh.className = '';
    stuck?.replaceWith(fresh);
    window['htmx']?.process(fresh);
  };
  if (link && streamOf()) {
    link.hidden = false;
    link.dataset.state = 'connecting';
    for (const failed of ['htmx:error', 'htmx:response:error']) document.addEventListener(failed, event => {
      if (event.target === streamOf()) say(false);
    });
  }

  const turn = card => {
    card.dataset.state = 'unknown';
    const word = card.querySelector('.badge .word'), says = card.querySelector('.says');
    if (word) word.textContent = card.dataset.unknown ?? '';
    const icon = document.querySelector('[data-unknown-icon]')?.getAttribute('data-unknown-icon');
    if (icon) card.querySelector('.badge path')?.setAttribute('d', icon);
    if (says && card.dataset.at) says.textContent = `${card.dataset.silent} ${time(Number(card.dataset.at))}.`;
  };
  const tick = () => {
    for (const card of document.querySelectorAll('.card[data-fresh-until]')) {
      if (card instanceof HTMLElement && card.dataset.state !== 'unknown' && Date.now() > Number(card.dataset.freshUntil)) turn(card);
    }
    const cards = [...document.querySelectorAll('.card[data-state]')], headline = document.getElementById('headline');
    const isKnown = cards.some(card => card.getAttribute('data-state') !== 'unknown');
    if (headline?.dataset.nobody && cards.length > 0 && !isKnown) headline.textContent = headline.dataset.nobody;
    for (const shown of document.querySelectorAll('time[data-at]')) {
      const at = Number(shown.getAttribute('data-at'));
      shown.textContent = shown.classList.contains('age') ? age(at) : time(at);
      shown.setAttribute('title', moment.format(at));
    }
    if (link?.dataset.state && link.dataset.state !== 'off' && Date.now() - heard > 35000) say(false);
    if (link?.dataset.state === 'off' && Date.now() - tried > 5000) {
      if (!streamOf()?.classList.contains('htmx-request')) open();
      else if (Date.now() - tried > 20000) renew();
    }
  };

  // Who has no mouse gets with Tab from what they pressed to what takes it back, and from there on to what follows it.
  const toast = document.getElementById('toast');
  let card = '';
  const pressed = () => (card ? /** @type {HTMLElement?} */ (document.querySelector(`${card} .acts button`)) : null);
  document.addEventListener('keydown', event => {
    const undo = toast?.querySelector('button'), from = pressed(), at = document.activeElement;
    if (event.key !== 'Tab' || !undo || !from || (at !== undo && (at !== from || event.shiftKey))) return;
    (at === undo ? from : undo).focus();
    if (at === from || event.shiftKey) event.preventDefault();
  });

  // What somebody has opened stays open while what is around it changes.
  window['htmx']?.registerExtension('open', {
    htmx_before_morph_attr: (element, { attrName }) => !(element instanceof HTMLDetailsElement && attrName === 'open'),
  });

  // Where what had the focus has gone, the card that it was of has it.
  let focused = null, home = '';
  document.addEventListener('focusin', event => {
    if (!(event.target instanceof Element)) return;
    focused = event.target;
    home = focused.closest('.card')?.id ?? focused.closest('form')?.getAttribute('hx-target')?.slice(1) ?? '';
  });
  const goHome = () => {
    if (document.activeElement !== document.body || !focused || focused.isConnected) return;
    const there = home ? document.getElementById(home) : main;
    const to = there?.querySelector('.acts button') ?? there?.querySelector('a') ?? main;
    if (to instanceof HTMLElement) to.focus();
  };

  // A hint stays for eight seconds, and for as long as somebody is in it or gets there with the next key.
  let hide = 0;
  document.addEventListener('htmx:after:swap', () => {
    tick();
    goHome();
    const needs = document.getElementById('needs')?.textContent;
    if (needs) document.title = `${needs === '0' ? '' : `(${needs}) `}${document.title.replace(/^\(\d+\) /, '')}`;
    if (!toast?.firstElementChild || toast.dataset.shown === toast.textContent) return;
    toast.dataset.shown = toast.textContent ?? '';
    card = toast.querySelector('form')?.getAttribute('hx-target') ?? card;
    // The hint may lie over what was pressed.
    if (pressed()?.matches(':focus-visible')) pressed()?.scrollIntoView({ block: 'nearest' });
    clearTimeout(hide);
    const close = () => {
      const isNext = toast.querySelector('button') && pressed()?.matches(':focus-visible');
      if (isNext || toast.matches(':hover, :focus-within')) { hide = setTimeout(close, 1000); return; }
      toast.replaceChildren();
      delete toast.dataset.shown;
    };
    hide = setTimeout(close, 8000);
  });
  setInterval(tick, 5000);
  tick();

  // Where the address is trusted, pages are there without a connection too; elsewhere nothing is missing.
  if (document.querySelector('nav.bar')) worker?.register('/sw.js').catch(() => {});
  worker?.addEventListener('message', event => { if (event.data === 'sent') location.reload(); });
  window.addEventListener('online', sendKept);
  sendKept();
  const later = plant => {
    const card = document.getElementById(`plant-${plant}`), text = main?.dataset.later;
    if (!card || !text || card.querySelector('.later')) return;
    const note = document.createElement('p');
    note.className = 'sub note later';
    note.textContent = text;
    note.setAttribute('role', 'status');
    card.querySelector('.says')?.after(note);
  };
  document.addEventListener('watered-later', event => {
    const card = event.target instanceof Element ? event.target.closest('.card') : null;
    if (card) later(card.id.slice('plant-'.length));
  });
  if (kept) {
    if (link) say(false);
    else if (main) {
      const notice = document.createElement('p');
      notice.className = 'notice';
      notice.textContent = `${main.dataset.off} ${time(kept)}`;
      main.prepend(notice);
    }
    const opening = indexedDB.open('plantops', 1);
    opening.onupgradeneeded = () => opening.transaction?.abort();
    opening.onsuccess = () => {
      const asking = opening.result.transaction('watered').objectStore('watered').getAll();
      asking.onsuccess = () => { for (const tap of asking.result) later(tap.plant); };
    };
  }

  // How many need somebody, on the icon of the installed app.
  if (document.querySelector('.cards:not(.one)') && !kept) {
    const needs = document.querySelectorAll('.card[data-state=critical], .card[data-state=warning]').length;
    navigator.setAppBadge?.(needs)?.catch(() => {});
  }
})();
