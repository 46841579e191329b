package io.meridian.reading;

/** Dates of the proleptic Gregorian calendar as plain numbers, so that the hot path makes no object of them. */
final class Calendar {
    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
    private static final int EPOCH_DAY_OF_YEAR_ZERO = -719_528;

    private Calendar() {}

    /** Whether these are a date of the years 0 to 9999; negative numbers, for instance, are not. */
    static boolean isDate(int year, int month, int day) {
        return year >= 0 && year <= 9_999 && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
    }

    /** Days from 1970-01-01 to a date for which {@link #isDate} holds. */
    static int epochDay(int year, int month, int day) {
        int leapYearsBefore = (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400;
        int dayOfYear = DAYS_BEFORE_MONTH[month - 1] + day - 1 + (month > 2 && isLeap(year) ? 1 : 0);
        return EPOCH_DAY_OF_YEAR_ZERO + year * 365 + leapYearsBefore + dayOfYear;
    }

    private static int daysOf(int year, int month) {
        return DAYS_BEFORE_MONTH[month] - DAYS_BEFORE_MONTH[month - 1] + (month == 2 && isLeap(year) ? 1 : 0);
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }
}
