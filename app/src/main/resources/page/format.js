// Numbers and times as people read them. Times are this browser's; a title has the exact one in UTC.

const TWO = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const THREE_DIGITS = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3, notation: 'scientific' });
const WHOLE = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const SHORT = new Intl.NumberFormat(undefined, { notation: 'compact', maximumSignificantDigits: 3 });
const SHARE = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 2 });
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const MINUTE = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const DAY = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });
const DAY_OF_YEAR = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', year: 'numeric' });

export const none = '–';

/** A measured value: two decimals, unless that would hide it or fill the column. */
export function value(number) {
  if (number === null || number === undefined) {
    return none;
  }
  const size = Math.abs(number);
  return size !== 0 && (size < 0.005 || size >= 1e9) ? THREE_DIGITS.format(number) : TWO.format(number);
}

export const whole = (number) => WHOLE.format(number);
export const short = (number) => (Math.abs(number) < 10_000 ? WHOLE.format(number) : SHORT.format(number));
export const share = (ratio) => SHARE.format(ratio);
export const clock = (time) => CLOCK.format(new Date(time));
export const minute = (time) => MINUTE.format(new Date(time));
export const day = (time) => DAY.format(new Date(time));

/** A time of day, with the day where it is not today's, and the year where it is not this one. */
export function moment(time) {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) {
    return visible(String(time));
  }
  const now = new Date();
  if (date.toDateString() === now.toDateString()) {
    return clock(date);
  }
  return `${(date.getFullYear() === now.getFullYear() ? DAY : DAY_OF_YEAR).format(date)}, ${clock(date)}`;
}

let last = { start: '', end: '', text: '' };

/** From and to of a window; without seconds where those are nought. Nearly always the window that was asked for last. */
export function span({ start, end }) {
  if (start !== last.start || end !== last.end) {
    const seconds = new Date(start).getSeconds() + new Date(end).getSeconds() > 0;
    last = { start, end, text: seconds ? `${clock(start)}–${clock(end)}` : `${minute(start)}–${minute(end)}` };
  }
  return last.text;
}

/** A length of time in its two largest units. */
export function length(millis) {
  if (millis < 1000) {
    return `${Math.max(0, Math.round(millis))} ms`;
  }
  const seconds = millis / 1000;
  if (seconds < 60) {
    return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return `${minutes} min ${Math.round(seconds % 60)} s`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

export const plural = (number, one, many = `${one}s`) => `${whole(number)} ${number === 1 ? one : many}`;

/** Words of the instance as a sentence of the page. */
export const sentence = (words) => `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? '' : '.'}`;

/** Characters that would change how their surroundings look are shown by their number instead. */
export function visible(text) {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g,
    (one) => `⟨U+${one.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`);
}
