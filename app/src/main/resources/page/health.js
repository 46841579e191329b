// How the pipeline is: what goes through it, who runs it, and by which settings.

import { get } from './api.js';
import { el, setAttribute, setText, svg } from './dom.js';
import { length, moment, none, plural, sentence, share, short, visible, whole } from './format.js';
import { link } from './links.js';
import { Rates, totals } from './rates.js';

const EVERY = 2_000;
const LATE = 60_000;

export function health({ notices, main }) {
  const rates = new Rates();
  const controller = new AbortController();
  let timer = 0;
  let known = '';

  const card = (id, words) => {
    const figure = el('strong', {}, none);
    const note = el('span', { class: 'note' }, ' ');
    const root = el('div', { class: 'card figure', 'data-figure': id }, el('h2', {}, words), figure, note);
    return { root, figure, note };
  };
  const cards = { rate: card('rate', 'Readings per second'), rejected: card('rejected', 'Rejected'), watermark: card('watermark', 'Watermark lag'), input: card('input', 'Yet to be read') };
  const trend = svg('polyline', { fill: 'none', 'vector-effect': 'non-scaling-stroke' });
  cards.rate.root.append(svg('svg', { class: 'trend', viewBox: '0 0 150 30', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, trend));
  const codes = el('ul', { class: 'codes' });
  const instances = el('tbody');
  const settings = el('div', { class: 'settings' });
  const table = (words) => el('thead', {}, el('tr', {}, ...words.map((word) => el('th', { scope: 'col' }, word))));
  main.replaceChildren(el('div', { class: 'view health' },
    el('div', { class: 'view-head' }, el('h1', {}, 'Pipeline health')),
    el('div', { class: 'cards' }, ...Object.values(cards).map(({ root }) => root)),
    el('section', { class: 'card', 'aria-labelledby': 'instances-title' }, el('h2', { id: 'instances-title' }, 'Instances'),
      el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Figures of each instance, scrollable' },
        el('table', { class: 'list' }, table(['Instance', 'Phase', 'Holds', 'Copies', 'Restoring', 'Yet to be read', 'Counted', 'Rejected', 'Watermark lag']), instances))),
    el('div', { class: 'columns' },
      el('section', { class: 'card', 'aria-labelledby': 'codes-title' }, el('h2', { id: 'codes-title' }, 'Rejected, by reason'), codes),
      el('section', { class: 'card', 'aria-labelledby': 'settings-title' }, el('h2', { id: 'settings-title' }, 'Settings'), settings))));

  async function look() {
    try {
      const [alive, config] = await Promise.all([get('instances', {}, controller.signal), get('config', {}, controller.signal)]);
      notices.clear('health');
      notices.failures(alive.complete ? config : alive);
      figures(alive.rows, rates.take(alive.rows, performance.now()));
      who(alive.rows);
      if (known !== JSON.stringify(config.rows)) {
        known = JSON.stringify(config.rows);
        settings.replaceChildren(...config.rows.map(configured));
      }
    } catch (error) {
      if (!controller.signal.aborted && error.status !== 401) {
        notices.show('health', 'bad', 'Health is not known now.', `${sentence(error.message)} The figures below are old.`);
      }
    }
    if (!controller.signal.aborted) {
      timer = setTimeout(look, EVERY);
    }
  }

  function figures(rows, rate) {
    const all = totals(rows);
    const seen = all.accepted + all.rejected;
    setText(cards.rate.figure, rate ? short(rate.accepted + rate.rejected) : none);
    setText(cards.rate.note, rate ? `${short(rate.rejected)} of them rejected` : 'known in two seconds');
    setText(cards.rejected.figure, seen > 0 ? share(all.rejected / seen) : none);
    setText(cards.rejected.note, `${short(all.rejected)} of ${short(seen)} since the instances have their partitions`);
    setText(cards.watermark.figure, all.watermarkLag === null ? none : length(all.watermarkLag));
    setText(cards.watermark.note, all.watermarkLag === null ? 'no reading yet' : all.watermarkLag > LATE ? '▲ event time is far behind the clock' : 'event time behind the clock');
    setText(cards.input.figure, short(all.inputLag));
    setText(cards.input.note, 'records, over all instances');
    const top = Math.max(1, ...rates.history);
    setAttribute(trend, 'points', rates.history.map((one, index) => `${((index / Math.max(1, rates.history.length - 1)) * 150).toFixed(1)},${(29 - (one / top) * 27).toFixed(1)}`).join(' '));
    byCode(all.codes, seen);
  }

  function byCode(all, seen) {
    if (all.length === 0) {
      codes.replaceChildren(el('li', { class: 'note' }, 'Nothing has been rejected. '), el('li', {}, el('a', { href: link('dead-letters') }, 'Dead letters of before')));
      return;
    }
    const nodes = all.map(([code, count]) => codes.querySelector(`[data-code="${CSS.escape(code)}"]`) ?? codeLine(code));
    all.forEach(([, count], index) => {
      setText(nodes[index].figure, `${short(count)} · ${share(count / seen)}`);
      setAttribute(nodes[index].bar, 'width', String((count / all[0][1]) * 100));
    });
    if (nodes.some((node, index) => codes.children[index] !== node) || codes.children.length !== nodes.length) {
      codes.replaceChildren(...nodes);
    }
  }

  function codeLine(code) {
    const bar = svg('rect', { height: 4 });
    const figure = el('span');
    const node = el('li', { 'data-code': code }, el('a', { href: link('dead-letters', { code }) }, code), figure,
      svg('svg', { viewBox: '0 0 100 4', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, bar));
    return Object.assign(node, { bar, figure });
  }

  function who(rows) {
    while (instances.rows.length > rows.length) {
      instances.deleteRow(-1);
    }
    rows.forEach((one, index) => {
      const line = instances.rows[index] ?? instances.appendChild(el('tr', {}, el('th', { scope: 'row' }), ...Array.from({ length: 8 }, () => el('td'))));
      const behind = one.lags.filter((lag) => lag.records > 0);
      const restoring = behind.map((lag) => `${lag.partition}: ${short(lag.records)}`).join(', ');
      const lag = one.ingest.watermark_lag_ms;
      const rejected = Object.values(one.ingest.rejected).reduce((all, more) => all + more, 0);
      [visible(one.instance), one.phase === 'running' ? '● running' : `▲ ${one.phase}`, list(one.active), list(one.standby), restoring || none,
        short(one.input_lag), short(one.ingest.accepted), short(rejected), lag === null ? none : length(lag)]
        .forEach((text, column) => setText(line.cells[column], text));
      line.cells[1].className = one.phase === 'running' ? 'good' : 'warn';
    });
  }

  look();
  return () => {
    controller.abort();
    clearTimeout(timer);
    notices.clear('health');
  };
}

const list = (partitions) => (partitions.length === 0 ? none : partitions.join(', '));

function configured(one) {
  const { active, pending, last_refusal: refusal } = one;
  return el('article', {}, el('h3', {}, visible(one.instance)),
    el('p', {}, active ? `Generation ${active.generation}, in force since ${moment(active.effective_at)}: ${plural(Object.keys(active.regions).length, 'region')}, `
      + `${plural(Object.keys(active.metrics).length, 'metric')}.` : 'None yet.', active && el('code', { title: active.sha256 }, active.sha256.slice(0, 12))),
    pending && el('p', {}, `Generation ${pending.generation} comes into force ${moment(pending.effective_at)}.`),
    !one.from_topic && el('p', { class: 'note' }, 'From the configuration directory: the topic of settings has none.'),
    one.trouble && el('p', { class: 'warn' }, `▲ The topic of settings cannot be read: ${visible(one.trouble)}`),
    refusal ? refused(refusal, one.refused) : el('p', { class: 'note' }, 'Nothing has been refused.'));
}

function refused(refusal, times) {
  return el('div', { class: 'refusal' },
    el('p', { class: 'warn' }, `▲ Last refused: generation ${refusal.generation ?? 'unknown'}${refusal.timestamp ? `, ${moment(refusal.timestamp)}` : ''} (${plural(times, 'refusal')} so far). The settings above stay in force.`),
    el('ul', {}, ...refusal.problems.map(({ file, line, field, message }) =>
      el('li', {}, el('code', {}, visible(`${file || 'event'}${line ? `:${line}` : ''}`)), ' ', visible(field), ': ', visible(message))),
    refusal.more > 0 && el('li', {}, `and ${plural(refusal.more, 'more problem')}`)));
}
