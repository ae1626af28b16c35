package dev.statefulstack;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;

/**
 * The rooms of the house and who may use whom.
 *
 * <p>A system is every package that is not in the list of shared rooms, so a new one needs no line here.
 */
@AnalyzeClasses(packages = "dev.statefulstack", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.statefulstack";

    private static final Set<String> SHARED = Set.of(
            "tree",
            "plan",
            "yaml",
            "files",
            "resources",
            "check",
            "change",
            "stack",
            "script",
            "project",
            "maven",
            "lint");

    @ArchTest
    static final ArchRule roomsHaveNoCycles =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule treeUsesNoOtherRoom = room("tree", "tree");

    @ArchTest
    static final ArchRule planUsesNoOtherRoom = room("plan", "plan");

    @ArchTest
    static final ArchRule yamlUsesTheTree = room("yaml", "yaml", "tree");

    @ArchTest
    static final ArchRule resourcesUsePlanAndTree = room("resources", "resources", "plan", "tree");

    @ArchTest
    static final ArchRule checksUseTreeYamlAndTheNounsOfThePlan = room("check", "check", "tree", "yaml", "plan");

    @ArchTest
    static final ArchRule changesUseFindingsAndTheTreeAndKnowNoSystem =
            room("change", "change", "check", "tree", "yaml", "plan");

    @ArchTest
    static final ArchRule stackUsesTheWholeLine =
            room("stack", "stack", "tree", "plan", "yaml", "files", "resources", "check", "change");

    @ArchTest
    static final ArchRule theLintKnowsNoSystem = room("lint", "lint", "check", "yaml", "tree", "plan", "resources");

    @ArchTest
    static final ArchRule scriptsUseStacksAndFindings = room("script", "script", "stack", "check");

    @ArchTest
    static final ArchRule filesUseNoOtherRoom = room("files", "files");

    @ArchTest
    static final ArchRule projectsUseStacksAndScripts =
            room("project", "project", "files", "stack", "script", "check", "yaml", "tree");

    /** The library that a goal runs is another copy, so a reference to a class of ours would be to the wrong one. */
    @ArchTest
    static final ArchRule goalsUseMavenAndTheJdk = classes()
            .that()
            .resideInAPackage(ROOT + ".maven..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + ".maven..",
                    "org.apache.maven..",
                    "java..",
                    "javax.xml..",
                    "org.w3c.dom..",
                    "org.xml..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule nobodyUsesTheGoals = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".maven..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".maven..");

    @ArchTest
    static final ArchRule systemsKnowNeitherObjectsNorTextNorEachOther = classes()
            .that(new DescribedPredicate<JavaClass>("belong to a system") {
                @Override
                public boolean test(JavaClass type) {
                    return !room(type).isEmpty() && !SHARED.contains(room(type));
                }
            })
            .should(new OnlyUse(Map.of("stack", true, "plan", true, "check", true, "change", true, "tree", true)))
            .allowEmptyShould(false);

    @ArchTest
    static final ArchRule nobodyUsesTheRoot = noClasses()
            .that()
            .resideInAPackage(ROOT + ".(*)..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT);

    @ArchTest
    static final ArchRule theLineIsDataOnly = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT, ROOT + ".script..", ROOT + ".maven..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.time..", "java.net..")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule mapsOnTheLineKeepTheirOrder = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT, ROOT + ".script..", ROOT + ".maven..")
            .should()
            .callMethod(Map.class, "copyOf", Map.class)
            .orShould()
            .callMethod(Set.class, "copyOf", java.util.Collection.class)
            .orShould(new CallOf(Map.class))
            .orShould(new CallOf(Set.class));

    @ArchTest
    static final ArchRule onlyTheWalkerUsesJacksonsAnnotations = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".resources..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml..", "tools.jackson..");

    @ArchTest
    static final ArchRule nobodyUsesJacksonsDatabind =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("tools.jackson..");

    @ArchTest
    static final ArchRule onlyTheReaderUsesTheYamlLibrary = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".yaml..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.yaml..", "org.snakeyaml..");

    /** So that nobody who writes a stack pays for loading a reader. */
    @ArchTest
    static final ArchRule whatWritesStacksDoesNotRead = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".stack..", ROOT + ".resources..", ROOT + ".check..")
            .or()
            .haveSimpleName("YamlWriter")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("YamlReader");

    @ArchTest
    static final ArchRule publicClassesAreFinalOrMadeForInheritance = classes()
            .that()
            .arePublic()
            .and()
            .areNotInterfaces()
            .and()
            .haveSimpleNameNotEndingWith("Base")
            .and()
            .doNotHaveSimpleName("HelpMojo")
            .should()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL);

    private static ArchRule room(String name, String... mayUse) {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name + "..")
                .should()
                .dependOnClassesThat(new DescribedPredicate<JavaClass>("are outside of " + String.join(", ", mayUse)) {
                    @Override
                    public boolean test(JavaClass type) {
                        return isOurs(type) && !Set.of(mayUse).contains(room(type));
                    }
                })
                .allowEmptyShould(false);
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    /** The part of the package's name behind the root's; empty for the root. */
    private static String room(JavaClass type) {
        if (!type.getPackageName().startsWith(ROOT + ".")) {
            return "";
        }
        String rest = type.getPackageName().substring(ROOT.length() + 1);
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }

    private static final class OnlyUse extends com.tngtech.archunit.lang.ArchCondition<JavaClass> {
        private final Map<String, Boolean> rooms;

        OnlyUse(Map<String, Boolean> rooms) {
            super("use only " + rooms.keySet());
            this.rooms = rooms;
        }

        @Override
        public void check(JavaClass type, com.tngtech.archunit.lang.ConditionEvents events) {
            type.getDirectDependenciesFromSelf().stream()
                    .filter(dependency -> isOurs(dependency.getTargetClass()))
                    .filter(dependency -> !room(dependency.getTargetClass()).equals(room(type)))
                    .filter(dependency -> !rooms.containsKey(room(dependency.getTargetClass())))
                    .forEach(dependency -> events.add(com.tngtech.archunit.lang.SimpleConditionEvent.violated(
                            type, dependency.getDescription())));
        }
    }

    /** {@code Map.of} and its kin have another order in every JVM. */
    private static final class CallOf extends com.tngtech.archunit.lang.ArchCondition<JavaClass> {
        private final Class<?> owner;

        CallOf(Class<?> owner) {
            super("call " + owner.getSimpleName() + ".of");
            this.owner = owner;
        }

        @Override
        public void check(JavaClass type, com.tngtech.archunit.lang.ConditionEvents events) {
            type.getMethodCallsFromSelf().stream()
                    .filter(call -> call.getTargetOwner().isEquivalentTo(owner))
                    .filter(call ->
                            call.getName().equals("of") || call.getName().equals("ofEntries"))
                    .forEach(call -> events.add(
                            com.tngtech.archunit.lang.SimpleConditionEvent.satisfied(type, call.getDescription())));
        }
    }
}
