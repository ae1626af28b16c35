package dev.statefulstack.check;

import java.util.List;

/** A check that holds for every system. It looks at what was indexed once for all of them. */
interface SharedCheck {
    /** The rules that its findings name. */
    List<Rule> rules();

    void look(Inventory all, Report report);
}
