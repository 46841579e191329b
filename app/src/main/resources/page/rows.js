// The newest window of each series, from the look-up and from the stream; whichever knows more of it counts.

import { perFrame } from './dom.js';

export const keyOf = (row) => JSON.stringify([row.region, row.metric]);

/** Whether a row tells more than what is known: a later window, or more of the same. */
function isNewer(row, known) {
  if (row.window.start !== known.window.start) {
    return Date.parse(row.window.start) > Date.parse(known.window.start);
  }
  if (row.revision !== known.revision) {
    return row.revision > known.revision;
  }
  if (row.status !== known.status) {
    return row.status === 'FINAL';
  }
  return row.count > known.count;
}

export class Rows extends EventTarget {
  #rows = new Map();
  #changed = new Set();
  #met = new Set();
  #structure = false;
  #tell = perFrame(() => this.#publish());
  /** Whether a look-up has been answered, so that none means none. */
  known = false;
  paused = false;

  get size() {
    return this.#rows.size;
  }

  get(key) {
    return this.#rows.get(key);
  }

  entries() {
    return this.#rows.entries();
  }

  values() {
    return this.#rows.values();
  }

  /** One change. Listeners hear of all that came since the last frame at once. */
  apply(row) {
    const key = keyOf(row);
    this.#met.add(key);
    const known = this.#rows.get(key);
    if (known === undefined) {
      this.#structure = true;
    } else if (!isNewer(row, known)) {
      return;
    }
    this.#rows.set(key, row);
    this.#changed.add(key);
    this.#tell();
  }

  /** A look-up is on its way; what changes until it is answered may not be in it. */
  expect() {
    this.#met.clear();
  }

  /** @param complete whether what is not among them is no more */
  takeAll(rows, complete) {
    this.known = true;
    rows.forEach((row) => this.apply(row));
    if (complete) {
      for (const key of [...this.#rows.keys()]) {
        if (!this.#met.has(key)) {
          this.#rows.delete(key);
          this.#structure = true;
        }
      }
    }
    this.#tell();
  }

  pause(paused) {
    this.paused = paused;
    this.#tell();
  }

  #publish() {
    if (this.paused) {
      return;
    }
    const detail = { changed: this.#changed, structure: this.#structure };
    this.#changed = new Set();
    this.#structure = false;
    this.dispatchEvent(new CustomEvent('change', { detail }));
  }
}
