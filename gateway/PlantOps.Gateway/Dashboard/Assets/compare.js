// @ts-check
// Several lines in one chart, in the colours of the table below it. Where nothing was measured a line stays open.
(async () => {
  const host = document.getElementById('compare');
  if (!host) return;
  host.hidden = false;
  const answer = await fetch(host.dataset.src ?? '').catch(() => null);
  if (!answer?.ok) { host.textContent = host.dataset.problem ?? ''; return; }
  const data = await answer.json();
  if (data.t.length === 0) { host.hidden = true; return; }
  const language = navigator.languages.find(one => one.startsWith(document.documentElement.lang)) ?? document.documentElement.lang;
  const days = (data.range[1] - data.range[0]) / 86400;
  const time = new Intl.DateTimeFormat(
    language, days < 2 ? { hour: '2-digit', minute: '2-digit' } : days < 100 ? { day: 'numeric', month: 'short' } : { month: 'short' });
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  let plot;
  const draw = () => {
    const inks = [...document.querySelectorAll('[data-ink]')].map(ink => getComputedStyle(ink).color);
    const soft = getComputedStyle(document.querySelector('.sub') ?? host).color;
    plot?.destroy();
    const axis = { stroke: soft, grid: { stroke: soft, width: 0.2 }, ticks: { show: false }, font: '12px system-ui' };
    plot = new uPlot({
      width: host.clientWidth, height: host.clientHeight, legend: { show: false }, cursor: { drag: { x: true, y: false }, y: false },
      scales: { x: { range: () => data.range }, y: host.dataset.unit === '%' ? { range: [0, 100] } : {} },
      axes: [
        { ...axis, space: 60, values: (_, all) => all.map(at => time.format(at * 1000)) },
        { ...axis, size: 56, values: (_, all) => all.map(value => `${number.format(value)}\u00a0${host.dataset.unit}`) },
      ],
      series: [{}, ...data.lines.map((_, at) => ({ stroke: inks[at], width: 2, dash: at % 2 ? [6, 4] : [], points: { show: false } }))],
    }, [data.t, ...data.lines], host);
  };
  new ResizeObserver(() => { if (plot && host.clientWidth > 0) plot.setSize({ width: host.clientWidth, height: host.clientHeight }); }).observe(host);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  draw();
})();
