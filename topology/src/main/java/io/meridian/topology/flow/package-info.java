/** What travels between the stages, and how it is written and routed. */
@NullMarked
package io.meridian.topology.flow;

import org.jspecify.annotations.NullMarked;
