package io.meridian.app.dev;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;

/**
 * The program as {@code dev} sees it: {@code dev} itself, a {@code run} that answers, and a {@code produce} that fails
 * where its rate is 13.
 */
final class FakeProgram {
    private FakeProgram() {}

    public static void main(String[] args) throws Exception {
        List<String> rest = List.of(args).subList(1, args.length);
        switch (args[0]) {
            case "dev" ->
                System.exit(new CommandLine(new DevCommand(FakeProgram.class.getName()))
                        .execute(rest.toArray(String[]::new)));
            case "run" -> answer(rest);
            case "produce" -> produce(rest);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void answer(List<String> flags) throws IOException {
        Map<String, String> settings = flags.stream()
                .filter(flag -> flag.contains("="))
                .collect(Collectors.toMap(
                        flag -> flag.substring(0, flag.indexOf('=')), flag -> flag.substring(flag.indexOf('=') + 1)));
        System.out.println(settings);
        int port = URI.create(settings.get("rest.listener")).getPort();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/v1/cache/refresh", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            System.out.println(exchange.getRequestMethod() + " " + body);
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        server.start();
    }

    private static void produce(List<String> flags) throws InterruptedException {
        System.out.println(flags);
        if (flags.contains("13")) {
            System.out.println("an unlucky rate");
            System.exit(3);
        }
        Thread.sleep(Long.MAX_VALUE);
    }
}
