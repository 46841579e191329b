/** The life of one instance: what it waits for, what it runs, and how it ends. */
@NullMarked
package io.meridian.app.run;

import org.jspecify.annotations.NullMarked;
