// @ts-check
// Sliders beside the fields of limits. What one says, the other has; let go, the page asks what it would have said of the past.
(() => {
  for (const slider of document.querySelectorAll('input[type=range][data-for]')) {
    const field = slider.parentElement?.querySelector('input[type=number]');
    if (!(slider instanceof HTMLInputElement) || !(field instanceof HTMLInputElement)) continue;
    slider.hidden = false;
    slider.addEventListener('input', () => { field.value = slider.value; });
    field.addEventListener('input', () => { if (field.value) slider.value = field.value; });
  }
})();
