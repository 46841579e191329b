package io.meridian.app.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.meridian.app.config.MeridianConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrincipalTest {
    private static final String SERVERS = "kafka.bootstrap.servers";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Module required username=\"a b\" password=\"c\";  | User:a b",
                "Module required password='c' username='a' ;       | User:a",
                "Module required username = a password=c;          | User:a",
                "Module required username=a;                       | User:a",
                "Module required clientId=\"a\";                   | User:PRINCIPAL",
                "Module required myusername=\"a\";                 | User:PRINCIPAL",
            })
    void shouldBeTheUserOfTheLoginModule(String jaas, String principal) {
        assertThat(Principal.of(MeridianConfig.of(
                        Map.of(SERVERS, "b:1", "kafka.security.protocol", "SASL_SSL", "kafka.sasl.jaas.config", jaas))))
                .isEqualTo(principal);
    }

    @Test
    void shouldBeNobodyWithoutSecurityAndUnknownWhereACertificateSaysIt() {
        assertThat(Principal.of(MeridianConfig.of(Map.of(SERVERS, "b:1")))).isEqualTo("User:ANONYMOUS");
        assertThat(Principal.of(MeridianConfig.of(Map.of(SERVERS, "b:1", "kafka.security.protocol", "SSL"))))
                .isEqualTo("User:PRINCIPAL");
    }
}
