/** The regional table of a file, with no Kafka at all. */
@NullMarked
package io.meridian.app.analyze;

import org.jspecify.annotations.NullMarked;
