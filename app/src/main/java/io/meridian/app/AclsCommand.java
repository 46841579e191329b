package io.meridian.app;

import static java.util.Objects.requireNonNull;

import io.meridian.app.config.MeridianConfig;
import io.meridian.app.rights.NeededRights;
import io.meridian.app.rights.Principal;
import io.meridian.app.rights.Right;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of {@code acls}. */
@Command(
        name = "acls",
        description = "Prints the commands that grant what an instance needs on a secured Kafka; needs no Kafka.",
        footer = {"", "Example: meridian acls --config examples/secured.properties"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class AclsCommand implements Callable<Integer> {
    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Option(
            names = "--principal",
            description =
                    "Who is to be allowed, such as User:meridian; if not given, the user of kafka.sasl.jaas.config.")
    private @Nullable String principal;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        MeridianConfig config = settings.ofCommand(Map.of(), Map.of());
        String who = principal == null ? Principal.of(config) : principal;
        PrintWriter out = requireNonNull(spec, "spec").commandLine().getOut();
        print(out, "of an instance, meridian run", NeededRights.ofRun(config), who, config);
        print(out, "more, to send dead letters back", NeededRights.ofRedrive(config), who, config);
        out.flush();
        return Main.DONE;
    }

    private static void print(PrintWriter out, String title, List<Right> rights, String who, MeridianConfig config) {
        out.println("# " + title);
        rights.forEach(right -> out.println(right.command(who, config.bootstrapServers())));
    }
}
