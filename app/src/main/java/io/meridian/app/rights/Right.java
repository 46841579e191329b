package io.meridian.app.rights;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * One operation on one resource, or on all whose names begin alike. Kafka lets READ, WRITE and DELETE imply DESCRIBE.
 *
 * @param resource a topic, a group or a transactional id
 * @param name its name, or how the names begin
 * @param pattern {@code LITERAL} or {@code PREFIXED}
 * @param operation what is to be allowed
 * @param why what it is needed for, after "to"
 */
public record Right(ResourceType resource, String name, PatternType pattern, AclOperation operation, String why) {
    private static final String ANY_HOST = "*";

    public Right {
        requireNonNull(resource, "resource");
        requireNonNull(name, "name");
        requireNonNull(pattern, "pattern");
        requireNonNull(operation, "operation");
        requireNonNull(why, "why");
    }

    static Right topic(String name, AclOperation operation, String why) {
        return new Right(ResourceType.TOPIC, name, PatternType.LITERAL, operation, why);
    }

    static Right prefixed(ResourceType resource, String prefix, AclOperation operation, String why) {
        return new Right(resource, prefix, PatternType.PREFIXED, operation, why);
    }

    static Right group(String name, String why) {
        return new Right(ResourceType.GROUP, name, PatternType.LITERAL, AclOperation.READ, why);
    }

    /** The entry of the cluster's access control list that gives it. */
    public AclBinding binding(String principal) {
        return new AclBinding(
                new ResourcePattern(resource, name, pattern),
                new AccessControlEntry(principal, ANY_HOST, operation, AclPermissionType.ALLOW));
    }

    /** Resource and operation, as people say it. */
    public String words() {
        String kind = resource.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return operation + " on the " + kind + (pattern == PatternType.PREFIXED ? "s " + name + "*" : " " + name);
    }

    /** The command that grants it, for Kafka's own tool. */
    public String command(String principal, String servers) {
        String flag = resource.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return "kafka-acls.sh --bootstrap-server " + servers + " --command-config ADMIN.properties --add"
                + " --allow-principal '" + principal + "' --operation " + operation + " --" + flag + " '" + name + "'"
                + (pattern == PatternType.PREFIXED ? " --resource-pattern-type prefixed" : "");
    }
}
