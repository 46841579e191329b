/** Several instances as one: real processes on a real broker. */
@org.jspecify.annotations.NullMarked
package io.meridian.app.fleet;
