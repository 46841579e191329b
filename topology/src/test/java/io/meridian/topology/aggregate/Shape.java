package io.meridian.topology.aggregate;

import java.util.Random;

/** What values may look like. */
enum Shape {
    CONSTANT {
        @Override
        double next(Random random) {
            return 21.3;
        }
    },
    PERCENT {
        @Override
        double next(Random random) {
            return random.nextDouble() * 100;
        }
    },
    HEAVY_TAILED {
        @Override
        double next(Random random) {
            return Math.pow(1 - random.nextDouble(), -1.5);
        }
    },
    TEMPERATURE {
        @Override
        double next(Random random) {
            return Math.round(random.nextGaussian() * 150) / 10.0;
        }
    },
    MOSTLY_ZERO {
        @Override
        double next(Random random) {
            return random.nextInt(4) > 0 ? random.nextBoolean() ? 0.0 : -0.0 : random.nextInt(5) - 2;
        }
    },
    TINY {
        @Override
        double next(Random random) {
            return (random.nextDouble() - 0.5) * 1e-140;
        }
    },
    HUGE {
        @Override
        double next(Random random) {
            return (random.nextDouble() - 0.3) * 1e140;
        }
    },
    OFFSET {
        @Override
        double next(Random random) {
            return 1e9 + random.nextGaussian() * 1e-3;
        }
    },
    WIDE {
        @Override
        double next(Random random) {
            return (random.nextInt(3) - 1) * Math.pow(10, random.nextDouble() * 32 - 12);
        }
    };

    abstract double next(Random random);
}
