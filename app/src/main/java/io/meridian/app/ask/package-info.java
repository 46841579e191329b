/** What the command line asks of a running instance, over REST alone. */
@NullMarked
package io.meridian.app.ask;

import org.jspecify.annotations.NullMarked;
