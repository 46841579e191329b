// Reads the newest row of each window until they count so many readings, and writes them to a file:
// node consume.js <bootstrap> <registry> <topic> <readings> <file>
import { writeFileSync } from 'node:fs';
import schemaregistry from '@confluentinc/schemaregistry';
import kafkajs from 'kafkajs';
import lz4 from 'lz4js';

const { CompressionCodecs, CompressionTypes, Kafka, logLevel } = kafkajs;
const { AvroDeserializer, SchemaRegistryClient, SerdeType } = schemaregistry;
const [bootstrap, url, topic, readings, file] = process.argv.slice(2);

// Meridian's topics are compressed by LZ4, which kafkajs leaves to others.
CompressionCodecs[CompressionTypes.LZ4] = () => ({
  decompress: async (bytes) => Buffer.from(lz4.decompress(bytes)),
});

const registry = new SchemaRegistryClient({ baseURLs: [url] });
const keys = new AvroDeserializer(registry, SerdeType.KEY, {});
const values = new AvroDeserializer(registry, SerdeType.VALUE, {});
const consumer = new Kafka({ brokers: [bootstrap], logLevel: logLevel.ERROR }).consumer({
  groupId: `javascript-${process.pid}`,
});
await consumer.connect();
await consumer.subscribe({ topic, fromBeginning: true });

const newest = new Map();
await new Promise((done, failed) => {
  consumer.run({
    eachMessage: async ({ message }) => {
      try {
        const key = await keys.deserialize(topic, message.key);
        newest.set(JSON.stringify(key), { key, value: await values.deserialize(topic, message.value) });
        const counted = [...newest.values()].reduce((sum, row) => sum + row.value.count, 0);
        if (counted >= Number(readings)) {
          done();
        }
      } catch (error) {
        failed(error);
      }
    },
  }).catch(failed);
});
writeFileSync(file, JSON.stringify([...newest.values()]));
await consumer.disconnect();
