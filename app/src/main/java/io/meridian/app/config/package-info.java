/** Settings: where they come from, what they may be, and what they mean to the Kafka clients. */
@NullMarked
package io.meridian.app.config;

import org.jspecify.annotations.NullMarked;
