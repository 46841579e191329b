package io.meridian.topology.refresh;

import io.meridian.topology.settings.Settings;

/** What became of one record of the topic. */
sealed interface Taken {
    /** It is the newest generation now. */
    record Accepted(Settings settings) implements Taken {}

    /** It is the newest generation once more, as a sender repeats what may not have arrived. */
    record Repeated() implements Taken {}

    /** It changed nothing. */
    record Refused(Refusal refusal) implements Taken {}
}
