/** What Meridian keeps of a window: how values are summarised and how summaries merge. Imports nothing of Kafka. */
@NullMarked
package io.meridian.topology.aggregate;

import org.jspecify.annotations.NullMarked;
