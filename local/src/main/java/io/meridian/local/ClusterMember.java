package io.meridian.local;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One of several brokers that are controllers too and keep every record on three of them.
 *
 * @param id of the broker, from 1
 * @param controllerPorts of all, in the order of their ids
 * @param listeners where it takes clients; the first is for who starts the cluster, {@value #INTERNAL} for the other brokers
 * @param settings further ones of the broker, which win over those that it has anyway
 */
public record ClusterMember(
        int id, List<Integer> controllerPorts, List<Listener> listeners, Map<String, String> settings) {
    /** The name of the listener for the other brokers. */
    public static final String INTERNAL = "INTERNAL";

    /**
     * @param name in capitals
     * @param port where the broker listens on loopback
     * @param advertisedPort where it says that it listens: its own port, or that of something in between
     */
    public record Listener(String name, int port, int advertisedPort) {}

    public ClusterMember {
        controllerPorts = List.copyOf(controllerPorts);
        listeners = List.copyOf(listeners);
        settings = Map.copyOf(settings);
    }

    int port() {
        return listeners.get(0).port();
    }

    int controllerPort() {
        return controllerPorts.get(id - 1);
    }

    String voters() {
        return IntStream.rangeClosed(1, controllerPorts.size())
                .mapToObj(voter -> voter + "@127.0.0.1:" + controllerPorts.get(voter - 1))
                .collect(Collectors.joining(","));
    }
}
