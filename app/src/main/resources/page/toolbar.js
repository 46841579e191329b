// The controls of a view: a label and an input each, and what they say as one object.

import { el } from './dom.js';

/**
 * @param fields each with name, label, and either options (pairs of value and words) or attributes of an input
 * @param onChange is called with all values when one has changed
 */
export class Toolbar {
  #inputs = new Map();

  constructor(label, fields, onChange) {
    this.root = el('div', { class: 'toolbar', role: 'group', 'aria-label': label });
    for (const field of fields) {
      const id = `field-${field.name}`;
      const input = field.options
        ? el('select', { id, change: () => onChange(this.values()) })
        : el('input', { id, ...field.attributes, input: () => onChange(this.values()) });
      this.#inputs.set(field.name, input);
      this.root.append(el('div', { class: `field field-${field.name}` }, el('label', { for: id }, field.label), input));
      if (field.options) {
        this.options(field.name, field.options);
      }
    }
  }

  values() {
    return Object.fromEntries([...this.#inputs].map(([name, input]) => [name, input.value.trim()]));
  }

  set(values) {
    for (const [name, input] of this.#inputs) {
      const value = values[name] ?? '';
      if (input.tagName === 'SELECT' && ![...input.options].some((option) => option.value === value)) {
        input.append(el('option', { value }, value));
      }
      input.value = value;
    }
  }

  /** Other choices; the chosen one stays, though it may not be among them. */
  options(name, pairs) {
    const input = this.#inputs.get(name);
    const chosen = input.value;
    const all = pairs.some(([value]) => value === chosen) || chosen === '' ? pairs : [...pairs, [chosen, chosen]];
    const same = all.length === input.options.length && all.every(([value], index) => input.options[index].value === value);
    if (!same) {
      input.replaceChildren(...all.map(([value, words]) => el('option', { value }, words)));
      input.value = chosen || all[0]?.[0] || '';
    }
  }
}
