// Which spans can be looked at in which steps: the instance answers with at most a thousand steps, a chart shows half of it well.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const SPANS = [['15m', '15 minutes'], ['1h', '1 hour'], ['6h', '6 hours'], ['24h', '24 hours'], ['7d', '7 days']];
const STEPS = ['1s', '5s', '10s', '30s', '1m', '5m', '15m', '30m', '1h', '6h', '1d'];
const MOST = 1_000;
const GOOD = 400;
const UNITS = { s: 1_000, m: MINUTE, h: HOUR, d: DAY };

export const millis = (text) => Number.parseInt(text, 10) * UNITS[text.at(-1)];

/** Those that are whole multiples of the window's length and not too many for the span. */
export function stepsFor(span, window) {
  const fitting = STEPS.filter((step) => millis(step) % window === 0 && millis(step) < millis(span));
  return fitting.filter((step) => millis(span) / millis(step) <= MOST);
}

/** The finest that a chart shows well, or the window's own length. */
export function bestStep(span, window) {
  const good = stepsFor(span, window).find((step) => millis(span) / millis(step) <= GOOD);
  return good ? millis(good) : window;
}

/** Where the span begins: on a step, so that points stay where they are while time goes on. */
export function begin(span, step, now) {
  return Math.floor((now - millis(span)) / step) * step;
}

/**
 * Columns for a chart: a place for every step, null where there was nothing.
 *
 * @param rows newest first, as the instance answers
 */
export function columns(rows, from, step, names) {
  const newest = rows.length > 0 ? Date.parse(rows[0].window.start) : from;
  const places = Math.max(1, Math.round((newest - from) / step) + 1);
  const times = Array.from({ length: places }, (_, index) => (from + index * step) / 1000);
  const values = names.map(() => new Array(places).fill(null));
  const corrected = [];
  for (const row of rows) {
    const place = Math.round((Date.parse(row.window.start) - from) / step);
    if (place >= 0 && place < places) {
      names.forEach((name, index) => { values[index][place] = row[name]; });
      if (row.revision > 0) {
        corrected.push(place);
      }
    }
  }
  return { data: [times, ...values], corrected: corrected.sort((a, b) => a - b) };
}
