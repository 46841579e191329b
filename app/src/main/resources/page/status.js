// Whether a window has closed, and how often it was corrected since: in words, never by colour alone.

import { el, setAttribute, setText } from './dom.js';
import { plural } from './format.js';

/** What goes into the cell. */
export const chip = () => [el('span', { class: 'chip' }), el('span', { class: 'badge', hidden: true })];

export function status(cell, row) {
  const [chip, badge] = cell.children;
  setAttribute(chip, 'data-status', row.status);
  setText(chip, row.status === 'OPEN' ? 'Open' : 'Final');
  badge.hidden = row.revision === 0;
  setText(badge, `${plural(row.revision, 'correction')}`);
}
