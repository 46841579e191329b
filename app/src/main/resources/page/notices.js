// How the connection is, and what people have to know, each thing once. A screen reader hears of it politely.

import { el, setAttribute, setText } from './dom.js';
import { clock, sentence } from './format.js';

const STATES = {
  connecting: { words: 'Connecting', icon: '◌' },
  live: { words: 'Live', icon: '●' },
  lost: { words: 'Connection lost', icon: '✕' },
  refused: { words: 'Token required', icon: '▲' },
};

export class Notices {
  #pill;
  #list;
  #shown = new Map();
  #lastHeard = 0;
  #retry = null;

  constructor(pill, list) {
    this.#pill = { root: pill, icon: pill.querySelector('[data-icon]'), words: pill.querySelector('[data-words]') };
    this.#list = list;
    setInterval(() => this.#count(), 1000);
  }

  heard() {
    this.#lastHeard = Date.now();
  }

  connection(state, error, retryAt) {
    setAttribute(this.#pill.root, 'data-state', state);
    setAttribute(document.body, 'data-connection', state);
    setText(this.#pill.icon, STATES[state].icon);
    setText(this.#pill.words, STATES[state].words);
    if (state === 'live') {
      this.#retry = null;
      this.heard();
      this.clear('connection');
    } else if (state === 'lost') {
      const since = this.#lastHeard ? `What you see is as of ${clock(this.#lastHeard)}. ` : '';
      const ready = error.status !== 503;
      this.#retry = { words: ready ? 'Connection lost' : 'Not ready', at: retryAt };
      this.show('connection', ready ? 'bad' : 'warn', ready ? 'Connection lost.' : 'The instance is not ready.',
        `${sentence(error.message)} ${since}It is tried again without end.`);
    } else if (state === 'refused') {
      this.show('connection', 'warn', 'This instance asks for a token.', sentence(error.message), {
        words: 'Enter a token',
        act: () => document.getElementById('access').click(),
      });
    }
  }

  /** Shows how long ago the last event came, where that is long enough to be worth a word. */
  #count() {
    if (this.#pill.root.dataset.state !== 'lost' || !this.#retry) {
      return;
    }
    const left = Math.max(0, Math.ceil((this.#retry.at - Date.now()) / 1000));
    setText(this.#pill.words, left > 0 ? `${this.#retry.words} · again in ${left} s` : `${this.#retry.words} · trying`);
  }

  /** @param level ok, warn or bad; @param action words and act, or nothing */
  show(id, level, title, text, action = null) {
    const same = this.#shown.get(id);
    if (same?.text === text && same.title === title) {
      return;
    }
    const node = el('div', { class: 'notice', 'data-level': level, 'data-notice': id },
      el('span', { class: 'notice-icon', 'aria-hidden': 'true' }, level === 'bad' ? '✕' : level === 'warn' ? '▲' : 'i'),
      el('p', {}, el('strong', {}, title), ' ', text),
      action && el('button', { type: 'button', click: action.act }, action.words));
    if (same) {
      same.node.replaceWith(node);
    } else {
      this.#list.append(node);
    }
    this.#shown.set(id, { node, title, text });
  }

  clear(id) {
    this.#shown.get(id)?.node.remove();
    this.#shown.delete(id);
  }

  /** What an answer says of itself: who could not be asked. */
  failures(answer) {
    if (answer.complete) {
      this.clear('incomplete');
      return;
    }
    const who = answer.failures.map(({ instance, reason }) => `${instance} (${reason})`).join(', ');
    this.show('incomplete', 'warn', 'Data is incomplete.', `No answer from ${who || 'some instances'}. ` +
      'What they hold is missing or old, and comes back by itself when they do.');
  }
}
