package dev.statefulstack.script;

import dev.statefulstack.check.Finding;
import dev.statefulstack.stack.AnyStack;
import dev.statefulstack.stack.Manifests;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes what is emitted as one YAML stream, without anybody who runs the script. */
final class StandardOutput implements Receiver {
    private boolean begun;

    @Override
    public synchronized void take(List<AnyStack> stacks) {
        Manifests manifests = Manifests.of(stacks);
        for (Finding finding : manifests.findings()) {
            System.err.println(finding);
        }
        String yaml = manifests.yaml();
        if (yaml.isEmpty()) {
            return;
        }
        // As bytes: print() would turn what the locale's charset lacks into question marks.
        byte[] bytes = ((begun ? "---\n" : "") + yaml).getBytes(StandardCharsets.UTF_8);
        PrintStream out = System.out;
        out.write(bytes, 0, bytes.length);
        out.flush();
        begun = true;
    }
}
