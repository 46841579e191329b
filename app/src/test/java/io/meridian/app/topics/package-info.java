@NullMarked
package io.meridian.app.topics;

import org.jspecify.annotations.NullMarked;
