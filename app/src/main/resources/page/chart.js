// Two charts over one time: what was measured, and how often. uPlot draws; colours are those of the style sheet.

import uPlot from './uplot.js';
import { el, setText } from './dom.js';
import { clock, day, minute, short, value, whole } from './format.js';

export const NAMES = ['min', 'max', 'p50', 'p90', 'p99', 'mean', 'count'];
const [P50, P90, P99] = [3, 4, 5];

/** As a canvas takes them: what a variable holds may depend on light or dark, what an element has does not. */
function colours(place) {
  const probe = place.appendChild(el('i'));
  const colour = (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const all = Object.fromEntries(['muted', 'line', 'mean', 'band', 'band-strong', 'warn', 'surface', 'count'].map((name) => [name, colour(name)]));
  probe.remove();
  return all;
}

function times(u, splits, axis, space, step) {
  return splits.map((at) => (step >= 86_400 ? day(at * 1000) : step >= 60 ? minute(at * 1000) : clock(at * 1000)));
}

export class Charts {
  #places;
  #legend;
  #measured = null;
  #counted = null;
  #last = null;
  #observer;
  #onPaint = () => {
    this.#destroy();
    this.draw(this.#last);
  };

  /** @param places elements measured and counted; @param legend by name an element for the value under the cursor */
  constructor(places, legend) {
    this.#places = places;
    this.#legend = legend;
    this.#observer = new ResizeObserver(() => this.#resize());
    this.#observer.observe(places.measured);
    addEventListener('meridian:repaint', this.#onPaint);
  }

  /** @param columns data and corrected, as steps.js makes them */
  draw(columns) {
    if (columns === null) {
      return;
    }
    this.#last = columns;
    const [time, ...values] = columns.data;
    const measured = [time, ...values.slice(0, -1)];
    const counted = [time, values.at(-1)];
    if (this.#measured === null) {
      const style = colours(this.#places.measured);
      this.#measured = new uPlot(this.#measuredOptions(style), measured, this.#places.measured);
      this.#counted = new uPlot(this.#countedOptions(style), counted, this.#places.counted);
    } else {
      this.#measured.setData(measured);
      this.#counted.setData(counted);
    }
    this.#tell(null);
  }

  close() {
    this.#observer.disconnect();
    removeEventListener('meridian:repaint', this.#onPaint);
    this.#destroy();
  }

  #destroy() {
    this.#measured?.destroy();
    this.#counted?.destroy();
    this.#measured = null;
    this.#counted = null;
  }

  #size(place) {
    return { width: Math.max(200, place.clientWidth), height: Math.max(80, place.clientHeight) };
  }

  #resize() {
    this.#measured?.setSize(this.#size(this.#places.measured));
    this.#counted?.setSize(this.#size(this.#places.counted));
  }

  #common(style, place, format) {
    const { fontFamily, fontSize } = getComputedStyle(this.#places.measured);
    const em = Math.round(Number.parseFloat(fontSize));
    const font = `${em}px ${fontFamily}`;
    const axis = { stroke: style.muted, font, grid: { stroke: style.line, width: 1 }, ticks: { show: false } };
    const half = () => (this.#last.data[0].length > 1 ? (this.#last.data[0][1] - this.#last.data[0][0]) / 2 : 30);
    return {
      ...this.#size(place),
      legend: { show: false },
      scales: { x: { range: (u, from, to) => [from - half(), to + half()] } },
      cursor: { sync: { key: 'series' }, drag: { x: true, y: false }, points: { size: 7 } },
      axes: [{ ...axis, values: times, space: em * 6, size: em * 2 }, { ...axis, size: em * 4.4, gap: 6, values: (u, all) => all.map(format) }],
      hooks: { setCursor: [(u) => this.#tell(u.cursor.idx)] },
    };
  }

  #measuredOptions(style) {
    const line = (stroke, width, dash) => ({ stroke, width, dash, points: { show: false }, spanGaps: false });
    const corrected = { show: true, size: 10, width: 2, stroke: style.warn, fill: style.surface, filter: () => this.#last.corrected };
    return {
      ...this.#common(style, this.#places.measured, (number) => (number === null ? '' : axisNumber(number))),
      series: [{}, line(style.muted, 1, [3, 4]), line(style.muted, 1, [3, 4]), line(style.band, 1), line(style.band, 1), line(style.band, 1),
        { ...line(style.mean, 2), points: corrected }],
      bands: [{ series: [P99, P90], fill: style.band }, { series: [P90, P50], fill: style['band-strong'] }],
    };
  }

  #countedOptions(style) {
    const common = this.#common(style, this.#places.counted, (number) => (number === null ? '' : short(number)));
    return {
      ...common,
      scales: { ...common.scales, y: { range: (u, low, high) => [0, (high || 1) * 1.1] } },
      series: [{}, { stroke: style.count, fill: style.count, width: 0, points: { show: false }, paths: uPlot.paths.bars({ size: [0.8, 24] }) }],
    };
  }

  /** The figures under the cursor, or the newest. */
  #tell(index) {
    const [time, ...values] = this.#last.data;
    const at = index ?? time.length - 1;
    setText(this.#legend.time, `${day(time[at] * 1000)}, ${clock(time[at] * 1000)}`);
    NAMES.forEach((name, column) => {
      const number = values[column][at];
      setText(this.#legend[name], name === 'count' && number !== null ? whole(number) : value(number));
    });
  }
}

function axisNumber(number) {
  return Math.abs(number) >= 10_000 ? short(number) : String(Math.round(number * 1000) / 1000);
}

