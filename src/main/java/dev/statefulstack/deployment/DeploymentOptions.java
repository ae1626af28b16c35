package dev.statefulstack.deployment;

import dev.statefulstack.stack.Option;

/** The options that headless Deployments add to those of their process. */
final class DeploymentOptions {
    static final Option<Integer> DRAIN = Option.of("drain");
    static final Option<Boolean> CLIENT_SERVICE = Option.of("clientService");

    private DeploymentOptions() {}
}
