package dev.statefulstack.stack;

import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.resources.ModelWalker;
import dev.statefulstack.tree.MapNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs the user's changes to generated objects. */
final class Edits {
    private static final Rule MATCHES_NOTHING = Rule.unusable(
            "edit-matches-nothing", "a change that is not made would come as a surprise", "statefulstack");
    private static final Rule FAILED = Rule.unusable("edit-failed", "the object may be half changed", "statefulstack");
    private static final Rule CHANGES_NOTHING = Rule.warning(
            "edit-changes-nothing",
            "the object is changed in place; what a builder returns is thrown away",
            "statefulstack");
    private static final Rule UNWRITABLE = Rule.unusable(
            "object-not-writable", "a value that is not understood would be written wrong", "statefulstack");

    static final List<Rule> RULES = List.of(MATCHES_NOTHING, FAILED, CHANGES_NOTHING, UNWRITABLE);

    private final Settings settings;
    private final Report report;
    private final IdentityHashMap<HasMetadata, String> lines = new IdentityHashMap<>();

    Edits(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    void apply(List<HasMetadata> resources) {
        for (Setting<Common.Edit<?>> setting : settings.options().all(Common.EDIT)) {
            Common.Edit<?> edit = setting.value();
            if (edit != null) {
                apply(edit, setting, resources);
            }
        }
    }

    /** The line to show for findings in an object: the last edit's, else the line that made the stack. */
    String lineOf(HasMetadata resource) {
        String line = lines.get(resource);
        return line == null ? settings.options().made().toString() : line;
    }

    /** The object as a tree, or null where it holds something that cannot be written. */
    @Nullable
    MapNode walk(HasMetadata resource) {
        try {
            return ModelWalker.walk(resource);
        } catch (IllegalArgumentException e) {
            report.add(settings.finding(
                            UNWRITABLE,
                            null,
                            String.valueOf(e.getMessage()),
                            "set the field to a type of fabric8's model")
                    .at(lineOf(resource)));
            return null;
        }
    }

    private <T extends HasMetadata> void apply(
            Common.Edit<T> edit, Setting<Common.Edit<?>> setting, List<HasMetadata> resources) {
        boolean found = false;
        for (HasMetadata resource : resources) {
            if (edit.type().isInstance(resource)
                    && edit.name().equals(resource.getMetadata().getName())) {
                found = true;
                change(resource, edit.type().cast(resource), edit.change(), setting);
            }
        }
        if (!found) {
            report.add(settings.finding(
                    MATCHES_NOTHING,
                    setting,
                    "there is no " + edit.type().getSimpleName() + " '" + edit.name() + "'; there are "
                            + list(resources),
                    "name one of these objects"));
        }
    }

    private <T> void change(
            HasMetadata resource, T typed, Consumer<? super T> change, Setting<Common.Edit<?>> setting) {
        MapNode before = walk(resource);
        try {
            change.accept(typed);
        } catch (RuntimeException e) {
            report.add(settings.finding(
                    FAILED,
                    setting,
                    "the edit ended with " + e,
                    "see the lambda at that line; parts that the stack doesn't use are null or empty"));
            return;
        }
        lines.put(resource, setting.line());
        MapNode after = walk(resource);
        if (before != null && before.equals(after)) {
            report.add(settings.finding(
                    CHANGES_NOTHING,
                    setting,
                    "the object is the same after the edit",
                    "use setters, such as set.getSpec().setMinReadySeconds(60)"));
        }
    }

    private static String list(List<HasMetadata> resources) {
        StringJoiner list = new StringJoiner(", ");
        for (HasMetadata resource : resources) {
            list.add(resource.getKind() + " '" + resource.getMetadata().getName() + "'");
        }
        return list.toString();
    }
}
