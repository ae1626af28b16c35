package dev.statefulstack.custom;

import dev.statefulstack.Golden;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CustomGoldenTest {
    private static Map<String, CustomStack> cases() {
        Map<String, CustomStack> cases = new LinkedHashMap<>();
        cases.put("my-app", Systems.myApp());
        cases.put("zookeeper", Systems.zookeeper());
        cases.put("zookeeper-from-one", Systems.zookeeperFromOne());
        cases.put("zookeeper-file", Systems.zookeeperFile());
        cases.put("etcd", Systems.etcd());
        cases.put("every-option", Systems.everyOption());
        return cases;
    }

    static Stream<String> names() {
        return cases().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theManifestsAreThoseThatWereApproved(String name) throws IOException {
        Golden.verify("custom", name, cases().get(name).yaml());
    }

    @Test
    void everyGoldenBelongsToACase() throws IOException {
        Golden.verifyNames("custom", cases().keySet());
    }
}
