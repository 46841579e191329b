// Produces readings in Avro as a team with Node.js would: node produce.js <bootstrap> <registry> <topic> <schema file> <readings file>
import { readFileSync } from 'node:fs';
import schemaregistry from '@confluentinc/schemaregistry';
import { Kafka, logLevel } from 'kafkajs';

const { AvroSerializer, SchemaRegistryClient, SerdeType } = schemaregistry;
const [bootstrap, url, topic, schemaFile, readingsFile] = process.argv.slice(2);

const registry = new SchemaRegistryClient({ baseURLs: [url] });
await registry.register(`${topic}-value`, { schemaType: 'AVRO', schema: readFileSync(schemaFile, 'utf8') });
const serializer = new AvroSerializer(registry, SerdeType.VALUE, { autoRegisterSchemas: false, useLatestVersion: true });

const messages = [];
for (const reading of JSON.parse(readFileSync(readingsFile, 'utf8'))) {
  messages.push({ key: reading.device_id, value: await serializer.serialize(topic, reading) });
}
const producer = new Kafka({ brokers: [bootstrap], logLevel: logLevel.ERROR }).producer();
await producer.connect();
await producer.send({ topic, messages });
await producer.disconnect();
