// A table of any length, of which only what is in sight is in the document. Rows are kept by key and written in place. The
// elements are no table's, as those cannot be laid out so; their roles say what they are.

import { el, perFrame, setAttribute } from './dom.js';
import { Recycled } from './recycled.js';

const SPARE = 6;

export class Table {
  #columns;
  #body;
  #rows;
  #keys = [];
  #height = 0;
  #render = perFrame(() => this.#draw());

  /**
   * @param columns each with id, words, sortable, make(cell) and write(cell, row)
   * @param options label; get(key) the row; open(row); onSort(id); busy(held) while somebody points at a row
   */
  constructor(columns, options) {
    this.#columns = columns;
    this.options = options;
    this.heads = new Map(columns.map((column) => [column.id, this.#head(column)]));
    const head = el('div', { role: 'row', class: 'table-head', 'aria-rowindex': '1' }, ...this.heads.values());
    this.#body = el('div', { role: 'rowgroup', class: 'table-body' });
    this.#rows = new Recycled(this.#body, () => this.#make(), () => this.root.focus({ preventScroll: true }));
    this.table = el('div', { role: 'table', 'aria-label': options.label, 'aria-colcount': columns.length },
      el('div', { role: 'rowgroup', class: 'table-top' }, head), this.#body);
    this.root = el('div', { class: 'table', tabindex: '0', role: 'region', 'aria-label': `${options.label}, scrollable` }, this.table);
    this.root.addEventListener('scroll', this.#render, { passive: true });
    this.#holdWhileInUse();
    this.observer = new ResizeObserver(() => {
      this.#height = 0;
      this.#render();
    });
    this.observer.observe(this.root);
  }

  #head({ id, words, sortable }) {
    const inside = sortable
      ? el('button', { type: 'button', click: () => this.options.onSort(id) }, words, el('span', { class: 'sort', 'aria-hidden': 'true' }))
      : words;
    return el('div', { role: 'columnheader', class: `cell cell-${id}` }, inside);
  }

  /** Rows that move away under a finger or the focus are a nuisance. */
  #holdWhileInUse() {
    // A finger that has gone leaves :hover behind.
    const pointer = matchMedia('(hover: hover)').matches;
    const held = () => this.options.busy((pointer && this.#body.matches(':hover')) || this.#body.contains(document.activeElement));
    for (const event of ['pointerenter', 'pointerleave', 'focusin', 'focusout']) {
      this.#body.addEventListener(event, () => setTimeout(held));
    }
  }

  sorted(id, descending) {
    for (const [column, head] of this.heads) {
      setAttribute(head, 'aria-sort', column === id ? (descending ? 'descending' : 'ascending') : 'none');
    }
  }

  /** @param keys of all rows, in order */
  show(keys) {
    this.#keys = keys;
    setAttribute(this.table, 'aria-rowcount', String(keys.length + 1));
    this.#render();
  }

  /** Writes those of the changed rows that are in sight. */
  update(changed) {
    for (const key of changed) {
      const row = this.#rows.get(key);
      if (row) {
        this.#write(row, key);
      }
    }
  }

  close() {
    this.observer.disconnect();
  }

  #draw() {
    if (!this.root.isConnected) {
      return;
    }
    this.#measure();
    const total = this.#keys.length;
    this.#body.style.height = `${total * this.#height}px`;
    const top = Math.max(0, this.root.scrollTop - this.#body.offsetTop);
    const first = Math.max(0, Math.floor(top / this.#height) - SPARE);
    const last = Math.min(total, Math.ceil((top + this.root.clientHeight) / this.#height) + SPARE);
    this.#rows.show(this.#keys.slice(first, last), (row, key, index) => {
      row.style.transform = `translateY(${(first + index) * this.#height}px)`;
      setAttribute(row, 'aria-rowindex', String(first + index + 2));
      this.#write(row, key);
    });
  }

  #measure() {
    if (this.#height === 0) {
      const probe = el('div', { class: 'table-row' });
      this.#body.append(probe);
      this.#height = Math.max(1, probe.getBoundingClientRect().height);
      probe.remove();
    }
  }

  #make() {
    const cells = this.#columns.map((column) => {
      const cell = el('div', { role: column.header ? 'rowheader' : 'cell', class: `cell cell-${column.id}` });
      column.make?.(cell);
      return cell;
    });
    const row = el('div', { role: 'row', class: 'table-row' }, ...cells);
    row.cells = cells;
    row.addEventListener('click', (event) => {
      if (!event.target.closest('a') && getSelection().isCollapsed) {
        this.options.open(this.options.get(row.key));
      }
    });
    return row;
  }

  #write(row, key) {
    const data = this.options.get(key);
    if (data === undefined) {
      return;
    }
    row.key = key;
    setAttribute(row, 'data-key', key);
    this.#columns.forEach((column, index) => column.write(row.cells[index], data));
  }
}
