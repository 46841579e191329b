package io.meridian.app;

import io.meridian.app.analyze.AnalysisException;
import io.meridian.app.ask.AskException;
import io.meridian.app.config.InvalidConfigException;
import io.meridian.app.deadletters.DeadLettersUnreadableException;
import io.meridian.app.http.RestException;
import io.meridian.app.redrive.RedriveException;
import io.meridian.app.replay.ReplayException;
import io.meridian.app.rights.RightsException;
import io.meridian.app.run.StartException;
import io.meridian.app.topics.TopicsException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What a command that fails says: one message to whoever can mend it, a stack only where Meridian itself is at fault. */
final class Failures implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        String name = command.getCommandSpec().qualifiedName(" ");
        if (failure instanceof InvalidConfigException) {
            return say(command, name + ": " + failure.getMessage(), Main.WRONG_USAGE);
        }
        if (failure instanceof StartException
                || failure instanceof AnalysisException
                || failure instanceof AskException
                || failure instanceof TopicsException
                || failure instanceof RightsException
                || failure instanceof RestException
                || failure instanceof DeadLettersUnreadableException
                || failure instanceof ReplayException
                || failure instanceof RedriveException) {
            return say(command, name + ": " + failure.getMessage(), Main.FAILED);
        }
        // Asked for here alone: to set logging up takes a short command a good part of its time.
        LoggerFactory.getLogger(Failures.class).error("{} failed", name, failure);
        return say(command, name + ": failed: " + failure, Main.FAILED);
    }

    private static int say(CommandLine command, String message, int code) {
        command.getErr().println(message);
        command.getErr().flush();
        return code;
    }
}
