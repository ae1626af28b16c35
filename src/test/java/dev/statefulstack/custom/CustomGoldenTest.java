package dev.statefulstack.custom;

import dev.statefulstack.Golden;
import java.util.LinkedHashMap;
import java.util.Map;

class CustomGoldenTest implements Golden.Cases {
    @Override
    public String system() {
        return "custom";
    }

    @Override
    public Map<String, CustomStack> cases() {
        Map<String, CustomStack> cases = new LinkedHashMap<>();
        cases.put("my-app", Systems.myApp());
        cases.put("zookeeper", Systems.zookeeper());
        cases.put("zookeeper-from-one", Systems.zookeeperFromOne());
        cases.put("zookeeper-file", Systems.zookeeperFile());
        cases.put("etcd", Systems.etcd());
        cases.put("every-option", Systems.everyOption());
        return cases;
    }
}
