package com.example.platform;

import org.approvaltests.Approvals;
import org.junit.jupiter.api.Test;

/** Pins what is applied: a change of a stack, or of the library, shows as a difference of the approved files. */
class PlatformTest {
    @Test
    void staging() {
        Approvals.verify(Platform.staging().yaml());
    }

    @Test
    void production() {
        Approvals.verify(Platform.production().yaml());
    }
}
