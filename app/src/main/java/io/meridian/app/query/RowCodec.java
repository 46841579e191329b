package io.meridian.app.query;

import io.meridian.topology.aggregate.Series;
import io.meridian.topology.aggregate.WindowAggregate;
import io.meridian.topology.closing.Status;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalDouble;

/** How instances write rows to each other. */
interface RowCodec<R> {
    void write(R row, DataOutputStream out) throws IOException;

    R read(DataInputStream in) throws IOException;

    /** A region and a metric. */
    record SeriesCodec() implements RowCodec<Series> {
        @Override
        public void write(Series series, DataOutputStream out) throws IOException {
            out.writeUTF(series.region());
            out.writeUTF(series.metric());
        }

        @Override
        public Series read(DataInputStream in) throws IOException {
            return new Series(in.readUTF(), in.readUTF());
        }
    }

    /** A window with its figures. */
    record WindowCodec() implements RowCodec<WindowRow> {
        @Override
        public void write(WindowRow row, DataOutputStream out) throws IOException {
            new SeriesCodec().write(row.series(), out);
            out.writeLong(row.start());
            out.writeLong(row.end());
            out.writeBoolean(row.status() == Status.FINAL);
            out.writeInt(row.revision());
            Figures figures = row.figures();
            out.writeLong(figures.count());
            out.writeDouble(figures.sum());
            out.writeDouble(figures.min());
            out.writeDouble(figures.max());
            out.writeDouble(figures.mean());
            out.writeDouble(figures.stddev().orElse(Double.NaN));
            out.writeDouble(figures.p50());
            out.writeDouble(figures.p90());
            out.writeDouble(figures.p99());
            out.writeLong(figures.devices());
            out.writeLong(figures.generation());
        }

        @Override
        public WindowRow read(DataInputStream in) throws IOException {
            Series series = new SeriesCodec().read(in);
            long start = in.readLong();
            long end = in.readLong();
            Status status = status(in);
            int revision = in.readInt();
            Figures figures = new Figures(
                    in.readLong(),
                    finite(in.readDouble()),
                    finite(in.readDouble()),
                    finite(in.readDouble()),
                    finite(in.readDouble()),
                    number(in.readDouble()),
                    finite(in.readDouble()),
                    finite(in.readDouble()),
                    finite(in.readDouble()),
                    in.readLong(),
                    in.readLong());
            if (start < 0 || end <= start || figures.count() < 1) {
                throw new IOException("expected a window of a reading at least, found " + figures.count()
                        + " readings from " + start + " to " + end);
            }
            return new WindowRow(series, start, end, status, revision, figures);
        }

        private static OptionalDouble number(double value) throws IOException {
            return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(finite(value));
        }

        /** JSON knows no others. */
        private static double finite(double value) throws IOException {
            if (!Double.isFinite(value)) {
                throw new IOException("expected a finite number in a row, found " + value);
            }
            return value;
        }
    }

    /** A cell with all that can be merged. */
    record CellCodec() implements RowCodec<RollupCell> {
        @Override
        public void write(RollupCell cell, DataOutputStream out) throws IOException {
            writeName(cell.key().region(), out);
            writeName(cell.key().metric(), out);
            out.writeLong(cell.key().start());
            out.writeBoolean(cell.status() == Status.FINAL);
            out.writeInt(cell.revision());
            byte[] aggregate = cell.aggregate().encode();
            out.writeInt(aggregate.length);
            out.write(aggregate);
        }

        @Override
        public RollupCell read(DataInputStream in) throws IOException {
            RollupCell.Key key = new RollupCell.Key(readName(in), readName(in), in.readLong());
            Status status = status(in);
            int revision = in.readInt();
            WindowAggregate aggregate = WindowAggregate.decode(ByteBuffer.wrap(in.readNBytes(in.readInt())));
            if (aggregate.count() < 1) {
                throw new IOException("expected a cell of a reading at least, found none");
            }
            return new RollupCell(key, status, revision, aggregate);
        }

        private static void writeName(Optional<String> name, DataOutputStream out) throws IOException {
            out.writeBoolean(name.isPresent());
            if (name.isPresent()) {
                out.writeUTF(name.get());
            }
        }

        private static Optional<String> readName(DataInputStream in) throws IOException {
            return in.readBoolean() ? Optional.of(in.readUTF()) : Optional.empty();
        }
    }

    private static Status status(DataInputStream in) throws IOException {
        return in.readBoolean() ? Status.FINAL : Status.OPEN;
    }
}
