// All series at a glance: the newest window of each.

import { atMost, el, setAttribute, setText } from './dom.js';
import { length, short, span, value, whole } from './format.js';
import { go, link, replace } from './links.js';
import { Matrix } from './matrix.js';
import { compare, names } from './orders.js';
import { Ranges, draw, spread } from './spread.js';
import { chip, status } from './status.js';
import { Table } from './table.js';
import { Toolbar } from './toolbar.js';

const SORTS = {
  region: (row) => row.region,
  metric: (row) => row.metric,
  window: (row) => Date.parse(row.window.start),
  mean: (row) => row.mean,
  p99: (row) => row.p99,
  count: (row) => row.count,
  devices: (row) => row.devices,
  status: (row) => row.status,
};
const NAMES = new Set(['region', 'metric', 'status']);
const WORDS = { region: 'Region', metric: 'Metric', window: 'Window', mean: 'Mean', p99: 'p99', spread: 'Spread', count: 'Readings', devices: 'Devices', status: 'Status' };

export function overview({ rows, params, main }) {
  const ranges = new Ranges();
  const choice = { layout: '', region: '', metric: '', threshold: '', status: '', sort: 'mean', by: '', order: '', ...params };
  const descending = () => (choice.order || ((isMatrix() ? choice.by === '' : NAMES.has(choice.sort)) ? 'up' : 'down')) === 'down';
  const isMatrix = () => choice.layout === 'matrix';
  const turned = (same) => (same ? (descending() ? 'up' : 'down') : '');
  const open = (row) => row && go('series', { region: row.region, metric: row.metric });
  const busy = (now) => {
    held = now;
    root.toggleAttribute('data-held', held);
    if (!held) {
      reorder();
    }
  };
  let held = false;
  let keys = [];

  const text = (id, write, header = false) => ({ id, header, words: WORDS[id], sortable: true, write });
  const table = new Table([
    { ...text('region', (cell, row) => {
      setText(cell.firstChild, row.region);
      setAttribute(cell.firstChild, 'href', link('series', { region: row.region, metric: row.metric }));
      setAttribute(cell.firstChild, 'aria-label', `${row.region}, ${row.metric}`);
    }, true), make: (cell) => cell.append(el('a', {})) },
    text('metric', (cell, row) => setText(cell, row.metric)),
    text('window', (cell, row) => { setText(cell, span(row.window)); cell.title = row.window.start; }),
    text('mean', (cell, row) => { setText(cell, value(row.mean)); cell.title = String(row.mean); }),
    text('p99', (cell, row) => setText(cell, value(row.p99))),
    { id: 'spread', words: WORDS.spread, make: (cell) => cell.append(spread()), write: (cell, row) => {
      draw(cell.firstChild, row, ranges.of(row));
      cell.title = `least ${value(row.min)}, median ${value(row.p50)}, p90 ${value(row.p90)}, p99 ${value(row.p99)}, greatest ${value(row.max)}`;
    } },
    text('count', (cell, row) => setText(cell, whole(row.count))),
    text('devices', (cell, row) => setText(cell, whole(row.devices))),
    { ...text('status', status), make: (cell) => cell.append(...chip()) },
  ], {
    label: 'Newest window of each series',
    get: (key) => rows.get(key),
    open,
    onSort: (id) => choose({ ...choice, sort: id, order: turned(choice.sort === id) }),
    busy,
  });
  const matrix = new Matrix({
    label: 'Regions by metrics, newest windows',
    get: (key) => rows.get(key),
    open,
    onSort: (metric) => choose({ ...choice, by: metric, order: turned(choice.by === metric) }),
    busy,
  });

  const toolbar = new Toolbar('Filters', [
    { name: 'layout', label: 'Shown as', options: [['', 'Table'], ['matrix', 'Matrix']] },
    { name: 'region', label: 'Region', options: [['', 'All regions']] },
    { name: 'metric', label: 'Metric', options: [['', 'All metrics']] },
    { name: 'threshold', label: 'Mean above', attributes: { type: 'number', step: 'any', inputmode: 'decimal', placeholder: 'any' } },
    { name: 'status', label: 'Status', options: [['', 'Any'], ['OPEN', 'Open'], ['FINAL', 'Final']] },
    { name: 'sort', label: 'Sort by', options: Object.keys(SORTS).map((id) => [id, WORDS[id]]) },
  ], (values) => choose({ ...choice, ...values, order: values.sort === choice.sort && values.layout === choice.layout ? choice.order : '' }));
  const pause = el('button', { type: 'button', class: 'pause', 'aria-pressed': 'false', click: () => {
    rows.pause(!rows.paused);
    setAttribute(pause, 'aria-pressed', String(rows.paused));
    setText(pause, rows.paused ? 'Resume' : 'Pause');
  } }, 'Pause');
  toolbar.root.append(el('span', { class: 'hint', 'aria-hidden': 'true' }, 'Order held while you point at it'), pause);

  const facts = Object.fromEntries(['series', 'readings', 'open', 'final', 'newest'].map((id) => [id, el('dd', {}, '–')]));
  const fact = (words, id) => el('div', {}, el('dt', {}, words), facts[id]);
  const empty = el('div', { class: 'empty', hidden: true });
  const root = el('div', { class: 'view overview' },
    el('div', { class: 'view-head' },
      el('h1', {}, 'Overview'),
      el('dl', { class: 'facts' }, fact('Series', 'series'), fact('Readings', 'readings'), fact('Open', 'open'), fact('Final', 'final'), fact('Newest window', 'newest'))),
    toolbar.root, table.root, matrix.root, empty);

  function matches(row) {
    return (!choice.region || row.region === choice.region) && (!choice.metric || row.metric === choice.metric)
      && (!choice.status || row.status === choice.status) && (choice.threshold === '' || row.mean > Number(choice.threshold));
  }

  function reorder() {
    const found = [...rows.entries()].filter(([, row]) => matches(row));
    keys = found.map(([key]) => key);
    nothing();
    if (isMatrix()) {
      matrix.show(found.map(([, row]) => row), choice.by, descending());
    } else {
      table.sorted(choice.sort, descending());
      table.show(sorted(found));
    }
    summary(found.map(([, row]) => row));
  }

  function sorted(found) {
    const by = SORTS[choice.sort] ?? SORTS.mean;
    const sign = descending() ? -1 : 1;
    found.sort(([a, x], [b, y]) => sign * compare(by(x), by(y)) || compare(a, b));
    return found.map(([key]) => key);
  }

  function summary(found) {
    const open = found.filter((row) => row.status === 'OPEN').length;
    const newest = found.reduce((best, row) => (best === null || Date.parse(row.window.start) > Date.parse(best.start) ? row.window : best), null);
    setText(facts.series, found.length === rows.size ? whole(rows.size) : `${whole(found.length)} of ${whole(rows.size)}`);
    setText(facts.readings, short(found.reduce((sum, row) => sum + row.count, 0)));
    setText(facts.open, whole(open));
    setText(facts.final, whole(found.length - open));
    setText(facts.newest, newest ? `${span(newest)} · ${age(newest)}` : '–');
    const distinct = (of) => names([...rows.values()].map(of)).map((name) => [name, name]);
    toolbar.options('region', [['', 'All regions'], ...distinct((row) => row.region)]);
    toolbar.options('metric', [['', 'All metrics'], ...distinct((row) => row.metric)]);
  }

  function nothing() {
    const none = rows.known && rows.size === 0;
    const hidden = rows.size > 0 && keys.length === 0;
    const why = none ? 'none' : hidden ? 'hidden' : rows.size === 0 ? 'waiting' : '';
    empty.hidden = why === '';
    table.root.hidden = why !== '' || isMatrix();
    matrix.root.hidden = why !== '' || !isMatrix();
    root.dataset.layout = choice.layout;
    root.toggleAttribute('data-empty', none || why === 'waiting');
    if (empty.dataset.why !== why) {
      empty.dataset.why = why;
      empty.replaceChildren(...WORDS_FOR_NOTHING[why](() => choose({ sort: choice.sort, order: choice.order, by: choice.by, layout: choice.layout })));
    }
  }

  function choose(values) {
    Object.assign(choice, { region: '', metric: '', threshold: '', status: '' }, values);
    replace('overview', { ...choice, sort: choice.sort === 'mean' ? '' : choice.sort });
    toolbar.set(choice);
    reorder();
  }

  const soon = atMost(1000, () => !held && reorder());
  const onChange = ({ detail }) => {
    (isMatrix() ? matrix : table).update(detail.changed);
    if (detail.structure) {
      reorder();
    } else {
      soon();
    }
    performance.mark('meridian:interactive');
  };

  main.replaceChildren(root);
  toolbar.set(choice);
  reorder();
  rows.addEventListener('change', onChange);
  const clock = setInterval(() => !rows.paused && soon(), 1000);
  return () => {
    rows.removeEventListener('change', onChange);
    clearInterval(clock);
    soon.cancel();
    table.close();
    matrix.close();
    rows.pause(false);
  };
}

function age(window) {
  const since = Date.now() - Date.parse(window.end);
  return since < 0 ? 'running' : `ended ${length(since)} ago`;
}

const WORDS_FOR_NOTHING = {
  '': () => [],
  waiting: () => [el('h2', {}, 'Waiting for the first answer'), el('p', {}, 'The page asks until the instance answers, and then fills by itself.')],
  hidden: (clear) => [
    el('h2', {}, 'No series matches'), el('p', {}, 'None of the series passes these filters now.'),
    el('button', { type: 'button', class: 'primary', click: clear }, 'Clear the filters'),
  ],
  none: () => [
    el('h2', {}, 'Nothing has been counted yet'),
    el('p', {}, 'As soon as valid readings arrive, each region and metric has a row here, without a reload.'),
    el('ol', {},
      el('li', {}, 'Send readings to the raw topic, for instance made-up ones: ', el('code', {}, './meridian produce')),
      el('li', {}, 'Are they being read? ', el('a', { href: link('health') }, 'Pipeline health'), ' shows readings per second and how far behind each instance is.'),
      el('li', {}, 'Were they rejected? ', el('a', { href: link('dead-letters') }, 'Dead letters'), ' shows each record with every reason.')),
  ],
};
