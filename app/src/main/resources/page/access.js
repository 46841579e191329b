// Asks for a bearer token where the instance wants one. It stays in this tab alone, and goes with it.

import { token } from './api.js';
import { el } from './dom.js';

export class Access {
  #dialog;
  #input;
  #button;
  #declined = false;

  /** @param onChange is called when there is another token, or none any more */
  constructor(button, onChange) {
    this.#button = button;
    this.#input = el('input', { id: 'token', type: 'password', autocomplete: 'off', spellcheck: 'false' });
    const save = (event) => {
      event.preventDefault();
      token.set(this.#input.value.trim());
      this.#declined = false;
      this.#input.value = '';
      this.#dialog.close();
      this.#show();
      onChange();
    };
    this.#dialog = el('dialog', { class: 'token-dialog', 'aria-labelledby': 'token-title' },
      el('form', { submit: save },
        el('h2', { id: 'token-title' }, 'This instance asks for a token'),
        el('p', {}, 'One of its token file (rest.auth.tokens.file), with the role reader or operator. ' +
          'It is kept in this tab until you close it.'),
        el('label', { for: 'token' }, 'Bearer token'), this.#input,
        el('div', { class: 'buttons' },
          el('button', { type: 'button', click: () => this.#dialog.close() }, 'Cancel'),
          el('button', { type: 'submit', class: 'primary' }, 'Use it'))));
    this.#dialog.addEventListener('close', () => { this.#declined = !token.get(); });
    document.body.append(this.#dialog);
    button.addEventListener('click', () => this.#open());
    addEventListener('meridian:unauthorized', () => {
      token.set('');
      this.#show();
      this.#button.hidden = false;
      // Who has said no once is not asked again and again; the button stays.
      if (!this.#declined) {
        this.#open();
      }
    });
    this.#show();
  }

  #show() {
    this.#button.hidden = !token.get();
  }

  #open() {
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
  }
}
