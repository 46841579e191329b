package io.meridian.topology.refresh;

import io.meridian.topology.settings.SettingsProblem;

/** A record is no refresh event, or none for us: it is refused. */
final class MalformedEventException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient SettingsProblem problem;

    MalformedEventException(SettingsProblem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    /** @param field the field at fault; empty where it is the event as a whole */
    static MalformedEventException at(String field, String message) {
        return new MalformedEventException(new SettingsProblem("", 0, field, message));
    }

    SettingsProblem problem() {
        return problem;
    }
}
