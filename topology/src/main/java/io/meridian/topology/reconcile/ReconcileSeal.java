package io.meridian.topology.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The seal by which one dead letter that is sent back counts although its window has closed: an HMAC-SHA256 (RFC 2104) over
 * where the record goes, its timestamp, key and value, and over which dead letter it was. Whoever does not know the secret can
 * neither make one nor move one to another record. Safe for concurrent use.
 */
public final class ReconcileSeal {
    /** The header that bears it. */
    public static final String HEADER = "meridian.reconcile";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String SEPARATOR = ".";
    private static final int MAX_LENGTH = 512;

    private final List<SecretKeySpec> secrets;

    /** @param secrets the first seals, each is believed; with none, nothing is sealed and nothing believed */
    public ReconcileSeal(List<String> secrets) {
        this.secrets = secrets.stream()
                .map(secret -> new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM))
                .toList();
    }

    /** Whether there is a secret to seal with. */
    public boolean canSeal() {
        return !secrets.isEmpty();
    }

    /**
     * The value of the header for a record that is about to be sent, whose partition and timestamp have to be set.
     *
     * @param deadLetter which dead letter it is, in one word without a full stop
     * @throws IllegalStateException if there is no secret
     */
    public byte[] seal(ProducerRecord<byte[], byte[]> record, String deadLetter) {
        if (secrets.isEmpty()) {
            throw new IllegalStateException("there is no secret to seal with");
        }
        byte[] mac = mac(
                secrets.get(0),
                record.topic(),
                record.partition(),
                record.timestamp(),
                deadLetter,
                record.key(),
                record.value());
        return (deadLetter + SEPARATOR + Base64.getUrlEncoder().withoutPadding().encodeToString(mac)).getBytes(UTF_8);
    }

    /**
     * Whether a record that was read bears a seal made for it. Nothing throws: what is no seal is not one.
     *
     * @param value the record's own, null where it has none
     */
    public boolean isSealed(ConsumerRecord<byte[], ?> record, byte @Nullable [] value) {
        Header header = record.headers().lastHeader(HEADER);
        if (secrets.isEmpty() || header == null || header.value() == null || header.value().length > MAX_LENGTH) {
            return false;
        }
        String text = new String(header.value(), UTF_8);
        int middle = text.indexOf(SEPARATOR);
        if (middle < 0) {
            return false;
        }
        byte[] claimed;
        try {
            claimed = Base64.getUrlDecoder().decode(text.substring(middle + 1));
        } catch (IllegalArgumentException e) {
            return false;
        }
        String deadLetter = text.substring(0, middle);
        boolean sealed = false;
        for (SecretKeySpec secret : secrets) {
            byte[] mac = mac(
                    secret, record.topic(), record.partition(), record.timestamp(), deadLetter, record.key(), value);
            sealed |= MessageDigest.isEqual(mac, claimed);
        }
        return sealed;
    }

    private static byte[] mac(
            SecretKeySpec secret,
            String topic,
            int partition,
            long timestamp,
            String deadLetter,
            byte @Nullable [] key,
            byte @Nullable [] value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            update(mac, topic.getBytes(UTF_8));
            mac.update(
                    ByteBuffer.allocate(12).putInt(partition).putLong(timestamp).flip());
            update(mac, deadLetter.getBytes(UTF_8));
            update(mac, key);
            update(mac, value);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    /** With its length before it, so that no byte can move from one part to the next. */
    private static void update(Mac mac, byte @Nullable [] part) {
        mac.update(
                ByteBuffer.allocate(4).putInt(part == null ? -1 : part.length).flip());
        if (part != null) {
            mac.update(part);
        }
    }
}
