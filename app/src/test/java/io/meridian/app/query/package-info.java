@NullMarked
package io.meridian.app.query;

import org.jspecify.annotations.NullMarked;
