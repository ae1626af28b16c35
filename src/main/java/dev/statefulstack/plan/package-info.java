/** What a stateful system needs from any orchestrator: nodes, names, ports, storage, probes. Knows no Kubernetes object and no system. */
@NullMarked
package dev.statefulstack.plan;

import org.jspecify.annotations.NullMarked;
