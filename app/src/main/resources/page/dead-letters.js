// What was rejected, newest first.

import { get } from './api.js';
import { el, setText } from './dom.js';
import { sentence } from './format.js';
import { letter } from './letter.js';
import { link, replace } from './links.js';
import { Toolbar } from './toolbar.js';

const LIMIT = 50;
const EVERY = 5_000;
const AFTER_TYPING = 300;
const CODES = ['NULL_VALUE', 'TOO_LARGE', 'INVALID_JSON', 'DUPLICATE_FIELD', 'MISSING_FIELD', 'WRONG_TYPE', 'UNKNOWN_FIELD', 'INVALID_DEVICE_ID',
  'INVALID_METRIC', 'INVALID_TIMESTAMP', 'OUT_OF_RANGE', 'UNKNOWN_METRIC', 'UNMAPPED_DEVICE', 'FUTURE', 'LATE', 'UNKNOWN_SCHEMA', 'INTERNAL'];

export function deadLetters({ notices, params, main }) {
  const choice = { code: '', device: '', ...params };
  const shown = new Map();
  let controller = new AbortController();
  let next = null;
  let older = false;
  let timer = 0;
  let typing = 0;

  const toolbar = new Toolbar('Filters', [
    { name: 'code', label: 'Reason', options: [['', 'All reasons'], ...CODES.map((code) => [code, code])] },
    { name: 'device', label: 'Device', attributes: { type: 'search', placeholder: 'd-0000', maxlength: '256' } },
  ], (values) => {
    Object.assign(choice, values);
    replace('dead-letters', choice);
    clearTimeout(typing);
    typing = setTimeout(again, AFTER_TYPING);
  });
  const state = el('p', { class: 'note', role: 'status' }, 'Looking …');
  const list = el('div', { class: 'letters' });
  const nothing = el('div', { class: 'empty', hidden: true });
  const more = el('button', { type: 'button', hidden: true, click: () => page(true) }, 'Older ones');
  const newest = el('button', { type: 'button', hidden: true, click: again }, 'Back to the newest');
  main.replaceChildren(el('div', { class: 'view dead-letters' },
    el('div', { class: 'view-head' }, el('h1', {}, 'Dead letters')), toolbar.root, state, list, nothing, el('div', { class: 'buttons' }, more, newest)));
  toolbar.set(choice);

  /** From the newest on. */
  function again() {
    controller.abort();
    controller = new AbortController();
    shown.clear();
    list.replaceChildren();
    next = null;
    older = false;
    page(false);
  }

  /** @param onwards the page behind what is shown; else the newest, of which those that are known or open stay as they are */
  async function page(onwards) {
    clearTimeout(timer);
    const { signal } = controller;
    try {
      const answer = await get('dead-letters', { ...choice, limit: LIMIT, cursor: onwards ? next : '' }, signal);
      if (signal.aborted) {
        return;
      }
      notices.clear('dead-letters');
      older = onwards;
      next = answer.next;
      show(answer.rows, onwards);
    } catch (error) {
      if (!signal.aborted && error.status !== 401) {
        notices.show('dead-letters', 'warn', 'Dead letters cannot be read now.', sentence(error.message));
      }
    }
    // Who reads older ones is not moved away from them.
    if (!signal.aborted && !older) {
      timer = setTimeout(() => page(false), EVERY);
    }
  }

  function show(rows, onwards) {
    const nodes = rows.map((row) => {
      const place = `${row.partition}:${row.offset}`;
      const known = shown.get(place) ?? letter(row);
      shown.set(place, known);
      return known;
    });
    if (onwards) {
      list.append(...nodes);
    } else {
      drop(new Set(nodes));
      nodes.reverse().forEach((node) => node.isConnected || list.prepend(node));
    }
    more.hidden = next === null;
    nothing.hidden = shown.size > 0 || next !== null;
    setText(state, shown.size > 0 ? `${shown.size} shown, newest first.` : '');
    newest.hidden = !older;
    if (!nothing.hidden && nothing.dataset.filtered !== String(filtered())) {
      nothing.dataset.filtered = String(filtered());
      nothing.replaceChildren(...(filtered() ? NO_MATCH() : NONE()));
    }
  }

  /** Takes away what is no longer among the newest, unless somebody reads it. */
  function drop(newest) {
    for (const [place, node] of shown) {
      if (!newest.has(node) && !node.open) {
        node.remove();
        shown.delete(place);
      }
    }
  }

  const filtered = () => choice.code !== '' || choice.device !== '';

  page(false);
  return () => {
    controller.abort();
    clearTimeout(timer);
    clearTimeout(typing);
    notices.clear('dead-letters');
  };
}

const NONE = () => [el('h2', {}, 'Nothing has been rejected'), el('p', {}, 'Records that are no valid readings appear here within seconds, byte for byte, with every reason.')];
const NO_MATCH = () => [el('h2', {}, 'No dead letter matches'), el('p', {}, 'None that is kept has this reason and device. ', el('a', { href: link('dead-letters') }, 'Show all'))];
