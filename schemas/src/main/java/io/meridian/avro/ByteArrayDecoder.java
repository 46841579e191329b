package io.meridian.avro;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.SystemLimitException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Reads Avro's binary encoding where it lies, in an array. Avro's own decoder makes three objects each time that it is given another
 * array; this one makes none. No length is believed that goes beyond the array. For one thread.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#binary-encoding">the encoding</a>
 */
public final class ByteArrayDecoder extends Decoder {
    private static final int MOST_BITS_OF_INT = 35;
    private static final int MOST_BITS_OF_LONG = 70;

    /** Items that have no bytes, such as nulls, of which a few bytes could announce more than anybody ever reads. */
    private static final long MOST_ITEMS_WITHOUT_BYTES = 1_000_000;

    private byte[] bytes = {};
    private int at;
    private long items;
    private long announced;

    /** A decoder of nothing; {@link #reset} must follow. */
    public ByteArrayDecoder() {}

    /** Reads these bytes to their end from now on. */
    public void reset(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
        this.items = 0;
        this.announced = 0;
    }

    /** Whether all bytes are read. */
    public boolean isEnd() {
        return at == bytes.length;
    }

    private int take(long length) throws EOFException {
        if (length < 0) {
            throw new AvroRuntimeException("a length: expected 0 or more, found " + length);
        }
        if (length > bytes.length - at) {
            throw new EOFException("expected " + length + " more bytes, found " + (bytes.length - at));
        }
        int from = at;
        at += (int) length;
        return from;
    }

    private long varint(int mostBits) throws IOException {
        long number = 0;
        for (int shift = 0; shift < mostBits; shift += 7) {
            byte next = bytes[take(1)];
            number |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IOException("expected a number of at most " + mostBits / 7 + " bytes, found more");
    }

    @Override
    public void readNull() {
        // Has no bytes.
    }

    @Override
    public boolean readBoolean() throws IOException {
        return bytes[take(1)] == 1;
    }

    @Override
    public int readInt() throws IOException {
        int zigzag = (int) varint(MOST_BITS_OF_INT);
        return zigzag >>> 1 ^ -(zigzag & 1);
    }

    @Override
    public long readLong() throws IOException {
        long zigzag = varint(MOST_BITS_OF_LONG);
        return zigzag >>> 1 ^ -(zigzag & 1);
    }

    @Override
    public float readFloat() throws IOException {
        return Float.intBitsToFloat((int) littleEndian(Float.BYTES));
    }

    @Override
    public double readDouble() throws IOException {
        return Double.longBitsToDouble(littleEndian(Double.BYTES));
    }

    private long littleEndian(int length) throws IOException {
        int from = take(length);
        long bits = 0;
        for (int i = length - 1; i >= 0; i--) {
            bits = bits << Byte.SIZE | (bytes[from + i] & 0xff);
        }
        return bits;
    }

    @Override
    public Utf8 readString(Utf8 old) throws IOException {
        int length = SystemLimitException.checkMaxStringLength(readLong());
        int from = take(length);
        Utf8 text = old == null ? new Utf8() : old;
        text.setByteLength(length);
        System.arraycopy(bytes, from, text.getBytes(), 0, length);
        return text;
    }

    @Override
    public String readString() throws IOException {
        int length = SystemLimitException.checkMaxStringLength(readLong());
        return new String(bytes, take(length), length, UTF_8);
    }

    @Override
    public void skipString() throws IOException {
        take(readLong());
    }

    @Override
    public ByteBuffer readBytes(ByteBuffer old) throws IOException {
        int length = SystemLimitException.checkMaxBytesLength(readLong());
        int from = take(length);
        ByteBuffer buffer = old != null && length <= old.capacity() ? old.clear() : ByteBuffer.allocate(length);
        return buffer.put(bytes, from, length).flip();
    }

    @Override
    public void skipBytes() throws IOException {
        take(readLong());
    }

    @Override
    public void readFixed(byte[] into, int start, int length) throws IOException {
        System.arraycopy(bytes, take(length), into, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        take(length);
    }

    @Override
    public int readEnum() throws IOException {
        return readInt();
    }

    @Override
    public int readIndex() throws IOException {
        return readInt();
    }

    @Override
    public long readArrayStart() throws IOException {
        return firstBlock();
    }

    @Override
    public long arrayNext() throws IOException {
        return nextBlock();
    }

    @Override
    public long skipArray() throws IOException {
        return skipBlocks();
    }

    @Override
    public long readMapStart() throws IOException {
        return firstBlock();
    }

    @Override
    public long mapNext() throws IOException {
        return nextBlock();
    }

    @Override
    public long skipMap() throws IOException {
        return skipBlocks();
    }

    private long firstBlock() throws IOException {
        items = SystemLimitException.checkMaxCollectionLength(itemsOfBlock());
        return items;
    }

    private long nextBlock() throws IOException {
        long length = itemsOfBlock();
        items = SystemLimitException.checkMaxCollectionLength(items, length);
        return length;
    }

    /** A negative count is followed by the block's size in bytes. */
    private long itemsOfBlock() throws IOException {
        long count = readLong();
        if (count >= 0) {
            return announce(count);
        }
        requireSize(count, readLong());
        return announce(-count);
    }

    /** Before anybody makes room for them, or goes through them. */
    private long announce(long count) {
        long most = bytes.length + MOST_ITEMS_WITHOUT_BYTES;
        if (count > most - announced) {
            throw new AvroRuntimeException("a block: expected at most " + most + " items in all, found " + count
                    + " after " + announced + " others");
        }
        announced += count;
        return count;
    }

    private long skipBlocks() throws IOException {
        long count = readLong();
        while (count < 0) {
            long size = readLong();
            requireSize(count, size);
            take(size);
            count = readLong();
        }
        return announce(count);
    }

    private static void requireSize(long count, long size) {
        if (count == Long.MIN_VALUE || size < 0) {
            throw new AvroRuntimeException(
                    "a block: expected a count and a size of 0 or more, found " + count + " and " + size);
        }
    }
}
