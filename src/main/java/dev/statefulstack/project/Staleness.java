package dev.statefulstack.project;

import dev.statefulstack.files.OutputFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Supplier;

/** In what a folder is not what the stacks give now. */
final class Staleness {
    /** Files whose difference is shown; of the others, their names. */
    private static final int MOST = 10;

    private final OutputFolder folder;
    private final Output output;
    private final List<String> leftBehind;
    private final List<String> foreign;

    Staleness(OutputFolder folder, Output output) throws IOException {
        this.folder = folder;
        this.output = output;
        leftBehind = output.leftBehind();
        foreign = output.foreign();
    }

    boolean isAny() throws IOException {
        return isMendedByWriting() || !foreign.isEmpty();
    }

    private boolean isMendedByWriting() throws IOException {
        return !output.different().isEmpty() || !leftBehind.isEmpty() || output.indexDiffers();
    }

    /** @param mend the command that writes the folder */
    String report(String mend) throws IOException {
        StringBuilder files = new StringBuilder();
        int missing = 0;
        int changed = 0;
        for (Map.Entry<String, Supplier<String>> file : output.different().entrySet()) {
            Optional<byte[]> there = folder.read(file.getKey());
            if (there.isEmpty()) {
                missing++;
                files.append("\nmissing  ").append(file.getKey()).append('\n');
            } else {
                changed++;
                files.append("\nchanged  ").append(file.getKey());
                if (changed <= MOST) {
                    files.append("  (- in the folder, + from the stacks)\n")
                            .append(Difference.between(
                                    text(there.get()), file.getValue().get()));
                } else {
                    files.append('\n');
                }
            }
        }
        for (String name : leftBehind) {
            files.append("\nextra    ").append(name).append("  (written for a stack that is gone)\n");
        }
        for (String name : foreign) {
            files.append("\nextra    ")
                    .append(name)
                    .append("  (not made from a stack, and whoever applies the folder")
                    .append(" applies it too)\n  fix: delete it, or list it among the files to keep\n");
        }
        if (files.isEmpty()) {
            files.append("\nchanged  ").append(Index.FILE).append("  (the list of the files)\n");
        }
        StringJoiner counts = new StringJoiner(", ");
        counts.add(missing + " missing");
        counts.add(changed + " changed");
        counts.add(leftBehind.size() + foreign.size() + " extra");
        return folder.path() + " is not what the stacks give now: " + counts + "\n" + files
                + (isMendedByWriting() ? "\nfix: " + mend : "");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
