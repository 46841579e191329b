@NullMarked
package io.meridian.app.deadletters;

import org.jspecify.annotations.NullMarked;
