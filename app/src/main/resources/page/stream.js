// Reads Server-Sent Events by fetch: EventSource cannot send a token, and says nothing of why it failed.

import { ApiError, address, ask } from './api.js';

/** The instance sends a heartbeat every ten seconds; two that do not come are a broken connection. */
const SILENCE = 25_000;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 5_000;
/** A browser has few connections to a host, so a page that nobody looks at gives its one back. */
const HIDDEN_FOR = 30_000;

export class Stream {
  #handlers;
  #controller = null;
  #timers = { retry: 0, silence: 0, hidden: 0 };
  #pause = FIRST_PAUSE;

  /** @param handlers onAlive(), onOpen(), onRow(row), onState(state, error, retryAt) with state connecting, live, lost or refused */
  constructor(handlers) {
    this.#handlers = handlers;
    document.addEventListener('visibilitychange', () => this.#look());
  }

  start() {
    this.stop();
    this.#pause = FIRST_PAUSE;
    this.#read();
  }

  stop() {
    Object.values(this.#timers).forEach(clearTimeout);
    this.#controller?.abort();
    this.#controller = null;
  }

  #look() {
    clearTimeout(this.#timers.hidden);
    if (document.hidden) {
      this.#timers.hidden = setTimeout(() => this.stop(), HIDDEN_FOR);
    } else if (this.#controller === null) {
      this.start();
    }
  }

  async #read() {
    const controller = new AbortController();
    this.#controller = controller;
    this.#handlers.onState('connecting');
    try {
      this.#watch(controller);
      const response = await ask(address('stream'), {
        headers: { Accept: 'text/event-stream' },
        signal: controller.signal,
      });
      await this.#events(response, controller);
      throw new ApiError(0, 'The instance ended the stream.');
    } catch (error) {
      if (this.#controller === controller) {
        controller.abort();
        this.#retry(error instanceof ApiError ? error : new ApiError(0, 'The connection broke off.'));
      }
    }
  }

  async #events(response, controller) {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const parser = new Lines((data) => this.#handlers.onRow(JSON.parse(data)));
    let open = false;
    for (;;) {
      const { done, value } = await reader.read();
      if (done || this.#controller !== controller) {
        return;
      }
      this.#watch(controller);
      this.#handlers.onAlive();
      if (!open) {
        open = true;
        this.#pause = FIRST_PAUSE;
        this.#handlers.onState('live');
        this.#handlers.onOpen();
      }
      parser.take(value);
    }
  }

  #watch(controller) {
    clearTimeout(this.#timers.silence);
    this.#timers.silence = setTimeout(() => controller.abort(), SILENCE);
  }

  #retry(error) {
    clearTimeout(this.#timers.silence);
    if (error.status === 401 || error.status === 403) {
      this.#handlers.onState('refused', error);
      return;
    }
    const wait = Math.max(this.#pause, Math.min(error.retryAfter * 1000, LONGEST_PAUSE));
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
    this.#handlers.onState('lost', error, Date.now() + wait);
    this.#timers.retry = setTimeout(() => this.#read(), wait);
  }
}

/** The lines of an event stream (HTML standard, 9.2.6), as far as Meridian uses them: data, and comments. */
export class Lines {
  #rest = '';
  #data = [];
  #onData;

  constructor(onData) {
    this.#onData = onData;
  }

  take(text) {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop();
    for (const line of lines) {
      if (line.startsWith('data:')) {
        this.#data.push(line.slice(line[5] === ' ' ? 6 : 5));
      } else if (line === '' && this.#data.length > 0) {
        this.#onData(this.#data.join('\n'));
        this.#data = [];
      }
    }
  }
}
