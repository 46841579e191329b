package io.meridian.app.load;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Takes records, and tells at the end that one has not arrived. */
public final class LosingProducer extends MockProducer<String, byte[]> {
    public LosingProducer() {
        super(false, null, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized void flush() {
        errorNext(new IllegalStateException("gone"));
        super.flush();
    }
}
