package io.meridian.app;

import io.meridian.app.deadletters.Harmless;
import io.meridian.app.replay.ReplayFile;
import io.meridian.app.replay.ReplayListener;
import io.meridian.app.replay.ReplayReport;
import io.meridian.app.replay.Retention;
import io.meridian.app.replay.Row;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine;

/** What a replay says while it goes on and at its end. Rows that were left out are told one by one as long as they are few. */
final class ReplayPrinter implements ReplayListener {
    private static final int MOST_TOLD = 10;

    private final PrintWriter out;
    private final PrintWriter err;
    private final String name;
    private final ReplayFile file;
    private final String topic;
    private final ProgressLine progress;
    private long bad;

    ReplayPrinter(CommandLine commandLine, ReplayFile file, String topic) {
        this.out = commandLine.getOut();
        this.err = commandLine.getErr();
        this.name = commandLine.getCommandSpec().qualifiedName(" ");
        this.file = file;
        this.topic = topic;
        this.progress = new ProgressLine(err, Terminal.isAttached(), System::nanoTime, file::share);
    }

    @Override
    public void sent(long records) {
        progress.sent(records);
    }

    @Override
    public void bad(Row.Bad row) {
        bad++;
        if (bad <= MOST_TOLD) {
            say(file.place(row) + ": " + row.reason());
        }
    }

    @Override
    public void expired(Row.Sound row, Retention retention) {
        say(
                "warning: " + file.place(row) + ": "
                        + Instant.ofEpochMilli(row.reading().timestamp()) + " is longer ago than " + topic
                        + " keeps records (retention.ms=" + retention.ms() + ", " + days(retention.ms())
                        + "): the brokers delete them soon after they arrive. To keep them, raise retention.ms of the topic first");
    }

    /** Told before the first reading is sent, where the topic's settings may not be read. */
    void retentionUnknown() {
        say("warning: not allowed to ask how long " + topic
                + " keeps records (DESCRIBE_CONFIGS on the topic), so nothing is said of"
                + " readings that are older than that: the brokers delete them soon after they arrive");
    }

    private static String days(long ms) {
        Duration time = Duration.ofMillis(ms);
        return time.toDays() > 0 ? time.toDays() + " days" : time.toString();
    }

    private void say(String message) {
        err.println(name + ": " + Harmless.text(message));
        err.flush();
    }

    /**
     * Tells how it ended.
     *
     * @return the command's exit code
     */
    int end(ReplayReport report) {
        progress.end();
        if (bad > MOST_TOLD) {
            say("and " + (bad - MOST_TOLD) + " rows more that are no readings");
        }
        StringBuilder summary = new StringBuilder("Sent ")
                .append(report.acknowledged())
                .append(report.acknowledged() == 1 ? " reading to " : " readings to ")
                .append(topic);
        if (report.earliest().isPresent() && report.latest().isPresent()) {
            summary.append(", of ")
                    .append(Instant.ofEpochMilli(report.earliest().getAsLong()))
                    .append(" to ")
                    .append(Instant.ofEpochMilli(report.latest().getAsLong()));
        }
        summary.append("; skipped ").append(report.skipped());
        if (report.expired() > 0) {
            summary.append("; older than the topic keeps records: ").append(report.expired());
        }
        out.println(summary);
        out.flush();
        return switch (report.ending()) {
            case COMPLETE -> Main.DONE;
            case STOPPED -> unfinished("was asked to end before the end of the file", Main.DONE);
            case BAD_ROW ->
                unfinished("ended at a row that is no reading; mend it, or pass --on-bad-row skip", Main.FAILED);
            case NOT_SENT -> unfinished("not all that was read has arrived", Main.FAILED);
        };
    }

    private int unfinished(String why, int code) {
        say(why);
        return code;
    }
}
