package io.meridian.app.dev;

import io.meridian.local.FreePorts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the processes listen, on loopback.
 *
 * @param rest the program's REST port, 1 to 65535
 * @param kafka the broker's port, 1 to 65535
 * @param registry the schema registry's port, 1 to 65535
 * @param connect the port of the Connect worker's REST, 1 to 65535
 */
record DevPorts(int rest, int kafka, int registry, int connect) {
    static final String REST_FLAG = "--port";
    static final String KAFKA_FLAG = "--kafka-port";
    static final String REGISTRY_FLAG = "--registry-port";
    static final String CONNECT_FLAG = "--connect-port";

    String restUrl() {
        return "http://127.0.0.1:" + rest;
    }

    /** What is wrong with the ports, one line for each, naming its flag; nothing where all can be used. */
    List<String> problems() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put(REST_FLAG, rest);
        ports.put(KAFKA_FLAG, kafka);
        ports.put(REGISTRY_FLAG, registry);
        ports.put(CONNECT_FLAG, connect);

        List<String> problems = new ArrayList<>();
        Map<Integer, String> seen = new LinkedHashMap<>();
        ports.forEach((flag, port) -> {
            String other = seen.putIfAbsent(port, flag);
            if (port < 1 || port > 65_535) {
                problems.add(flag + " " + port + " is no port: expected 1 to 65535");
            } else if (other != null) {
                problems.add(flag + " and " + other + " are both " + port + ": give each its own port");
            } else if (!FreePorts.isFree(port)) {
                problems.add("port " + port + " is in use by another program: choose another one with " + flag);
            }
        });
        return problems;
    }
}
