package io.meridian.topology.settings;

import io.meridian.topology.settings.CompileResult.Compiled;
import io.meridian.topology.settings.CompileResult.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes settings of YAML files, or says everything that is wrong with them. Whatever the bytes, it answers and does not
 * throw: the topology feeds it from a topic, where an exception would end every instance.
 */
public final class SettingsCompiler {
    private SettingsCompiler() {}

    /**
     * @param generation which change of the settings this is, at least 0
     * @param effectiveAt from which event time on they hold, in milliseconds since 1970-01-01T00:00:00Z
     * @param files content by path; keys may be spread over files, but none may stand twice
     */
    public static CompileResult compile(long generation, long effectiveAt, Map<String, byte[]> files) {
        SortedMap<String, byte[]> sorted = new TreeMap<>(files);
        SettingsDraft draft = new SettingsDraft();
        sorted.forEach((path, content) -> YamlFile.read(path, content, draft));
        return draft.problems().isEmpty()
                ? new Compiled(Settings.of(generation, effectiveAt, sha256(sorted), draft.regions(), draft.metrics()))
                : new Refused(draft.problems());
    }

    /**
     * Lower-case hex of SHA-256 over the files in the order of their paths: for each its path, a line feed, the lower-case hex
     * of SHA-256 over its content, and a line feed, all in UTF-8. Refresh events carry the same.
     */
    public static String sha256(SortedMap<String, byte[]> files) {
        MessageDigest digest = newSha256();
        files.forEach((path, content) ->
                digest.update((path + "\n" + sha256(content) + "\n").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Lower-case hex of SHA-256 over one file's content. */
    public static String sha256(byte[] content) {
        return HexFormat.of().formatHex(newSha256().digest(content));
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
