package dev.statefulstack.script;

import dev.statefulstack.stack.AnyStack;
import java.util.List;

/** Gets what is emitted. */
interface Receiver {
    void take(List<AnyStack> stacks);
}
