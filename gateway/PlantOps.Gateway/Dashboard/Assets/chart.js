// @ts-check
// What was measured at a plant: the mean as a line, least and most as a shade, what the plant wants as a band; gaps stay open.
(async () => {
  const host = document.getElementById('chart');
  if (!host) return;
  host.hidden = false;
  const answer = await fetch(host.dataset.src ?? '').catch(() => null);
  if (!answer?.ok) { host.textContent = host.dataset.problem ?? ''; return; }
  const data = await answer.json(), percent = host.dataset.unit === '%';
  if (data.t.length === 0) { host.hidden = true; return; }
  const language = navigator.languages.find(one => one.startsWith(document.documentElement.lang)) ?? document.documentElement.lang;
  const format = options => { const made = new Intl.DateTimeFormat(language, options); return seconds => made.format(seconds * 1000); };
  const days = (data.range[1] - data.range[0]) / 86400;
  const hours = { 12: { hourCycle: 'h12' }, 24: { hourCycle: 'h23' } }[/clock-(\d+)/.exec(document.documentElement.className)?.[1] ?? ''];
  const tick = format(days < 2 ? { hour: '2-digit', minute: '2-digit', ...hours } : days < 100 ? { day: 'numeric', month: 'short' } : { month: 'short' });
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });

  const colour = name => {
    const probe = document.createElement('i');
    probe.className = `ink-${name}`;
    host.append(probe);
    const found = getComputedStyle(probe).color;
    probe.remove();
    return found;
  };
  const shade = (ctx, share, draw) => { ctx.save(); ctx.globalAlpha = share; draw(); ctx.restore(); };
  const point = (u, t) => { const x = u.valToPos(t, 'x', true); return x >= u.bbox.left && x <= u.bbox.left + u.bbox.width ? x : null; };
  let ink, plot;

  // Behind the line.
  const behind = u => {
    const { ctx, bbox } = u;
    if (data.low != null || data.high != null) {
      const y = value => Math.min(bbox.top + bbox.height, Math.max(bbox.top, u.valToPos(value, 'y', true)));
      const top = data.high == null ? bbox.top : y(data.high), bottom = data.low == null ? bbox.top + bbox.height : y(data.low);
      shade(ctx, 0.1, () => { ctx.fillStyle = ink.ok; ctx.fillRect(bbox.left, top, bbox.width, bottom - top); });
      shade(ctx, 0.7, () => {
        ctx.strokeStyle = ink.ok;
        ctx.setLineDash([4, 4]);
        for (const at of [data.high == null ? null : top, data.low == null ? null : bottom]) {
          if (at == null) continue;
          ctx.beginPath(); ctx.moveTo(bbox.left, at); ctx.lineTo(bbox.left + bbox.width, at); ctx.stroke();
        }
      });
    }
  };

  // Before it: what was done above, what was wrong along the axis.
  const before = u => {
    const { ctx, bbox } = u, size = devicePixelRatio;
    ctx.save();
    ctx.fillStyle = ink.water;
    for (const t of data.watered) {
      const x = point(u, t);
      if (x != null) { ctx.beginPath(); ctx.arc(x, bbox.top + 9 * size, 5 * size, 0, 7); ctx.fill(); }
    }
    ctx.fillStyle = ink.soft;
    for (const t of data.noted) {
      const x = point(u, t);
      if (x != null) ctx.fillRect(x - 4 * size, bbox.top + 5 * size, 8 * size, 8 * size);
    }
    ctx.fillStyle = ink.critical;
    for (const [from, to] of data.alerts) {
      const left = Math.max(bbox.left, u.valToPos(from, 'x', true)), right = Math.min(bbox.left + bbox.width, u.valToPos(to, 'x', true));
      if (right >= left) ctx.fillRect(left, bbox.top + bbox.height - 4 * size, Math.max(3 * size, right - left), 4 * size);
    }
    ctx.restore();
  };

  const range = (u, least, most) => {
    if (percent) return [0, 100];
    const room = (most - least || 2) * 0.1;
    return [least - room, most + room];
  };
  const draw = () => {
    ink = Object.fromEntries(['water', 'ok', 'soft', 'line', 'critical'].map(name => [name, colour(name)]));
    plot?.destroy();
    host.replaceChildren();
    const axis = { stroke: ink.soft, grid: { stroke: ink.line, width: 1 }, ticks: { stroke: ink.line }, font: '12px system-ui' };
    const hidden = { stroke: 'transparent', points: { show: false } };
    plot = new uPlot({
      width: host.clientWidth, height: host.clientHeight, legend: { show: false }, cursor: { drag: { x: true, y: false }, y: false },
      scales: { x: { range: (u, from, to) => (plot?.isMoved ? [from, to] : data.range) }, y: { range } },
      axes: [
        { ...axis, space: 60, values: (_, all) => all.map(tick) },
        { ...axis, size: 56, values: (_, all) => all.map(value => `${number.format(value)}\u00a0${host.dataset.unit}`) },
      ],
      series: [{}, hidden, hidden, { stroke: ink.water, width: 2, points: { show: data.t.length < 4, fill: ink.water } }],
      bands: [{ series: [2, 1], fill: ink.water.replace('rgb(', 'rgba(').replace(')', ', 0.18)') }],
      hooks: { drawClear: [behind], draw: [before] },
    }, [data.t, data.min, data.max, data.mean], host);
  };

  // Keys do what a finger does: to the side, closer and further.
  const move = (factor, side) => {
    const { min, max } = plot.scales.x, middle = (min + max) / 2 + (max - min) * side, half = (max - min) / 2 * factor;
    plot.isMoved = true;
    plot.setScale('x', { min: Math.max(data.range[0], middle - half), max: Math.min(data.range[1], middle + half) });
  };
  const keys = { ArrowLeft: [1, -0.2], ArrowRight: [1, 0.2], '+': [0.6, 0], '-': [1.6, 0], Home: [1e9, 0] };
  host.addEventListener('keydown', event => {
    const found = keys[event.key];
    if (!found) return;
    move(found[0], found[1]);
    event.preventDefault();
  });
  host.addEventListener('mousedown', () => { plot.isMoved = true; });
  new ResizeObserver(() => { if (plot && host.clientWidth > 0) plot.setSize({ width: host.clientWidth, height: host.clientHeight }); }).observe(host);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  draw();
})();
