package dev.statefulstack.boot;

/** A connection by TCP that was made, by the addresses of both ends and the port that it was made to. */
record Connection(String from, String to, int port) {}
