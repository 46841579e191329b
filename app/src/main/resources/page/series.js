// One series over time.

import { get } from './api.js';
import { Charts, NAMES } from './chart.js';
import { atMost, el, setText } from './dom.js';
import { moment, plural, sentence, value, whole } from './format.js';
import { go, link, replace } from './links.js';
import { keyOf } from './rows.js';
import { SPANS, begin, bestStep, columns, millis, stepsFor } from './steps.js';
import { Toolbar } from './toolbar.js';
import { chip, status } from './status.js';

const LISTED = 60;
const LEGEND = { mean: 'Mean', p50: 'p50', p90: 'p90', p99: 'p99', min: 'Min', max: 'Max', count: 'Readings' };
const LIST = [
  ['Window', (row) => `${moment(row.window.start)}`], ['Readings', (row) => whole(row.count)], ['Devices', (row) => whole(row.devices)],
  ['Mean', (row) => value(row.mean)], ['Std dev', (row) => value(row.stddev)], ['Min', (row) => value(row.min)], ['p50', (row) => value(row.p50)],
  ['p90', (row) => value(row.p90)], ['p99', (row) => value(row.p99)], ['Max', (row) => value(row.max)], ['Settings', (row) => String(row.config_generation)],
];

export function series({ rows, changes, notices, params, main }) {
  const { region, metric } = params;
  const choice = { span: SPANS.some(([id]) => id === params.span) ? params.span : '1h', step: params.step ?? '' };
  const controller = new AbortController();

  const toolbar = new Toolbar('Series, span and step', [
    { name: 'region', label: 'Region', options: [[region, region]] },
    { name: 'metric', label: 'Metric', options: [[metric, metric]] },
    { name: 'span', label: 'Span', options: SPANS },
    { name: 'step', label: 'Step', options: [['', 'Automatic']] },
  ], (values) => {
    if (values.region !== region || values.metric !== metric) {
      go('series', values);
      return;
    }
    Object.assign(choice, { span: values.span, step: values.step });
    replace('series', { region, metric, ...choice });
    load();
  });
  const legend = Object.fromEntries(['time', ...NAMES].map((name) => [name, el('b', {}, '–')]));
  const measured = el('div', { class: 'chart chart-measured', role: 'img' });
  const counted = el('div', { class: 'chart chart-counted', role: 'img', 'aria-label': 'Readings per step; the table below has the figures.' });
  const body = el('tbody');
  const note = el('p', { class: 'note' });
  const nothing = el('div', { class: 'empty', hidden: true });
  const content = el('div', { class: 'series-content' },
    el('section', { class: 'card', 'aria-label': 'Chart' },
      el('p', { class: 'legend', 'aria-hidden': 'true' }, el('span', { class: 'legend-time' }, legend.time),
        ...Object.entries(LEGEND).map(([name, words]) => el('span', { class: `legend-${name}` }, el('i'), `${words} `, legend[name])),
        el('span', { class: 'legend-corrected' }, el('i'), 'corrected after closing')),
      measured, counted, note),
    el('section', { class: 'card', 'aria-labelledby': 'list-title' }, el('h2', { id: 'list-title' }, 'Newest steps'),
      el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Figures of each step, scrollable' },
        el('table', { class: 'list' }, el('thead', {}, el('tr', {}, ...LIST.map(([words]) => el('th', { scope: 'col' }, words)), el('th', { scope: 'col' }, 'Status'))), body))));
  main.replaceChildren(el('div', { class: 'view series' },
    el('div', { class: 'view-head' }, el('a', { href: link('overview'), class: 'back', 'aria-label': 'Back to the overview' }, '←'), el('h1', {}, metric ?? '?', el('small', {}, region ?? '?'))),
    toolbar.root, content, nothing));
  const charts = new Charts({ measured, counted }, legend);

  const windowLength = () => {
    const row = rows.get(keyOf({ region, metric }));
    return row ? Date.parse(row.window.end) - Date.parse(row.window.start) : 60_000;
  };

  function choices() {
    const window = windowLength();
    const steps = stepsFor(choice.span, window);
    if (choice.step && !steps.includes(choice.step)) {
      choice.step = '';
    }
    const of = (name, keep) => [...new Set([params[name], ...[...rows.values()].filter(keep).map((row) => row[name])])].sort().map((one) => [one, one]);
    toolbar.options('region', of('region', (row) => row.metric === metric));
    toolbar.options('metric', of('metric', (row) => row.region === region));
    toolbar.options('step', [['', 'Automatic'], ...steps.map((step) => [step, step])]);
    toolbar.set({ region, metric, ...choice });
    return choice.step ? millis(choice.step) : bestStep(choice.span, window);
  }

  async function load() {
    const step = choices();
    const from = begin(choice.span, step, Date.now());
    try {
      const answer = await get('rollup', { region, metric, from: new Date(from).toISOString(), step: `${step}ms` }, controller.signal);
      notices.clear('series');
      notices.failures(answer);
      show(answer.rows, from, step);
    } catch (error) {
      failed(error);
    }
  }

  function failed(error) {
    if (controller.signal.aborted) {
      return;
    }
    if (error.status === 404 || error.status === 400) {
      empty('There is no such series', sentence(error.message));
    } else if (error.status !== 401) {
      notices.show('series', 'warn', 'This series cannot be shown now.', sentence(error.message));
    }
  }

  function empty(title, text) {
    content.hidden = true;
    nothing.hidden = false;
    nothing.replaceChildren(el('h2', {}, title), el('p', {}, text), el('p', {}, el('a', { href: link('overview') }, 'All series')));
  }

  function show(found, from, step) {
    if (found.length === 0) {
      empty('Nothing in this span', 'Choose a longer one, or wait: the chart fills by itself as soon as readings come.');
      return;
    }
    content.hidden = false;
    nothing.hidden = true;
    const made = columns(found, from, step, NAMES);
    charts.draw(made);
    const means = found.map((row) => row.mean);
    measured.setAttribute('aria-label', `${metric} in ${region}, ${plural(found.length, 'step')}: mean from ${value(Math.min(...means))} to `
      + `${value(Math.max(...means))}, newest ${value(means[0])}. The table below has the figures.`);
    const corrections = made.corrected.length > 0 ? `${plural(made.corrected.length, 'step')} corrected after closing. ` : '';
    setText(note, `${corrections}${found[0].status === 'OPEN' ? 'The newest step is still open and goes on changing. ' : ''}Drag to zoom, double click to see all.`);
    list(found.slice(0, LISTED));
  }

  function list(found) {
    while (body.rows.length > found.length) {
      body.deleteRow(-1);
    }
    found.forEach((row, index) => {
      const line = body.rows[index] ?? body.appendChild(el('tr', {}, ...LIST.map(() => el('td')), el('td', {}, ...chip())));
      LIST.forEach(([, words], column) => setText(line.cells[column], words(row)));
      line.cells[0].title = `${row.window.start} to ${row.window.end}`;
      line.toggleAttribute('data-corrected', row.revision > 0);
      status(line.cells[LIST.length], row);
    });
  }

  const soon = atMost(1000, load);
  const onRow = ({ detail }) => detail.region === region && detail.metric === metric && soon();
  changes.addEventListener('row', onRow);
  changes.addEventListener('reload', soon);
  load();
  return () => {
    controller.abort();
    soon.cancel();
    changes.removeEventListener('row', onRow);
    changes.removeEventListener('reload', soon);
    charts.close();
    notices.clear('series');
  };
}
