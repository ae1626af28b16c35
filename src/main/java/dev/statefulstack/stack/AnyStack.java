package dev.statefulstack.stack;

import dev.statefulstack.check.Finding;
import dev.statefulstack.plan.ClientView;
import dev.statefulstack.plan.DnsRecord;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/** A stack of any system: what can be asked of each of them. */
public interface AnyStack {
    /** The name that the stack was given when it was made; its file is called so. */
    String name();

    /** The namespace of its objects. */
    String namespace();

    /**
     * All manifests as one YAML text, ready for {@code kubectl apply -f -}.
     *
     * @throws InvalidStackException if there is a finding of severity error
     */
    default String yaml() {
        return manifests().yaml();
    }

    /**
     * The manifests as named files.
     *
     * @throws InvalidStackException if there is a finding of severity error
     */
    Manifests manifests();

    /**
     * The manifests as fabric8's objects, made anew by each call.
     *
     * @throws InvalidStackException if there is a finding of severity error
     */
    List<HasMetadata> resources();

    /** Everything that is wrong or risky; empty for a stack without remarks. Never throws for what the user typed. */
    List<Finding> findings();

    /**
     * The names that the cluster's DNS will answer once the stack runs.
     *
     * @throws InvalidStackException if there is a finding of severity error
     */
    List<DnsRecord> dns();

    /**
     * How clients in the cluster reach the stack, for the environment of another one.
     *
     * @throws InvalidStackException if there is a finding of severity error, or no port for clients
     */
    ClientView clientView();
}
