package dev.statefulstack.elasticsearch;

import dev.statefulstack.check.AmountRules;
import dev.statefulstack.check.NameRules;
import dev.statefulstack.check.Report;
import dev.statefulstack.check.Rule;
import dev.statefulstack.plan.Names;
import dev.statefulstack.plan.Quantities;
import dev.statefulstack.stack.Setting;
import dev.statefulstack.stack.Settings;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for what is wrong with amounts. */
final class MemoryChecks {
    private static final Rule HEAP_SMALL = Rule.error(
            "es-heap-too-small",
            "the server does not start in so little",
            "elastic/elasticsearch MachineDependentHeap.java");
    private static final Rule MEMORY_LARGE = Rule.warning(
            "es-memory-over-64gi",
            "the heap ends at 31 GiB, so what is beyond 64 GiB serves as page cache only",
            "elastic/elasticsearch MachineDependentHeap.java; statefulstack");

    static final List<Rule> RULES = List.of(NameRules.ILLEGAL, AmountRules.ILLEGAL, HEAP_SMALL, MEMORY_LARGE);

    private static final long LARGE_MEMORY = 64L << 30;

    private final Settings settings;
    private final Report report;

    MemoryChecks(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    void run() {
        Setting<String> memory = settings.memorySetting();
        Setting<String> heap = settings.options().setting(ElasticsearchOptions.HEAP);
        if (memory != null) {
            memory(memory, heap == null);
        }
        if (heap != null) {
            bytes(heap, heap.value());
            heap(heap, memory);
        }
        Setting<String> masterMemory = settings.options().setting(ElasticsearchOptions.MASTER_MEMORY);
        if (masterMemory != null) {
            bytes(masterMemory, masterMemory.value());
            memory(masterMemory, true);
        }
        Setting<String> masterCpu = settings.options().setting(ElasticsearchOptions.MASTER_CPU);
        if (masterCpu != null) {
            cores(masterCpu);
        }
        Setting<ElasticsearchOptions.Disk> masterDisk = settings.options().setting(ElasticsearchOptions.MASTER_STORAGE);
        if (masterDisk != null) {
            disk(masterDisk);
        }
    }

    private void add(Rule rule, @Nullable Setting<?> about, String what, String fix) {
        report.add(settings.finding(rule, about, what, fix));
    }

    private void memory(Setting<String> setting, boolean heapFollows) {
        Long bytes = setting.value() == null ? null : Quantities.parseBytes(setting.value());
        if (bytes == null) {
            return;
        }
        if (bytes > LARGE_MEMORY) {
            add(
                    MEMORY_LARGE,
                    setting,
                    "the memory is " + setting.value(),
                    "use 64Gi or less and more members, or .allow(\"es-memory-over-64gi\", reason) for the page cache");
        }
        if (heapFollows && Heap.ofMemory(bytes).mebibytes() < Heap.LEAST) {
            add(
                    HEAP_SMALL,
                    setting,
                    "half of " + setting.value() + " is less than " + Heap.LEAST + " MiB",
                    "use 512Mi or more");
        }
    }

    private void heap(Setting<String> setting, @Nullable Setting<String> memory) {
        Long bytes = setting.value() == null ? null : Quantities.parseBytes(setting.value());
        Long limit = memory == null || memory.value() == null ? null : Quantities.parseBytes(memory.value());
        if (bytes == null) {
            return;
        }
        Heap heap = Heap.of(bytes);
        if (heap.mebibytes() < Heap.LEAST) {
            add(HEAP_SMALL, setting, setting.value() + " is less than " + Heap.LEAST + " MiB", "use 512Mi or more");
        } else if (limit != null && memory != null && heap.isOver(limit)) {
            add(
                    ElasticsearchRules.HEAP_OVER_HALF,
                    setting,
                    "the heap is " + setting.value() + " and the memory " + memory.value(),
                    "use half of the memory, at most 31Gi, or more .memory(size)");
        }
    }

    private void disk(Setting<ElasticsearchOptions.Disk> setting) {
        ElasticsearchOptions.Disk disk = setting.value();
        if (disk != null) {
            bytes(setting, disk.size());
            if (disk.storageClass() != null && !Names.isSubdomain(disk.storageClass())) {
                add(
                        NameRules.ILLEGAL,
                        setting,
                        "'" + disk.storageClass() + "' is no name of an object",
                        "use lower-case letters, digits, dashes and dots, beginning and ending with a letter or digit");
            }
        }
    }

    private void cores(Setting<String> setting) {
        BigDecimal amount = setting.value() == null ? BigDecimal.ONE : Quantities.parse(setting.value());
        if (amount == null || amount.signum() <= 0) {
            add(
                    AmountRules.ILLEGAL,
                    setting,
                    "'" + setting.value() + "' is no positive number of cores",
                    "write one such as \"500m\" or \"2\"");
        }
    }

    private void bytes(Setting<?> setting, @Nullable String text) {
        if (text != null && Quantities.parseBytes(text) == null) {
            add(
                    AmountRules.ILLEGAL,
                    setting,
                    "'" + text + "' is no positive, whole number of bytes",
                    "write one such as \"4Gi\"");
        }
    }
}
