package dev.statefulstack.custom;

import dev.statefulstack.stack.Option;
import java.util.List;

/** The options that stacks of any system add to those of their process. */
final class CustomOptions {
    static final Option<String> DATA = Option.of("data");
    static final Option<Boolean> MAJORITY = Option.of("majority");
    static final Option<Boolean> IN_ORDER = Option.of("startInOrder");
    static final Option<Integer> MIN_READY = Option.of("minReady");
    static final Option<List<String>> BEFORE_STOP = Option.of("beforeStop");

    private CustomOptions() {}
}
