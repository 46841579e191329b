/** Which device belongs to which region and which values a metric may have, as of an event time. Imports nothing of Kafka. */
@NullMarked
package io.meridian.topology.settings;

import org.jspecify.annotations.NullMarked;
