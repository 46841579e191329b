package io.meridian.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CalendarTest {
    @Test
    void shouldCountTheDaysOfEveryDateAsJavaTimeDoes() {
        for (LocalDate date = LocalDate.of(0, 1, 1); date.getYear() < 10_000; date = date.plusDays(1)) {
            int day = Calendar.epochDay(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
            if (day != date.toEpochDay()) {
                assertThat(day).as(date.toString()).isEqualTo((int) date.toEpochDay());
            }
        }
    }

    @Test
    void shouldKnowTheSameDatesAsJavaTimeDoes() {
        for (int year = 1896; year <= 2104; year++) {
            for (int month = -1; month <= 13; month++) {
                for (int day = -1; day <= 32; day++) {
                    assertThat(Calendar.isDate(year, month, day))
                            .as("%d-%d-%d", year, month, day)
                            .isEqualTo(isLocalDate(year, month, day));
                }
            }
        }
    }

    private static boolean isLocalDate(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day).getYear() == year;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
