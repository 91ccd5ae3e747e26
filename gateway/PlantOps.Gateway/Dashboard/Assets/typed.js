// @ts-check
// What was typed into a form stays in this tab while somebody whose session has ended signs in again: for the same person and
// page only, no secrets, no files, and nothing that is large.
(() => {
  const name = 'plantops-typed', most = 16384;
  const main = document.getElementById('main'), who = main?.dataset.who;
  const here = location.pathname + location.search;
  const take = () => {
    const text = sessionStorage.getItem(name);
    sessionStorage.removeItem(name);
    try { return text ? JSON.parse(text) : null; } catch { return null; }
  };
  const keep = typed => {
    const text = JSON.stringify(typed);
    sessionStorage.removeItem(name);
    if (text.length <= most) try { sessionStorage.setItem(name, text); } catch { /* No room: it is typed again. */ }
  };
  const unkept = ['password', 'file', 'submit', 'button', 'reset', 'image'];
  const isKept = field => field.name && !field.dataset.secret && !unkept.includes(field.type)
    && (field.type !== 'hidden' || field.name === 'version');

  // The browser does not say from which page a form came; this does.
  if (location.pathname === '/sign-in') {
    const typed = take();
    if (!typed) return;
    keep({ ...typed, isAsked: true });
    if (!typed.isAsked && !new URLSearchParams(location.search).has('back')) location.replace(`/sign-in?back=${encodeURIComponent(typed.here)}`);
    return;
  }

  if (!who) return;
  const typed = take();
  document.addEventListener('submit', event => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== 'post') return;
    const fields = [...form.elements].filter(isKept);
    if (!fields.some(field => field.getAttribute('type') !== 'hidden')) return;
    keep({ who, here, action: form.getAttribute('action'), fields: fields.map(field => [field['name'], field['value'], field['checked']]) });
  });
  if (!typed?.isAsked || typed.who !== who || typed.here !== here) return;
  const form = [...document.forms].find(one => one.method === 'post' && one.getAttribute('action') === typed.action);
  if (!form) return;
  const left = [...form.elements].filter(isKept);
  for (const [field, value, isOn] of typed.fields) {
    const isChosen = one => one.type === 'radio' || one.type === 'checkbox';
    const at = left.findIndex(one => one['name'] === field && (!isChosen(one) || one['value'] === value));
    if (at < 0) continue;
    const [found] = left.splice(at, 1);
    if (isChosen(found)) found['checked'] = isOn;
    else if (!(found instanceof HTMLSelectElement) || [...found.options].some(option => option.value === value)) found['value'] = value;
    if (found.getAttribute('type') === 'range') found.dispatchEvent(new Event('input', { bubbles: true }));
  }
  for (let fold = form.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null) fold.open = true;
  const notice = document.createElement('p');
  notice.className = 'notice';
  notice.setAttribute('role', 'status');
  notice.textContent = main?.dataset.typed ?? '';
  form.prepend(notice);
  form.scrollIntoView({ block: 'nearest' });
})();
