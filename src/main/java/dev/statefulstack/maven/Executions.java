package dev.statefulstack.maven;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The executions of the plugin in a project, which may be for different stacks. */
final class Executions {
    private static final String FOLDER = "outputDirectory";

    /** The parameters that say which stacks there are. */
    private static final List<String> STACKS = List.of("providers", "scripts");

    /** The goals that write a folder, or hold it against the stacks. */
    private static final List<String> GOALS = List.of("generate", "check");

    private final @Nullable Plugin plugin;
    private final String own;

    Executions(MavenProject project, MojoExecution execution) {
        plugin = project.getPlugin(execution.getPlugin().getKey());
        own = execution.getExecutionId();
    }

    /**
     * Looks for another execution that writes other stacks to the folder of this one.
     *
     * @throws MojoExecutionException if there is one: each would delete what the other has written
     */
    void refuseOneFolderForOtherStacks() throws MojoExecutionException {
        if (plugin == null) {
            return;
        }
        PluginExecution mine = plugin.getExecutionsAsMap().get(own);
        Map<String, String> here = parameters(mine == null ? plugin.getConfiguration() : mine.getConfiguration());
        for (PluginExecution other : plugin.getExecutions()) {
            Map<String, String> there = parameters(other.getConfiguration());
            boolean writes = other.getGoals().stream().anyMatch(GOALS::contains);
            if (writes && !other.equals(mine) && same(FOLDER, here, there) && !sameStacks(here, there)) {
                throw new MojoExecutionException(
                        "the executions '" + own + "' and '" + other.getId() + "' have the folder "
                                + here.getOrDefault(FOLDER, "of the default") + " and different stacks: "
                                + stacks(here) + ", and " + stacks(there)
                                + "\n  why: each would delete what the other has written"
                                + "\n  fix: give each an <outputDirectory> of its own, or name all providers in one execution");
            }
        }
    }

    private static boolean same(String name, Map<String, String> a, Map<String, String> b) {
        return a.getOrDefault(name, "").equals(b.getOrDefault(name, ""));
    }

    private static boolean sameStacks(Map<String, String> a, Map<String, String> b) {
        for (String name : STACKS) {
            if (!same(name, a, b)) {
                return false;
            }
        }
        return true;
    }

    private static String stacks(Map<String, String> parameters) {
        StringBuilder said = new StringBuilder();
        for (String name : STACKS) {
            String value = parameters.get(name);
            if (value != null) {
                said.append(said.length() == 0 ? "" : ", ")
                        .append(name)
                        .append(' ')
                        .append(value);
            }
        }
        return said.length() == 0 ? "all of the project's" : said.toString();
    }

    /** The parameters of a configuration, which Maven shows as XML, with the texts of their items. */
    private static Map<String, String> parameters(@Nullable Object configuration) throws MojoExecutionException {
        Map<String, String> parameters = new TreeMap<>();
        if (configuration == null) {
            return parameters;
        }
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Element root = factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(configuration.toString())))
                    .getDocumentElement();
            for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element parameter) {
                    parameters.put(
                            parameter.getTagName(),
                            String.join(" ", parameter.getTextContent().strip().split("\\s+", -1)));
                }
            }
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new MojoExecutionException("the plugin's configuration cannot be read: " + e.getMessage(), e);
        }
        return parameters;
    }
}
