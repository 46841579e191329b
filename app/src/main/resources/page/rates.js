// Readings per second, out of counts that only grow: what was added between two looks, over the time between them.

const KEPT = 150;

export class Rates {
  #last = null;
  history = [];

  /**
   * @param instances rows of /v1/instances
   * @param now milliseconds
   * @returns accepted and rejected per second since the look before, or null at the first
   */
  take(instances, now) {
    const counts = new Map(instances.filter((one) => one.ingest).map((one) => [one.instance, one.ingest]));
    const before = this.#last;
    this.#last = { counts, now };
    if (before === null || now <= before.now) {
      return null;
    }
    const seconds = (now - before.now) / 1000;
    let accepted = 0;
    let rejected = 0;
    for (const [instance, count] of counts) {
      const known = before.counts.get(instance);
      // An instance that has just come has counted before anybody looked.
      if (known) {
        accepted += grown(count.accepted, known.accepted);
        rejected += grown(sum(count.rejected), sum(known.rejected));
      }
    }
    const rate = { accepted: accepted / seconds, rejected: rejected / seconds };
    this.history = [...this.history, rate.accepted + rate.rejected].slice(-KEPT);
    return rate;
  }
}

/** A count that has shrunk began again, with a restart or with other partitions. */
const grown = (now, before) => (now >= before ? now - before : now);

export const sum = (byCode) => Object.values(byCode).reduce((all, one) => all + one, 0);

/** What all instances have counted. */
export function totals(instances) {
  const codes = new Map();
  let accepted = 0;
  for (const { ingest } of instances) {
    accepted += ingest.accepted;
    for (const [code, count] of Object.entries(ingest.rejected)) {
      codes.set(code, (codes.get(code) ?? 0) + count);
    }
  }
  const lags = instances.map((one) => one.ingest.watermark_lag_ms).filter((lag) => lag !== null);
  return {
    accepted,
    rejected: [...codes.values()].reduce((all, one) => all + one, 0),
    codes: [...codes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
    watermarkLag: lags.length > 0 ? Math.max(...lags) : null,
    inputLag: instances.reduce((all, one) => all + one.input_lag, 0),
  };
}
