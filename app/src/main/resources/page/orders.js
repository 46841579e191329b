// In what order a matrix has its names, and what its means span.

export function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Each name once, by the alphabet. */
export const names = (all) => [...new Set(all)].sort(compare);

/**
 * @param regions by their names
 * @param cell the row of a region that counts; undefined where there is none, which comes last either way
 * @param by whether anything but the name counts
 */
export function byMean(regions, cell, by, descending) {
  if (by === '') {
    return descending ? [...regions].reverse() : regions;
  }
  const means = new Map(regions.map((region) => [region, cell(region)?.mean]));
  return [...regions].sort((a, b) => {
    const [x, y] = [means.get(a), means.get(b)];
    return x === undefined || y === undefined ? compare(x === undefined, y === undefined) : (descending ? -1 : 1) * compare(x, y);
  });
}

/** What a screen reader says of an order. */
export function words(by, descending) {
  const way = by === '' ? (descending ? 'from the last' : 'from the first') : `${descending ? 'highest' : 'lowest'} first`;
  return `Regions by ${by === '' ? 'name' : `the mean of ${by}`}, ${way}`;
}

/** Lowest and highest mean of each metric. */
export function spans(rows) {
  const all = new Map();
  for (const { metric, mean } of rows) {
    const known = all.get(metric);
    all.set(metric, known ? { min: Math.min(known.min, mean), max: Math.max(known.max, mean) } : { min: mean, max: mean });
  }
  return all;
}
