package io.meridian.topology.aggregate;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Reads the portable form of a Roaring bitmap (RoaringFormatSpec) whose numbers are all devices, straight into the bits, or only to
 * see how many there are: a look-up reads thousands of them.
 */
final class RoaringForm {
    private static final int COOKIE_WITHOUT_RUNS = 12346;
    private static final int COOKIE_WITH_RUNS = 12347;
    private static final int MAX_OF_ARRAY = 4096;
    private static final int WORDS_OF_BITMAP = 1024;

    private final ByteBuffer in;
    private final long @Nullable [] words;

    private RoaringForm(ByteBuffer in, long @Nullable [] words) {
        this.in = in;
        this.words = words;
    }

    /**
     * Reads one bitmap that fills the buffer.
     *
     * @return how many devices there are, at least 1
     * @throws IllegalArgumentException if the bytes are anything else
     */
    static int size(ByteBuffer from) {
        return read(from, null);
    }

    /**
     * Reads one bitmap that fills the buffer.
     *
     * @param words where a bit is set for each device, beside those that are
     * @throws IllegalArgumentException if the bytes are anything else
     */
    static void addTo(long[] words, ByteBuffer from) {
        read(from, words);
    }

    private static int read(ByteBuffer from, long @Nullable [] words) {
        ByteBuffer in = from.slice().order(ByteOrder.LITTLE_ENDIAN);
        try {
            int size = new RoaringForm(in, words).container();
            if (in.hasRemaining()) {
                throw new IllegalArgumentException(
                        "devices: expected a Roaring bitmap of " + in.position() + " bytes but found " + in.limit());
            }
            return size;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException(
                    "devices: expected a Roaring bitmap but found the end of its " + in.limit() + " bytes", e);
        }
    }

    private int container() {
        int cookie = in.getInt();
        boolean maybeRuns = (cookie & 0xffff) == COOKIE_WITH_RUNS;
        if (!maybeRuns && cookie != COOKIE_WITHOUT_RUNS) {
            throw new IllegalArgumentException("devices: expected a Roaring bitmap, which begins with "
                    + COOKIE_WITHOUT_RUNS + " or " + COOKIE_WITH_RUNS + ", but found " + cookie);
        }
        int containers = maybeRuns ? (cookie >>> 16) + 1 : in.getInt();
        if (containers != 1) {
            // All device numbers share their upper 16 bits.
            throw new IllegalArgumentException("devices: expected one Roaring container but found " + containers);
        }
        boolean runs = maybeRuns && (in.get() & 1) != 0;
        requireDevice(unsigned() << 16);
        int size = unsigned() + 1;
        if (!maybeRuns) {
            // Where the container begins: right behind.
            in.getInt();
        }
        int found = runs ? runs() : size <= MAX_OF_ARRAY ? array(size) : bitmap();
        if (found != size) {
            throw new IllegalArgumentException("devices: expected " + size + " of them but found " + found);
        }
        return size;
    }

    private int array(int size) {
        int last = -1;
        for (int i = 0; i < size; i++) {
            int device = requireDevice(unsigned());
            requireBehind(last, device);
            mark(device >> 6, 1L << device);
            last = device;
        }
        return size;
    }

    private int runs() {
        int size = 0;
        int last = -1;
        for (int left = unsigned(); left > 0; left--) {
            int first = unsigned();
            requireBehind(last, first);
            last = requireDevice(first + unsigned());
            for (int device = first; device <= last; device++) {
                mark(device >> 6, 1L << device);
            }
            size += last - first + 1;
        }
        return size;
    }

    private int bitmap() {
        int size = 0;
        for (int at = 0; at < WORDS_OF_BITMAP; at++) {
            long word = in.getLong();
            if (word != 0) {
                requireDevice(at * Long.SIZE + Long.SIZE - 1 - Long.numberOfLeadingZeros(word));
                mark(at, word);
                size += Long.bitCount(word);
            }
        }
        return size;
    }

    private void mark(int at, long bits) {
        if (words != null) {
            words[at] |= bits;
        }
    }

    private int unsigned() {
        return in.getShort() & 0xffff;
    }

    private static int requireDevice(int number) {
        if (number > DeviceSet.MAX_DEVICE) {
            throw new IllegalArgumentException(
                    "devices: expected numbers up to " + DeviceSet.MAX_DEVICE + " but found " + number);
        }
        return number;
    }

    private static void requireBehind(int last, int next) {
        if (next <= last) {
            throw new IllegalArgumentException(
                    "devices: expected numbers in ascending order but found " + next + " behind " + last);
        }
    }
}
