package io.meridian.deploy.containers;

import io.meridian.deploy.Checkout;
import io.meridian.local.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where on this machine the names of the composition's network and the paths of its containers are. */
final class Here {
    private final Path directory;
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final Map<String, String> places = new LinkedHashMap<>();

    /** @param directory gets all that the services write */
    Here(Path directory) {
        this.directory = directory;
        List<String> addresses = List.of(
                "kafka:19092",
                "kafka:9092",
                "kafka:29093",
                "registry:8080",
                "connect:8083",
                "meridian-1:8080",
                "meridian-2:8080");
        List<Integer> free = FreePorts.find(addresses.size());
        for (int i = 0; i < addresses.size(); i++) {
            ports.put(addresses.get(i), free.get(i));
            places.put(addresses.get(i), "127.0.0.1:" + free.get(i));
        }
        places.put("/etc/meridian/connect/connectors", directory("connectors").toString());
        places.put("/etc/meridian/connect", Checkout.file("deploy/connect").toString());
        places.put("/etc/meridian/configs", directory("configs").toString());
        places.put("/opt/meridian/plugins", directory("image/plugins").toString());
        // Two layers of the image, one above the other.
        places.put("/opt/meridian", directory("image/program").toString());
        copy(Checkout.file("configs"), "", directory("configs"));
    }

    /** The directory of that name, made where it is missing. */
    Path directory(String name) {
        try {
            return Files.createDirectories(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A port on this machine.
     *
     * @param address service and port, as other services know it
     */
    int port(String address) {
        return ports.getOrDefault(address, 0);
    }

    /** A text of the service, with what is meant by it here. */
    String translate(String service, String text) {
        String translated = text.replace("/var/lib/", directory(service) + "/")
                .replace("localhost:9092", "127.0.0.1:" + port("kafka:9092"));
        for (Map.Entry<String, Integer> port : ports.entrySet()) {
            String[] address = port.getKey().split(":");
            if (address[0].equals(service)) {
                translated = translated
                        .replace("0.0.0.0:" + address[1], "127.0.0.1:" + port.getValue())
                        .replace("127.0.0.1:" + address[1], "127.0.0.1:" + port.getValue());
            }
        }
        // The longest first, since one begins like another.
        List<String> names = places.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (String name : names) {
            translated = translated.replace(name, places.getOrDefault(name, name));
        }
        return translated;
    }

    /** Copies the files of a directory, translated for a service. */
    void copy(Path from, String service, Path to) {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.writeString(
                        to.resolve(file.getFileName().toString()), translate(service, Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
