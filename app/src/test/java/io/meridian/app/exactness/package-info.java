/** Every reading counted once or dead-lettered once, whatever dies when: the program as a process, on a real broker. */
@NullMarked
package io.meridian.app.exactness;

import org.jspecify.annotations.NullMarked;
