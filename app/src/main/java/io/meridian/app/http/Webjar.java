package io.meridian.app.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Where the files of a JavaScript library lie that came as a jar: the folder has the version in its name. */
final class Webjar {
    private Webjar() {}

    /** The folder on the class path, with a slash at its end. */
    static String folder(String group, String name) {
        Properties properties = new Properties();
        String resource = "/META-INF/maven/" + group + "/" + name + "/pom.properties";
        try {
            properties.load(new ByteArrayInputStream(Asset.read(resource)));
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
        return "/META-INF/resources/webjars/" + name + "/" + properties.getProperty("version", "") + "/";
    }
}
