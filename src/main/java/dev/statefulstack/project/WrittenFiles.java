package dev.statefulstack.project;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which manifests of a folder were written for which environment. Others in the folder are the user's own. */
public final class WrittenFiles {
    /** The file in the folder that lists them. */
    public static final String LIST = Index.FILE;

    private WrittenFiles() {}

    /**
     * The manifests by environment, without those for Kustomize.
     *
     * @param list the text of {@link #LIST}
     * @param environments the project's; a file belongs to the one with the deepest folder. Those of an environment that
     *     is gone come last, under the name of their folder
     */
    public static Map<String, List<String>> byEnvironment(String list, Collection<String> environments) {
        Map<String, List<String>> files = new LinkedHashMap<>();
        for (String environment : environments) {
            files.put(environment, new ArrayList<>());
        }
        for (String name : Index.names(list)) {
            if (!name.equals(Layout.kustomizationFile()) && !name.endsWith("/" + Layout.kustomizationFile())) {
                files.computeIfAbsent(environment(name, environments), gone -> new ArrayList<>())
                        .add(name);
            }
        }
        return files;
    }

    private static String environment(String file, Collection<String> environments) {
        String deepest = "";
        for (String environment : environments) {
            if (file.startsWith(environment + "/") && environment.length() > deepest.length()) {
                deepest = environment;
            }
        }
        int slash = file.lastIndexOf('/');
        boolean isGone = deepest.isEmpty() && !environments.contains("") && slash > 0;
        return isGone ? file.substring(0, slash) : deepest;
    }
}
