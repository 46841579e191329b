package io.meridian.app.redrive;

/** Why a dead letter that was selected is not sent back. */
public enum Left {
    /** It has been sent back already; what became of it then is a dead letter of its own, or counted. */
    SENT_BEFORE("sent back before"),
    /** The record it holds has been sent back {@code dlq.max.attempts} times. */
    TOO_MANY_ATTEMPTS("sent back dlq.max.attempts times already"),
    /** It was not rejected from {@code topic.raw}. */
    OTHER_TOPIC("rejected from another topic than topic.raw"),
    /** Nothing tells where it was rejected: somebody else wrote it. */
    NO_DEAD_LETTER("without the headers of a dead letter"),
    /** The partition it came from does not exist any more. */
    NO_PARTITION("from a partition that topic.raw does not have"),
    /** The broker does not take it, such as where it is too large now. */
    REFUSED("refused by the broker"),
    /** Nothing lies at the place that was named, or nothing more. */
    NOT_FOUND("not found at the place that was named");

    private final String words;

    Left(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
