# Three images: meridian (the last, and so the default), connect and registry. See deploy/README.md.

FROM eclipse-temurin:17.0.19_10-jdk-noble AS build
WORKDIR /src
# First what seldom changes: the poms alone fill the cache with Maven, plug-ins and libraries, until one of them changes.
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY schemas/pom.xml schemas/
COPY topology/pom.xml topology/
COPY local/pom.xml local/
COPY connectors/pom.xml connectors/
COPY app/pom.xml app/
COPY benchmarks/pom.xml benchmarks/
COPY deploy/pom.xml deploy/
COPY chaos/pom.xml chaos/
COPY fuzz/pom.xml fuzz/
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -ntp -pl app,connectors -am dependency:go-offline
COPY configs configs
COPY schemas schemas
COPY topology topology
COPY local local
COPY connectors connectors
COPY app app
COPY deploy/docker/layers /usr/local/bin/layers
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -ntp -pl app,connectors -am -Dmaven.test.skip package && layers app/target/dist /out

# The broker's image has Connect; ours adds the plugin.
FROM apache/kafka:4.3.1 AS connect
COPY --from=build /out/plugins /opt/meridian/plugins

# The registry's image keeps schemas in memory; ours adds a directory for them that its user may write to.
FROM apicurio/apicurio-registry-mem:2.6.13.Final AS registry
USER root
RUN install -d -o 1001 -g 0 -m 0770 /var/lib/registry
USER 1001

FROM eclipse-temurin:17.0.19_10-jre-noble AS meridian
RUN groupadd --gid 10001 meridian && \
    useradd --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/meridian --shell /usr/sbin/nologin meridian && \
    install -d -o 10001 -g 10001 -m 0750 /var/lib/meridian
COPY --from=build /out/libraries /opt/meridian
COPY --from=build /out/program /opt/meridian
ENV MERIDIAN_STATE_DIR=/var/lib/meridian \
    MERIDIAN_REST_LISTENER=http://0.0.0.0:8080
VOLUME /var/lib/meridian
EXPOSE 8080
USER 10001:10001
# A listener with https needs another check.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
    CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "--max-time", "2", "http://127.0.0.1:8080/live"]
# The launcher becomes the JVM, so that SIGTERM reaches it: an orderly stop takes less than ten seconds.
ENTRYPOINT ["/opt/meridian/bin/meridian"]
CMD ["run"]
