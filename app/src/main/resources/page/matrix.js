// Regions by metrics, however many of either: only what is in sight is in the document. A cell is the newest window of a series, the
// darker the higher its mean is among those of its metric. It has the focus as a whole, and arrow keys go from cell to cell.

import { el, perFrame, setAttribute, setText } from './dom.js';
import { plural, span, value } from './format.js';
import { byMean, names, spans, words as order } from './orders.js';
import { Recycled } from './recycled.js';
import { keyOf } from './rows.js';

const SPARE = 2;
const SHADES = 6;
const HINT = 'Point at a cell for the rest of it. Arrow keys go from cell to cell, Enter shows a series over time, and on a head sorts by it.';
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export class Matrix {
  #regions = [];
  #metrics = [];
  #spans = new Map();
  #size = null;
  #at = { row: 0, column: 0 };
  /** Which rows, which order, which shades: what was written by another one is written again. */
  #edition = 0;
  #render = perFrame(() => this.#draw());

  /** @param options label; get(key) the row; open(row); onSort(metric), where '' is the region; busy(held) while somebody points at it */
  constructor(options) {
    this.options = options;
    this.corner = this.#headCell();
    this.head = el('div', { role: 'row', class: 'matrix-row matrix-head', 'aria-rowindex': '1' }, this.corner);
    this.heads = new Recycled(this.head, () => this.#headCell(), undefined, 1);
    this.body = el('div', { role: 'rowgroup', class: 'matrix-body' });
    this.rows = new Recycled(this.body, () => this.#row());
    this.grid = el('div', { class: 'matrix', role: 'grid', tabindex: '0', 'aria-label': options.label, 'aria-readonly': 'true', keydown: (event) => this.#key(event) },
      el('div', { role: 'rowgroup', class: 'matrix-top' }, this.head), this.body);
    this.details = el('p', { class: 'matrix-details note' }, HINT);
    this.order = el('p', { class: 'hidden', role: 'status' });
    this.root = el('div', { class: 'matrix-view' }, this.details, this.order, this.grid);
    setText(this.corner.firstChild, 'Region');
    setAttribute(this.corner, 'aria-colindex', '1');
    this.corner.classList.add('matrix-name');
    this.grid.addEventListener('scroll', this.#render, { passive: true });
    this.grid.addEventListener('focus', () => this.#activate());
    this.body.addEventListener('click', (event) => this.#click(event));
    this.body.addEventListener('pointerdown', ({ target }) => this.#point(target.closest('[role=gridcell]')));
    this.body.addEventListener('pointerover', (event) => this.#tell(event.target.closest('[role=gridcell]')));
    for (const [event, held] of [['pointerenter', true], ['pointerleave', false]]) {
      this.body.addEventListener(event, ({ pointerType }) => pointerType === 'mouse' && options.busy(held));
    }
    this.observer = new ResizeObserver(() => {
      this.#size = null;
      this.#render();
    });
    this.observer.observe(this.grid);
  }

  /** @param found all rows that are shown; @param by the metric that regions are ordered by, '' for their names */
  show(found, by, descending) {
    this.#edition++;
    this.#metrics = names(found.map((row) => row.metric));
    this.#spans = spans(found);
    const shown = new Set(found.map(keyOf));
    this.shown = (key) => (shown.has(key) ? this.options.get(key) : undefined);
    this.#regions = byMean(names(found.map((row) => row.region)), (region) => this.shown(keyOf({ region, metric: by })), by, descending);
    this.sort = { by, words: descending ? 'descending' : 'ascending' };
    setText(this.order, order(by, descending));
    setAttribute(this.grid, 'aria-rowcount', String(this.#regions.length + 1));
    setAttribute(this.grid, 'aria-colcount', String(this.#metrics.length + 1));
    this.#render();
  }

  /** Writes those of the changed rows that are in sight. */
  update(changed) {
    for (const key of changed) {
      const row = this.options.get(key);
      const cell = row && this.rows.get(row.region)?.cells.get(row.metric);
      if (cell) {
        this.#write(cell);
      }
    }
  }

  close() {
    this.observer.disconnect();
  }

  #headCell() {
    return el('div', { role: 'columnheader', class: 'matrix-cell', click: ({ currentTarget }) => this.options.onSort(currentTarget.metric ?? '') },
      el('span', {}), el('span', { class: 'sort', 'aria-hidden': 'true' }));
  }

  #row() {
    const name = el('div', { role: 'rowheader', class: 'matrix-name', 'aria-colindex': '1' });
    const row = el('div', { role: 'row', class: 'matrix-row' }, name);
    row.cells = new Recycled(row, () => el('div', { role: 'gridcell', class: 'matrix-cell' }, el('b', {}), el('small', {})), undefined, 1);
    return row;
  }

  #draw() {
    if (!this.grid.isConnected || this.root.hidden) {
      return;
    }
    const { width, height, name } = (this.#size ??= this.#measure());
    this.body.style.height = `${this.#regions.length * height}px`;
    this.body.style.width = this.head.style.width = `${name + this.#metrics.length * width}px`;
    const [top, bottom] = range(this.grid.scrollTop, this.grid.clientHeight, height, this.#regions.length);
    const [left, right] = range(this.grid.scrollLeft, this.grid.clientWidth - name, width, this.#metrics.length);
    const metrics = this.#metrics.slice(left, right);
    const column = (cell, index) => {
      if (cell.column !== left + index || cell.width !== width) {
        Object.assign(cell, { column: left + index, width });
        cell.style.transform = `translateX(${cell.column * width}px)`;
        setAttribute(cell, 'aria-colindex', String(cell.column + 2));
      }
    };
    setAttribute(this.corner, 'aria-sort', this.sort.by === '' ? this.sort.words : 'none');
    this.heads.show(metrics, (cell, metric, index) => {
      column(cell, index);
      cell.metric = metric;
      setText(cell.firstChild, metric);
      setAttribute(cell, 'aria-sort', metric === this.sort.by ? this.sort.words : 'none');
    });
    this.rows.show(this.#regions.slice(top, bottom), (row, region, index) => {
      row.style.transform = `translateY(${(top + index) * height}px)`;
      setAttribute(row, 'aria-rowindex', String(top + index + 2));
      setText(row.firstChild, region);
      row.cells.show(metrics, (cell, metric, at) => {
        column(cell, at);
        if (cell.edition !== this.#edition || cell.series.metric !== metric || cell.series.region !== region) {
          Object.assign(cell, { edition: this.#edition, series: { region, metric } });
          this.#write(cell);
        }
      });
    });
    this.#mark();
  }

  #measure() {
    const { width, height } = this.body.appendChild(this.#row()).appendChild(el('div', { class: 'matrix-cell' })).getBoundingClientRect();
    const name = this.body.lastChild.firstChild.getBoundingClientRect().width;
    this.body.lastChild.remove();
    return { width: Math.max(1, width), height: Math.max(1, height), name };
  }

  #write(cell) {
    const { region, metric } = cell.series;
    const row = this.shown(keyOf(cell.series));
    const texts = row && textsOf(row);
    setText(cell.firstChild, texts?.mean ?? '');
    setText(cell.lastChild, texts?.p99 ?? '');
    setAttribute(cell, 'data-status', row?.status ?? 'NONE');
    setAttribute(cell, 'data-shade', row ? String(this.#shade(row)) : '');
    setAttribute(cell, 'aria-label', texts?.label ?? `${region}, ${metric}: no window`);
    if (cell === this.told) {
      this.#tell(cell);
    }
  }

  #shade({ metric, mean }) {
    const { min, max } = this.#spans.get(metric) ?? { min: mean, max: mean };
    return max > min ? Math.round(SHADES * Math.min(1, Math.max(0, (mean - min) / (max - min)))) : 0;
  }

  /** What a cell has no room for. */
  #tell(cell) {
    this.told = cell ?? this.told;
    setText(this.details, this.told?.getAttribute('aria-label') ?? HINT);
  }

  #click({ target }) {
    const cell = target.closest('[role=gridcell]');
    const row = cell && this.shown(keyOf(cell.series));
    if (row && getSelection().isCollapsed) {
      this.options.open(row);
    }
  }

  /** So that the keys go on from there. */
  #point(cell) {
    if (cell) {
      this.#at = { row: this.#regions.indexOf(cell.series.region) + 1, column: this.#metrics.indexOf(cell.series.metric) + 1 };
    }
  }

  #key(event) {
    const { row, column } = this.#at;
    const page = Math.max(1, Math.floor(this.grid.clientHeight / (this.#size?.height ?? 1)) - 2);
    if (event.altKey || event.metaKey) {
      return;
    }
    if (event.key in STEPS) {
      this.#go(row + STEPS[event.key][0], column + STEPS[event.key][1]);
    } else if (event.key === 'PageUp' || event.key === 'PageDown') {
      this.#go(row + (event.key === 'PageUp' ? -page : page), column);
    } else if (event.key === 'Home' || event.key === 'End') {
      const last = event.key === 'End';
      this.#go(event.ctrlKey ? (last ? Infinity : 0) : row, last ? Infinity : 0);
    } else if (event.key === 'Enter' || event.key === ' ') {
      this.#element()?.click();
    } else {
      return;
    }
    event.preventDefault();
  }

  /** Row and column of nought are the names. */
  #go(row, column) {
    this.#at = { row: within(row, this.#regions.length), column: within(column, this.#metrics.length) };
    this.#activate();
  }

  #activate() {
    const { width, height, name } = (this.#size ??= this.#measure());
    const { row, column } = this.#at;
    const { scrollTop: y, scrollLeft: x, clientHeight, clientWidth } = this.grid;
    if (row > 0) {
      this.grid.scrollTop = Math.max(row * height + this.head.offsetHeight - clientHeight, Math.min(y, (row - 1) * height));
    }
    if (column > 0) {
      this.grid.scrollLeft = Math.max(column * width + name - clientWidth, Math.min(x, (column - 1) * width));
    }
    this.#draw();
    this.#tell(this.#element()?.matches('[role=gridcell]') ? this.#element() : null);
  }

  #element() {
    const row = this.#at.row === 0 ? this.head : this.rows.get(this.#regions[this.#at.row - 1]);
    const metric = this.#metrics[this.#at.column - 1];
    return this.#at.column === 0 ? row?.firstElementChild : (this.#at.row === 0 ? this.heads : row?.cells)?.get(metric);
  }

  /** A screen reader is told where it is by the one id. */
  #mark() {
    const node = this.#element();
    if (node !== this.marked) {
      this.marked?.removeAttribute('id');
      this.marked = node;
    }
    if (node?.isConnected) {
      setAttribute(node, 'id', 'matrix-active');
      setAttribute(this.grid, 'aria-activedescendant', 'matrix-active');
    } else {
      this.grid.removeAttribute('aria-activedescendant');
    }
  }
}

function range(scrolled, room, size, count) {
  return [Math.max(0, Math.floor(scrolled / size) - SPARE), Math.min(count, Math.ceil((scrolled + room) / size) + SPARE)];
}

const within = (at, most) => Math.min(most, Math.max(0, at));

/** The texts of a row, which does not change: made once, as a cell is written at every frame that scrolls. */
const known = new WeakMap();

function textsOf(row) {
  let texts = known.get(row);
  if (!texts) {
    texts = { mean: value(row.mean), p99: `p99 ${value(row.p99)}`, label: `${row.region}, ${row.metric}: ${words(row)}` };
    known.set(row, texts);
  }
  return texts;
}

function words(row) {
  const corrected = row.revision > 0 ? `, ${plural(row.revision, 'correction')}` : '';
  return `mean ${value(row.mean)}, p99 ${value(row.p99)}, ${plural(row.count, 'reading')}, ${plural(row.devices, 'device')}, `
    + `${row.status === 'OPEN' ? 'open' : 'final'}${corrected}, ${span(row.window)}`;
}
