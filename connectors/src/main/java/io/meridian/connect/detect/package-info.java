/** What a directory of files settles to: pure rules, with the time and what was seen handed in. */
@NullMarked
package io.meridian.connect.detect;

import org.jspecify.annotations.NullMarked;
