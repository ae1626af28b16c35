package dev.statefulstack.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Without a descriptor the build is green and the jar is no plugin. */
class PluginDescriptorTest {
    private static Document plugin;

    @BeforeAll
    static void read() throws Exception {
        try (InputStream stream = PluginDescriptorTest.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
            assertThat(stream).as("META-INF/maven/plugin.xml").isNotNull();
            plugin = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream);
        }
    }

    private static String text(Element element, String name) {
        NodeList found = element.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    private static Map<String, Element> goals() {
        Map<String, Element> goals = new LinkedHashMap<>();
        NodeList mojos = plugin.getElementsByTagName("mojo");
        for (int i = 0; i < mojos.getLength(); i++) {
            Element mojo = (Element) mojos.item(i);
            goals.put(text(mojo, "goal"), mojo);
        }
        return goals;
    }

    @Test
    void theGoalsAreThereUnderTheirPrefix() {
        assertThat(text(plugin.getDocumentElement(), "goalPrefix")).isEqualTo("statefulstack");
        assertThat(goals()).containsOnlyKeys("check", "generate", "help", "jshell", "lint", "plan", "print", "run");
    }

    @Test
    void goalsOfABuildKnowTheirPhase() {
        assertThat(text(goals().get("generate"), "phase")).isEqualTo("process-classes");
        assertThat(text(goals().get("check"), "phase")).isEqualTo("verify");
    }

    @Test
    void allGoalsMayRunSideBySide() {
        assertThat(goals().values())
                .allSatisfy(goal -> assertThat(text(goal, "threadSafe")).isEqualTo("true"));
    }

    @Test
    void scriptsNeedNoProject() {
        assertThat(text(goals().get("run"), "requiresProject")).isEqualTo("false");
        assertThat(text(goals().get("jshell"), "requiresProject")).isEqualTo("false");
    }

    /** Those of the generated goal "help" are Maven's custom. */
    @Test
    void everyParameterHasAPropertyOfOurs() {
        Set<String> mavens = Set.of(
                "${project}",
                "${session}",
                "${plugin.artifacts}",
                "${plugin.version}",
                "${maven.version}",
                "${mojoExecution}");
        List<String> without = new ArrayList<>();
        goals().forEach((name, goal) -> {
            NodeList configuration =
                    ((Element) goal.getElementsByTagName("configuration").item(0)).getElementsByTagName("*");
            Map<String, String> properties = new LinkedHashMap<>();
            for (int i = 0; i < configuration.getLength(); i++) {
                Element parameter = (Element) configuration.item(i);
                String value = parameter.getTextContent();
                properties.put(
                        parameter.getTagName(), value.isEmpty() ? parameter.getAttribute("default-value") : value);
            }
            NodeList parameters = goal.getElementsByTagName("parameter");
            for (int i = 0; i < parameters.getLength() && !name.equals("help"); i++) {
                String parameter = text((Element) parameters.item(i), "name");
                String property = properties.getOrDefault(parameter, "");
                if (!property.startsWith("${statefulstack.") && !mavens.contains(property)) {
                    without.add(name + "." + parameter + ": " + property);
                }
            }
        });
        assertThat(without).isEmpty();
    }
}
