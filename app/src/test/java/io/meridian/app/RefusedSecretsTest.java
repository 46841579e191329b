package io.meridian.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A setting is refused without showing the password that stands in it, or in its place. */
class RefusedSecretsTest {
    private static final String SECRET = "hunter2";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--set hunter2",
                "--set-file hunter2",
                "--set schema.registry.url=ftp://meridian:hunter2@registry:8081",
                "--set schema.registry.url=http://meridian:hun/ter2,hunter2@",
                "--set rest.listener=http://meridian:hunter2@127.0.0.1:8080",
                "--set rest.advertised.url=https://meridian:hunter2@127.0.0.1:8080",
                "--set rest.cors.origins=https://meridian:hunter2@board.example",
                "--set dlq.reconcile.secret=hunter2",
                "--set rest.listener=https://127.0.0.1:1 --set rest.tls.keystore.password=hunter2",
                "--set window.size=1 --set kafka.sasl.jaas.config=hunter2",
                "--set window.size=1 --set kafka.ssl.key.password=hunter2",
                "--set window.size=1 --set schema.registry.basic.auth.user.info=meridian:hunter2"
            })
    void shouldNotShowASecretThatIsRefused(String arguments) {
        Execution run = Execution.of(("run " + arguments + " --set kafka.bootstrap.servers=b:1").split(" ", -1));

        assertThat(run.code()).isEqualTo(Main.WRONG_USAGE);
        assertThat(run.output()).contains("setting").doesNotContain(SECRET);
    }
}
