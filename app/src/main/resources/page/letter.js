// One dead letter: what it was, why it was rejected, and every byte of it, as text that does nothing.

import { el } from './dom.js';
import { moment, plural, visible, whole } from './format.js';

const SHOWN = 20_000;
const INLINE = 60;

/** What a line of the list says; the rest is made when somebody opens it. */
export function letter(row) {
  const first = row.errors[0];
  const summary = el('summary', {},
    el('time', { datetime: row.timestamp, title: row.timestamp }, moment(row.timestamp)),
    el('span', { class: 'code' }, row.code, row.errors.length > 1 && el('small', {}, ` +${row.errors.length - 1}`)),
    el('span', { class: 'device' }, el('bdi', {}, row.device === undefined ? 'no device' : visible(row.device))),
    el('span', { class: 'why' }, first ? visible(`${first.field ? `${first.field}: ` : ''}${first.message}`) : 'no reason is told'));
  const root = el('details', { class: 'letter', 'data-place': `${row.partition}:${row.offset}` }, summary);
  root.addEventListener('toggle', () => root.open && root.childElementCount === 1 && root.append(inside(row)));
  return root;
}

function inside(row) {
  return el('div', { class: 'letter-body' },
    el('h2', {}, plural(row.errors.length, 'violation')),
    el('ul', { class: 'violations' }, ...row.errors.map((error) =>
      el('li', {}, el('span', { class: 'code' }, error.code), ' ', error.field && el('code', {}, visible(error.field)), ' ', visible(error.message)))),
    row.late && el('p', {}, `Its window, ${moment(row.late.window_start)} to ${moment(row.late.window_end)}, had been closed: ${visible(row.late.by_ms)} ms too late.`),
    bytes('Payload', row.payload),
    bytes('Key', row.key),
    row.headers.length > 0 && el('h2', {}, 'Headers of its producer'),
    ...row.headers.map((header) => bytes(header.name, header.value)),
    row.exception && el('h2', {}, 'Exception'),
    row.exception && el('pre', { tabindex: '0' }, visible(`${row.exception.type}\n${row.exception.stack_trace}`)),
    el('p', { class: 'note' }, `Dead letter ${row.partition}:${row.offset}`,
      row.origin && `, from ${visible(row.origin.topic)} ${row.origin.partition}:${row.origin.offset}`,
      row.attempt > 0 && `, sent back ${plural(row.attempt, 'time')}`, `. To send it back: ./meridian dlq redrive`));
}

function bytes(name, value) {
  if (value === null) {
    return el('p', {}, el('b', {}, visible(name)), ': none');
  }
  const text = value.text === undefined ? hex(value.base64) : visible(value.text);
  const cut = text.length > SHOWN ? `${text.slice(0, SHOWN)}\n… and ${whole(text.length - SHOWN)} more characters` : text;
  if (value.text !== undefined && text.length <= INLINE && !text.includes('\n')) {
    return el('p', {}, el('b', {}, visible(name)), ' ', el('code', { dir: 'ltr' }, text));
  }
  return el('figure', {}, el('figcaption', {}, visible(name), value.text === undefined && ' (not text; in hexadecimal)'), el('pre', { tabindex: '0', dir: 'ltr' }, cut));
}

function hex(base64) {
  const raw = atob(base64);
  const lines = [];
  for (let at = 0; at < raw.length && at < SHOWN / 4; at += 16) {
    const part = [...raw.slice(at, at + 16)].map((one) => one.charCodeAt(0));
    const digits = part.map((one) => one.toString(16).padStart(2, '0')).join(' ').padEnd(47);
    lines.push(`${at.toString(16).padStart(6, '0')}  ${digits}  ${part.map((one) => (one > 31 && one < 127 ? String.fromCharCode(one) : '·')).join('')}`);
  }
  return lines.join('\n');
}
