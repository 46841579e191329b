/** Look-ups in the state of this instance. With {@code run}, the only package that knows Kafka Streams. */
@NullMarked
package io.meridian.app.query;

import org.jspecify.annotations.NullMarked;
