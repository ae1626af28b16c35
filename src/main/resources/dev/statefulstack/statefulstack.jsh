// The names that scripts have without an import. "run" reads this file; in the jshell tool:
// jshell --class-path ... --startup DEFAULT --startup statefulstack.jsh examples/kafka.jsh

import java.io.*;
import java.math.*;
import java.net.*;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;
import java.util.regex.*;
import java.util.stream.*;

import dev.statefulstack.*;
import dev.statefulstack.cassandra.*;
import dev.statefulstack.elasticsearch.*;
import dev.statefulstack.kafka.*;
import dev.statefulstack.plan.Env;
import dev.statefulstack.plan.Peers;
import dev.statefulstack.plan.Port;
import dev.statefulstack.plan.Probe;
import dev.statefulstack.plan.Toleration;
import dev.statefulstack.stack.AnyStack;
import dev.statefulstack.stack.Manifests;
import static dev.statefulstack.script.Scripts.emit;

// For .edit(StatefulSet.class, ...) and its like. Our Probe and Toleration stand before those of the model.
import io.fabric8.kubernetes.api.model.*;
import io.fabric8.kubernetes.api.model.apps.*;
import io.fabric8.kubernetes.api.model.networking.v1.*;
import io.fabric8.kubernetes.api.model.policy.v1.*;
