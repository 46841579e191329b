package io.meridian.app.replay;

/** Is told how a replay goes on. */
public interface ReplayListener {
    /** After each. */
    void sent(long records);

    /** Of a row that is no reading. */
    void bad(Row.Bad row);

    /** Of the first reading that is older than the topic keeps records, before it is sent. */
    void expired(Row.Sound row, Retention retention);
}
