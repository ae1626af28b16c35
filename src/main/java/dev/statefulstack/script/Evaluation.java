package dev.statefulstack.script;

/** A script on its way from the first statement to the last. */
interface Evaluation {
    /**
     * Runs the script, to its end or to the first statement that fails.
     *
     * @throws Problem if a statement fails
     */
    void run() throws Problem;

    /** The line of the statement that runs. */
    String line();
}
