// Joins the parts: one stream, the rows that it keeps current, and the view that the address names.

import { Access } from './access.js';
import { get } from './api.js';
import { sentence } from './format.js';
import { here } from './links.js';
import { Notices } from './notices.js';
import { overview } from './overview.js';
import { Rows } from './rows.js';
import { Stream } from './stream.js';

/** Look-ups beside the stream: for series that have ended, and instances that answer again. */
const REFRESH = 30_000;
const REFRESH_WHERE_INCOMPLETE = 3_000;
/** Rows are worth showing though the stream does not open. */
const PATIENCE = 100;

const VIEWS = {
  overview: async () => overview,
  series: async () => (await import('./series.js')).series,
  health: async () => (await import('./health.js')).health,
  'dead-letters': async () => (await import('./dead-letters.js')).deadLetters,
};
const TITLES = { overview: 'Overview', series: 'Series', health: 'Health', 'dead-letters': 'Dead letters' };

const main = document.getElementById('main');
const rows = new Rows();
const notices = new Notices(document.getElementById('connection'), document.getElementById('notices'));
const changes = new EventTarget();
let close = () => {};
let refresh = 0;
let live = false;

const stream = new Stream({
  onAlive: () => notices.heard(),
  onOpen: load,
  onRow: (row) => {
    rows.apply(row);
    changes.dispatchEvent(new CustomEvent('row', { detail: row }));
  },
  onState: (state, error, retryAt) => {
    notices.connection(state, error, retryAt);
    live = state === 'live';
    if (state === 'connecting') {
      clearTimeout(refresh);
      refresh = setTimeout(load, PATIENCE);
    }
  },
});

/** What there is now. Behind the stream's opening, so that nothing falls between the two. */
async function load() {
  clearTimeout(refresh);
  let pause = REFRESH;
  try {
    rows.expect();
    const answer = await get('aggregates/latest');
    notices.clear('latest');
    notices.failures(answer);
    notices.heard();
    rows.takeAll(answer.rows, answer.complete);
    pause = answer.complete && live ? REFRESH : REFRESH_WHERE_INCOMPLETE;
  } catch (error) {
    pause = REFRESH_WHERE_INCOMPLETE;
    if (error.status === 401 || error.status === 403) {
      return;
    }
    if (live) {
      notices.show('latest', 'warn', error.status === 503 ? 'Not ready yet.' : 'The newest windows cannot be shown.',
        `${sentence(error.message)} It is tried again every few seconds.`);
    }
  }
  changes.dispatchEvent(new CustomEvent('reload'));
  clearTimeout(refresh);
  refresh = setTimeout(load, pause);
}

async function show() {
  if (location.hash !== '' && !location.hash.startsWith('#/')) {
    return;
  }
  const { view, params } = here();
  const name = Object.hasOwn(VIEWS, view) ? view : 'overview';
  const open = await VIEWS[name]();
  close();
  document.title = `${name === 'series' ? `${params.metric}, ${params.region}` : TITLES[name]} · Meridian`;
  for (const link of document.querySelectorAll('nav a')) {
    link.toggleAttribute('data-current', link.dataset.view === name || (name === 'series' && link.dataset.view === 'overview'));
    link.dataset.view === name ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current');
  }
  main.dataset.view = name;
  close = open({ rows, changes, notices, params, main });
}

new Access(document.getElementById('access'), () => {
  stream.start();
  show();
});
const theme = document.getElementById('theme');
theme.value = localStorage.getItem('meridian.theme') ?? 'auto';
theme.addEventListener('change', () => dispatchEvent(new CustomEvent('meridian:theme', { detail: theme.value })));
document.getElementById('zone').textContent = `Times are in ${Intl.DateTimeFormat().resolvedOptions().timeZone}.`;
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
addEventListener('hashchange', async () => {
  await show();
  main.focus({ preventScroll: true });
});
await show();
stream.start();
