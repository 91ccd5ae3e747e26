// @ts-check
// A tablet on the wall, for weeks: looks again twice a minute, says when it cannot, and lets nothing pass for what is now.
// Tablets are old: nothing here is younger than ES2017.
(() => {
  const { body } = document, root = document.documentElement, every = 30000, patience = 15000;
  const { off, silent, nobody, unknown, unknownIcon } = body.dataset;
  const languages = [...navigator.languages];
  const clock = new Intl.DateTimeFormat(languages, { hour: '2-digit', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(languages, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  const time = at => (Date.now() - at < 72000000 ? clock : day).format(at);
  let heard = Date.now(), isOff = false;

  const say = (part, text, within) => {
    const shown = (within || document).querySelector(part);
    if (shown && shown.textContent !== text) shown.textContent = text;
  };
  const turn = card => {
    card.dataset.state = 'unknown';
    say('.word', unknown, card);
    say('.soil', '–', card);
    say('.dry', `${silent} ${time(Number(card.dataset.freshUntil))}`, card);
    card.querySelector('path').setAttribute('d', unknownIcon);
  };
  const tick = () => {
    const now = Date.now(), cards = [...document.querySelectorAll('li')];
    say('.clock', clock.format(now));
    body.dataset.shift = String(Math.floor(now / 600000) % 4);
    for (const card of cards) {
      if (card.dataset.freshUntil && card.dataset.state !== 'unknown' && now > Number(card.dataset.freshUntil)) turn(card);
    }
    if (cards.length > 0 && cards.every(card => card.dataset.state === 'unknown')) say('h1', nobody);
    say('.off', isOff ? `${off} ${time(heard)}` : '');
  };

  const take = text => {
    const page = new DOMParser().parseFromString(text, 'text/html'), fresh = page.getElementById('wall');
    const here = document.getElementById('wall');
    if (!fresh || !here || page.documentElement.dataset.version !== root.dataset.version) { location.reload(); return; }
    here.replaceWith(document.adoptNode(fresh));
    body.className = page.body.className;
    heard = Date.now();
    isOff = false;
  };
  const look = async () => {
    const abort = new AbortController(), late = setTimeout(() => abort.abort(), patience);
    try {
      const answer = await fetch(location.href, { cache: 'no-store', signal: abort.signal });

      // Revoked: the address says so itself.
      if (answer.status === 404) { location.reload(); return; }
      if (answer.ok) take(await answer.text()); else isOff = true;
    } catch (gone) {
      isOff = true;
    }
    clearTimeout(late);
    setTimeout(look, every);
    tick();
  };

  const stayOn = () => {
    if (document.visibilityState === 'visible' && navigator.wakeLock) navigator.wakeLock.request('screen').catch(() => {});
  };
  document.addEventListener('visibilitychange', stayOn);
  stayOn();
  setTimeout(look, every);
  setInterval(tick, 1000);
  tick();
})();
