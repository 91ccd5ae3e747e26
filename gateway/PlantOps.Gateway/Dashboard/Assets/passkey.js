// @ts-check
// Asks the gateway a question, lets the device answer it once its owner shows their face, finger or PIN, and sends the answer.
(() => {
  const place = document.querySelector('[data-passkey]');
  const button = place?.querySelector('button');
  if (!(place instanceof HTMLElement) || !button || !window.PublicKeyCredential?.parseCreationOptionsFromJSON) return;
  const { passkey, url, next, problem } = place.dataset;
  document.querySelector('[data-passkey-none]')?.setAttribute('hidden', '');
  place.hidden = false;
  const ask = async (path, body) => {
    const answer = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer;
  };
  button.addEventListener('click', async () => {
    button.disabled = true;
    place.querySelector('[role=alert]')?.remove();
    try {
      const question = await (await ask(`${url}/question`)).json();
      const made = passkey === 'make'
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(question) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(question) });
      if (!(made instanceof PublicKeyCredential)) throw new Error('none');
      await ask(url, JSON.stringify(made.toJSON()));
      location.assign(next ?? '/');
    } catch {
      const said = document.createElement('span');
      said.className = 'field-problem';
      said.setAttribute('role', 'alert');
      said.textContent = problem ?? '';
      place.append(' ', said);
      button.disabled = false;
    }
  });
})();
