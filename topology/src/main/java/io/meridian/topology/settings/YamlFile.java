package io.meridian.topology.settings;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * One file as YAML 1.2, composed to nodes, which know their lines. Its events are looked through first, which takes no
 * recursion and no memory, so that neither depth nor aliases of a hostile file can do harm.
 */
final class YamlFile {
    private static final int MAX_BYTES = 1024 * 1024;
    private static final int MAX_DEPTH = 16;

    private final String path;
    private final SettingsDraft draft;

    private YamlFile(String path, SettingsDraft draft) {
        this.path = path;
        this.draft = draft;
    }

    /** Takes a file's documents into the draft, or its faults. */
    static void read(String path, byte[] content, SettingsDraft draft) {
        new YamlFile(path, draft).read(content);
    }

    private void read(byte[] content) {
        if (content.length > MAX_BYTES) {
            draft.problem(path, 0, "", "expected at most " + MAX_BYTES + " bytes, found " + content.length);
            return;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            compose(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException notUtf8) {
            draft.problem(path, 0, "", "expected UTF-8 text, found other bytes; save the file as UTF-8");
        } catch (MarkedYamlEngineException broken) {
            int line = broken.getProblemMark().map(YamlFile::line).orElse(0);
            draft.problem(path, line, "", "expected YAML, found a fault: " + oneLine(broken.getProblem()));
        } catch (YamlEngineException broken) {
            draft.problem(path, 0, "", "expected YAML, found a fault: " + oneLine(String.valueOf(broken.getMessage())));
        }
    }

    private void compose(String text) {
        LoadSettings limits = LoadSettings.builder()
                .setLabel(path)
                .setCodePointLimit(MAX_BYTES)
                .build();
        if (isHarmless(new Parse(limits).parseString(text))) {
            for (Node document : new Compose(limits).composeAllFromString(text)) {
                draft.take(path, document);
            }
        }
    }

    private boolean isHarmless(Iterable<Event> events) {
        int depth = 0;
        for (Event event : events) {
            if (event instanceof AliasEvent) {
                return refuse(event, "expected plain values, found an alias; write the value out");
            }
            if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
                return refuse(event, "expected at most " + MAX_DEPTH + " levels of nesting, found more");
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
            if (event instanceof NodeEvent && !draft.hasRoom()) {
                return refuse(
                        event,
                        "expected at most " + SettingsDraft.MAX_NODES
                                + " names and values in all files together, found more");
            }
        }
        return true;
    }

    private boolean refuse(Event at, String message) {
        draft.problem(path, at.getStartMark().map(YamlFile::line).orElse(0), "", message);
        return false;
    }

    /** Lines are counted from 1, as editors do. */
    static int line(Mark mark) {
        return mark.getLine() + 1;
    }

    private static String oneLine(String text) {
        return List.of(text.strip().split("\\s+")).stream()
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }
}
