// @ts-check
// A picture as a phone takes it is made smaller here, with a small one beside it; where the place was is gone then, too.
(() => {
  const form = document.querySelector('.photo-form');
  const field = form?.querySelector('input[name=photo]'), small = form?.querySelector('input[name=thumbnail]');
  if (!(form instanceof HTMLFormElement) || !(field instanceof HTMLInputElement) || !(small instanceof HTMLInputElement)) return;
  const most = Number(form.dataset.most), status = form.querySelector('[role=status]');

  const draw = (picture, longest) => {
    const scale = Math.min(1, longest / Math.max(picture.width, picture.height)), canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas;
  };
  const pack = (canvas, quality) => new Promise(done => canvas.toBlob(done, 'image/jpeg', quality));
  const put = (input, blob, name) => {
    const list = new DataTransfer();
    list.items.add(new File([blob], name, { type: 'image/jpeg' }));
    input.files = list.files;
  };

  field.addEventListener('change', async () => {
    const file = field.files?.[0];
    if (!file) return;
    if (status) status.textContent = form.dataset.busy ?? '';
    try {
      const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
      let best = null;
      for (const [longest, quality] of [[1600, 0.85], [1600, 0.7], [1280, 0.7], [960, 0.6]]) {
        best = await pack(draw(picture, longest), quality);
        if (best && best.size <= most) break;
      }
      const thumbnail = await pack(draw(picture, 320), 0.8);
      if (best) put(field, best, 'photo.jpg');
      if (thumbnail) put(small, thumbnail, 'thumbnail.jpg');
    } catch {
      // What the browser cannot read is sent as it is: the gateway says what is wrong with it.
    }
    if (status) status.textContent = '';
    form.requestSubmit();
  });
})();
