@NullMarked
package io.meridian.topology.ingest;

import org.jspecify.annotations.NullMarked;
