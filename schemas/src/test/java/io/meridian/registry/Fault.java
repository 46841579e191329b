package io.meridian.registry;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** A way in which a registry gives no answer that decides. */
public enum Fault {
    CLOSED_CONNECTION {
        @Override
        void spoil(HttpExchange exchange, CountDownLatch closing) {
            exchange.close();
        }
    },
    INTERNAL_ERROR {
        @Override
        void spoil(HttpExchange exchange, CountDownLatch closing) throws IOException {
            FakeRegistry.answer(
                    exchange, 500, "{\"error_code\":50001,\"message\":\"Error in the backend data store\"}");
        }
    },
    TOO_MANY_REQUESTS {
        @Override
        void spoil(HttpExchange exchange, CountDownLatch closing) throws IOException {
            FakeRegistry.answer(exchange, 429, "{\"error_code\":42901,\"message\":\"Too many requests\"}");
        }
    },
    REQUEST_TIMEOUT {
        @Override
        void spoil(HttpExchange exchange, CountDownLatch closing) throws IOException {
            FakeRegistry.answer(exchange, 408, "");
        }
    },
    GARBAGE {
        @Override
        void spoil(HttpExchange exchange, CountDownLatch closing) throws IOException {
            FakeRegistry.answer(exchange, 200, "<html>It works!</html>");
        }
    },
    OTHER_JSON {
        @Override
        void spoil(HttpExchange exchange, CountDownLatch closing) throws IOException {
            FakeRegistry.answer(exchange, 200, "{\"status\":\"ok\"}");
        }
    },
    REDIRECT {
        @Override
        void spoil(HttpExchange exchange, CountDownLatch closing) throws IOException {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            FakeRegistry.answer(exchange, 302, "");
        }
    },
    HALF_A_BODY {
        @Override
        void spoil(HttpExchange exchange, CountDownLatch closing) throws IOException {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            exchange.close();
        }
    },
    NO_ANSWER {
        @Override
        void spoil(HttpExchange exchange, CountDownLatch closing) {
            awaitClosing(closing);
        }
    },
    BODY_THAT_NEVER_ENDS {
        @Override
        void spoil(HttpExchange exchange, CountDownLatch closing) throws IOException {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            awaitClosing(closing);
        }
    };

    abstract void spoil(HttpExchange exchange, CountDownLatch closing) throws IOException;

    private static void awaitClosing(CountDownLatch closing) {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
