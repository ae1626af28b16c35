package dev.statefulstack.project;

/** Hears how far long work has come. Called from several threads. */
@FunctionalInterface
public interface Progress {
    /** For those who don't show it. */
    Progress NONE = stacks -> {};

    /** So many stacks more are done. */
    void add(int stacks);
}
