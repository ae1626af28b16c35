package dev.statefulstack.stack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Everything that a user said about one stack. Immutable: each change gives a copy. */
public final class Options {
    private final String stack;
    private final CallSite made;
    private final List<Entry> entries;

    /** What was said about one option. There are a few dozen of them: copies and scans beat those of a hash map. */
    private record Entry(Option<?> option, List<Setting<?>> settings) {}

    private Options(String stack, CallSite made, List<Entry> entries) {
        this.stack = stack;
        this.made = made;
        this.entries = entries;
    }

    /** The options of a new stack, called by the stack's constructor. */
    public static Options named(@Nullable String stack) {
        Options options = new Options(String.valueOf(stack), CallSite.ofUser(), List.of());
        return options.set(Common.NAME, stack, options.made, stack);
    }

    /** The stack's name, or the text {@code null} where it was given none. */
    public String stack() {
        return stack;
    }

    /** The line that made the stack. */
    CallSite made() {
        return made;
    }

    /** A value that holds until the user says another. */
    public <T> Options orElse(Option<T> option, T value) {
        return indexOf(option) >= 0
                ? this
                : with(option, List.of(new Setting<>(option, value, listOf(value), made, false)));
    }

    <T> Options set(Option<T> option, @Nullable T value, CallSite line, @Nullable Object... arguments) {
        return with(option, List.of(new Setting<>(option, value, listOf(arguments), line, true)));
    }

    <T> Options add(Option<T> option, @Nullable T value, CallSite line, @Nullable Object... arguments) {
        List<Setting<?>> all = new ArrayList<>(all0(option));
        all.add(new Setting<>(option, value, listOf(arguments), line, true));
        return with(option, all);
    }

    /** Adds, or stands in the place of what was said before with the same first argument. */
    <T> Options put(Option<T> option, @Nullable T value, CallSite line, @Nullable Object... arguments) {
        List<Setting<?>> all = new ArrayList<>(all0(option));
        for (int i = 0; i < all.size(); i++) {
            if (Objects.equals(all.get(i).argument(0), arguments[0])) {
                all.set(i, new Setting<>(option, value, listOf(arguments), line, true));
                return with(option, all);
            }
        }
        return add(option, value, line, arguments);
    }

    <T> Options without(Option<T> option, @Nullable Object firstArgument) {
        List<Setting<?>> kept = new ArrayList<>();
        for (Setting<?> setting : all0(option)) {
            if (!Objects.equals(setting.argument(0), firstArgument)) {
                kept.add(setting);
            }
        }
        return with(option, kept);
    }

    /** As if nothing had been said: a default holds again. */
    <T> Options without(Option<T> option) {
        int index = indexOf(option);
        if (index < 0) {
            return this;
        }
        List<Entry> changed = new ArrayList<>(entries);
        changed.remove(index);
        return new Options(stack, made, changed);
    }

    /** The last value, or null where there is none. */
    public <T> @Nullable T find(Option<T> option) {
        Setting<T> setting = setting(option);
        return setting == null ? null : setting.value();
    }

    /** The last value of an option that always has one. Findings about nulls come first, so there is one here. */
    public <T> T get(Option<T> option) {
        return Objects.requireNonNull(find(option), option.method());
    }

    /** The last value with what was typed, or null where the option was not used. */
    public <T> @Nullable Setting<T> setting(Option<T> option) {
        List<Setting<T>> all = all(option);
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** The same without defaults: null where the user said nothing. */
    public <T> @Nullable Setting<T> said(Option<T> option) {
        Setting<T> setting = setting(option);
        return setting == null || !setting.isSaid() ? null : setting;
    }

    /** All values in the order in which they were said. */
    @SuppressWarnings("unchecked") // with() files each setting under its own option
    public <T> List<Setting<T>> all(Option<T> option) {
        return (List<Setting<T>>) (List<?>) all0(option);
    }

    /** The values without what was typed; values with a null argument are left out. */
    public <T> List<T> values(Option<T> option) {
        List<T> values = new ArrayList<>();
        for (Setting<T> setting : all(option)) {
            T value = setting.value();
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /** Every setting of every option. */
    List<Setting<?>> everything() {
        List<Setting<?>> everything = new ArrayList<>();
        for (Entry entry : entries) {
            everything.addAll(entry.settings());
        }
        return everything;
    }

    private List<Setting<?>> all0(Option<?> option) {
        int index = indexOf(option);
        return index < 0 ? List.of() : entries.get(index).settings();
    }

    private int indexOf(Option<?> option) {
        Option<?> key = option.key();
        for (int i = 0, size = entries.size(); i < size; i++) {
            if (entries.get(i).option() == key) {
                return i;
            }
        }
        return -1;
    }

    private Options with(Option<?> option, List<Setting<?>> all) {
        List<Entry> changed = new ArrayList<>(entries.size() + 1);
        changed.addAll(entries);
        Entry entry = new Entry(option.key(), all);
        int index = indexOf(option);
        if (index < 0) {
            changed.add(entry);
        } else {
            changed.set(index, entry);
        }
        return new Options(stack, made, changed);
    }

    private static List<@Nullable Object> listOf(@Nullable Object... arguments) {
        return Collections.unmodifiableList(new ArrayList<>(Arrays.asList(arguments)));
    }
}
