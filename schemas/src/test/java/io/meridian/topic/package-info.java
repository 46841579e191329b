@NullMarked
package io.meridian.topic;

import org.jspecify.annotations.NullMarked;
