/** What a principal has to be allowed on the cluster: listed, granted, and verified at start. */
@NullMarked
package io.meridian.app.rights;

import org.jspecify.annotations.NullMarked;
