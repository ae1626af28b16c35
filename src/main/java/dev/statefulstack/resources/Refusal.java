package dev.statefulstack.resources;

/** A value that can't be written, on its way up to the resource; each level adds its step to the path. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;
    private String path = "";

    /** @param what the problem and what to do about it, in whole sentences */
    Refusal(String what) {
        super(what);
        this.what = what;
    }

    Refusal in(String key) {
        path = "." + key + path;
        return this;
    }

    Refusal in(int index) {
        path = "[" + index + "]" + path;
        return this;
    }

    String what() {
        return what;
    }

    /** {@code spec.ports[0].name}; empty when the resource itself is refused. */
    String path() {
        return path.startsWith(".") ? path.substring(1) : path;
    }
}
