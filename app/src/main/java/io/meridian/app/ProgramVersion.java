package io.meridian.app;

import java.util.Optional;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** Which build this is, and on what it stands. */
final class ProgramVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String own = Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("from classes, not from a build");
        return new String[] {
            "meridian " + own,
            "Kafka clients " + AppInfoParser.getVersion(),
            "Java " + System.getProperty("java.version") + ", " + System.getProperty("java.vm.name")
        };
    }
}
