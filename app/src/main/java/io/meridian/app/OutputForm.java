package io.meridian.app;

/** How a command prints its rows, as it is spelled on the command line. */
enum OutputForm {
    table,
    json,
    csv
}
