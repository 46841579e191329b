package io.meridian.topology.ingest;

import io.meridian.topology.aggregate.Series;

/**
 * A series as one thread knows it.
 *
 * @param series the series
 * @param number a small number, at least 0, for tables; another series has it only after its {@link SeriesTable} was cleared
 */
record NumberedSeries(Series series, int number) {}
