package io.meridian.app.query;

/**
 * An instance as the others know it: where its REST is.
 *
 * @param host name or address
 * @param port port
 */
public record Member(String host, int port) implements Comparable<Member> {
    /** As answers name it. */
    public String name() {
        return host + ":" + port;
    }

    @Override
    public int compareTo(Member other) {
        return name().compareTo(other.name());
    }
}
