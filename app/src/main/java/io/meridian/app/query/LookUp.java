package io.meridian.app.query;

import java.util.List;

/** How the rows of one kind are read from stores, and told to others. */
interface LookUp<R> {
    /** Whose series are read. */
    Selection selection();

    RowCodec<R> codec();

    /** Reads; an InvalidStateStoreException of a store goes through. */
    Found<R> read(List<WindowStores.Stored> stores);

    /**
     * @param known whether a series that is meant exists
     * @param tooMuch whether there are more rows than an answer may hold, so that they are left out
     * @param rows what was found
     */
    record Found<R>(boolean known, boolean tooMuch, List<R> rows) {
        static <R> Found<R> tooMany() {
            return new Found<>(true, true, List.of());
        }
    }
}
