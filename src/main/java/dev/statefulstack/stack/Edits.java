package dev.statefulstack.stack;

import dev.statefulstack.check.Nodes;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.resources.ModelWalker;
import dev.statefulstack.tree.MapNode;
import dev.statefulstack.yaml.YamlWriter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
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
    private static final Rule CHANGES_NAMES = Rule.warning(
            "edit-changes-names",
            "names, lists of peers, dns() and the client view were computed before, and still say what the options say",
            "statefulstack");
    private static final Rule UNWRITABLE = Rule.unusable(
            "object-not-writable", "a value that is not understood would be written wrong", "statefulstack");

    static final List<Rule> RULES = List.of(MATCHES_NOTHING, FAILED, CHANGES_NOTHING, CHANGES_NAMES, UNWRITABLE);

    /** What others call an object and its members by. */
    private static final String[][] IDENTITY = {
        {"metadata", "name"},
        {"metadata", "namespace"},
        {"spec", "replicas"},
        {"spec", "ordinals"},
        {"spec", "serviceName"},
        {"spec", "ports"}
    };

    private final Settings settings;
    private final Report report;
    private final IdentityHashMap<HasMetadata, CallSite> lines = new IdentityHashMap<>();

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
    CallSite lineOf(HasMetadata resource) {
        CallSite line = lines.get(resource);
        return line == null ? settings.options().made() : line;
    }

    /** The object as a tree, or null where it holds something that cannot be written. */
    @Nullable
    MapNode walk(HasMetadata resource) {
        try {
            return ModelWalker.walk(resource);
        } catch (IllegalArgumentException e) {
            unwritable(resource, e);
            return null;
        }
    }

    private void unwritable(HasMetadata resource, IllegalArgumentException e) {
        report.add(settings.finding(
                        UNWRITABLE, null, String.valueOf(e.getMessage()), "set the field to a type of fabric8's model")
                .at(lineOf(resource).toString()));
    }

    private <T extends HasMetadata> void apply(
            Common.Edit<T> edit, Setting<Common.Edit<?>> setting, List<HasMetadata> resources) {
        boolean found = false;
        for (HasMetadata resource : resources) {
            if (edit.type().isInstance(resource) && edit.name().equals(nameOf(resource))) {
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
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            report.add(settings.finding(
                    FAILED,
                    setting,
                    "the edit ended with " + e,
                    "see the lambda at that line; parts that the stack doesn't use are null or empty"));
            return;
        }
        lines.put(resource, setting.line());
        MapNode after = walk(resource);
        if (nameOf(resource).isEmpty()) {
            report.add(settings.finding(
                    FAILED, setting, "the object has no name any more", "leave metadata and its name in place"));
        } else if (before != null && after != null) {
            compare(resource, before, after, setting);
        }
    }

    private void compare(HasMetadata resource, MapNode before, MapNode after, Setting<Common.Edit<?>> setting) {
        try {
            YamlWriter.write(after, new StringBuilder());
        } catch (IllegalArgumentException e) {
            unwritable(resource, e);
        }
        for (String[] path : IDENTITY) {
            if (!Objects.equals(Nodes.find(before, path), Nodes.find(after, path))) {
                report.add(
                        settings.finding(
                                CHANGES_NAMES,
                                setting,
                                String.join(".", path) + " of " + resource.getKind() + " '" + setting.argument(1)
                                        + "' is another one than was computed",
                                "say it through the stack: its name, .namespace(name), .replicas(n), .firstOrdinal(n) or ports"));
            }
        }
        if (before.equals(after)) {
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
            list.add(resource.getKind() + " '" + nameOf(resource) + "'");
        }
        return list.toString();
    }

    /** Empty where an edit took it away. */
    private static String nameOf(HasMetadata resource) {
        ObjectMeta metadata = resource.getMetadata();
        return metadata == null || metadata.getName() == null ? "" : metadata.getName();
    }
}
