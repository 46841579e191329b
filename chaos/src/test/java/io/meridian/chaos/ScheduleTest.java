package io.meridian.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meridian.chaos.Schedule.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void shouldBeTheSameForTheSameSeedAndAnotherForAnother() {
        assertThat(steps(7, "all")).isEqualTo(steps(7, "all")).isNotEqualTo(steps(8, "all"));
    }

    @Test
    void shouldReachEveryFault() {
        assertThat(steps(7, "all")).extracting(Step::fault).containsAll(Fault.possible());
    }

    @Test
    void shouldHoldToTheFaultsThatWereAskedFor() {
        assertThat(steps(7, "kill_broker, cut_line"))
                .extracting(Step::fault)
                .containsOnly(Fault.KILL_BROKER, Fault.CUT_LINE);
    }

    @Test
    void shouldHaveMoreOftenWhatIsNamedBesideAll() {
        assertThat(steps(7, "all,kill_storm,kill_storm,kill_storm"))
                .extracting(Step::fault)
                .containsAll(Fault.possible())
                .filteredOn(Fault.KILL_STORM::equals)
                .hasSizeGreaterThan(50);
    }

    @Test
    void shouldRefuseAFaultThatDoesNotExist() {
        assertThatThrownBy(() -> new Schedule(7, "flood")).hasMessageContaining("FLOOD");
    }

    private static List<Step> steps(long seed, String faults) {
        return new Schedule(seed, faults).steps().limit(500).toList();
    }
}
