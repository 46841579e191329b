// The spread of a window in one line: least to greatest, the bands above the median, and the mean.

import { setAttribute, svg } from './dom.js';

const WIDTH = 120;
const MIDDLE = 8;

export function spread() {
  const root = svg('svg', { class: 'spread', viewBox: `0 0 ${WIDTH} 16`, preserveAspectRatio: 'none', 'aria-hidden': 'true' });
  const track = svg('line', { class: 'spread-track', x1: 0, x2: WIDTH, y1: MIDDLE, y2: MIDDLE });
  const whole = svg('line', { class: 'spread-whole', y1: MIDDLE, y2: MIDDLE });
  const outer = svg('rect', { class: 'spread-outer', y: 4, height: 8 });
  const inner = svg('rect', { class: 'spread-inner', y: 4, height: 8 });
  const mean = svg('line', { class: 'spread-mean', y1: 1, y2: 15 });
  root.append(track, whole, outer, inner, mean);
  root.parts = { whole, outer, inner, mean };
  return root;
}

/** @param range what the metric spans, over all regions */
export function draw(root, row, range) {
  const width = range.max - range.min || 1;
  const x = (value) => Math.min(WIDTH - 1, Math.max(1, ((value - range.min) / width) * WIDTH)).toFixed(1);
  const { whole, outer, inner, mean } = root.parts;
  line(whole, x(row.min), x(row.max));
  box(outer, x(row.p90), x(row.p99));
  box(inner, x(row.p50), x(row.p90));
  line(mean, x(row.mean), x(row.mean));
}

function line(node, from, to) {
  setAttribute(node, 'x1', from);
  setAttribute(node, 'x2', to);
}

function box(node, from, to) {
  setAttribute(node, 'x', from);
  setAttribute(node, 'width', Math.max(1, to - from).toFixed(1));
}

/** What each metric spans. It only grows while the page is open, so that nothing jumps. */
export class Ranges {
  #ranges = new Map();

  of(row) {
    let range = this.#ranges.get(row.metric);
    if (range === undefined) {
      range = { min: row.min, max: row.max };
      this.#ranges.set(row.metric, range);
    }
    range.min = Math.min(range.min, row.min);
    range.max = Math.max(range.max, row.max);
    return range;
  }
}
