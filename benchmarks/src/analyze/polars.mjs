// The query of meridian analyze by Polars' lazy scan, printed in the same form.
import pl from 'nodejs-polars';

const table = pl
  .scanCSV(process.argv[2])
  .filter(pl.col('score').gt(50))
  .groupBy('region')
  .agg(pl.col('score').mean().round(2).alias('mean'), pl.col('score').count().alias('entries'))
  .sort('mean', true)
  .collectSync();

console.log('region,mean,entries');
for (const { region, mean, entries } of table.toRecords()) {
  console.log(`${region},${mean},${entries}`);
}
