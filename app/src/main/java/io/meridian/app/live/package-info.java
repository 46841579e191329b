/** The settings that an instance judges by, as the topic of refresh events has them. */
@NullMarked
package io.meridian.app.live;

import org.jspecify.annotations.NullMarked;
