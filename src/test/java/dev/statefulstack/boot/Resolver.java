package dev.statefulstack.boot;

import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;

/**
 * The JDK's own DNS client, which asks over the network, with the search list that the kubelet gives to pods.
 *
 * <p>It wants a Hashtable. What is banned of JNDI is what directories with Java objects do; DNS has texts only.
 */
@SuppressWarnings({"BanJNDI", "JdkObsolete"})
final class Resolver implements AutoCloseable {
    private final DirContext client;
    private final List<String> search;

    /** @param namespace of the pod that asks */
    Resolver(DnsServer server, String namespace, String domain) throws NamingException {
        Hashtable<String, String> settings = new Hashtable<>();
        settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        settings.put(Context.PROVIDER_URL, "dns://127.0.0.1:" + server.port());
        // Doubled at each attempt: a machine may be busy with something else.
        settings.put("com.sun.jndi.dns.timeout.initial", "2000");
        settings.put("com.sun.jndi.dns.timeout.retries", "5");
        client = new InitialDirContext(settings);
        search = List.of(namespace + ".svc." + domain, "svc." + domain, domain);
    }

    /**
     * The answers to a name as it stands, in alphabetical order.
     *
     * @param type {@code A} or {@code SRV}
     * @return nothing where the name does not exist
     */
    Optional<Set<String>> ask(String name, String type) throws NamingException {
        try {
            Set<String> answers = new TreeSet<>();
            Attribute found = client.getAttributes(name, new String[] {type}).get(type);
            if (found != null) {
                NamingEnumeration<?> values = found.getAll();
                while (values.hasMore()) {
                    // Targets end in a dot.
                    answers.add(values.next().toString().replaceAll("\\.$", ""));
                }
            }
            return Optional.of(answers);
        } catch (NameNotFoundException e) {
            return Optional.empty();
        }
    }

    /** As a pod does: a name of fewer than five dots is tried below each entry of the search list first. */
    Optional<Set<String>> search(String name, String type) throws NamingException {
        if (name.chars().filter(c -> c == '.').count() >= 5) {
            return ask(name, type);
        }
        for (String below : search) {
            Optional<Set<String>> answers = ask(name + "." + below, type);
            if (answers.isPresent()) {
                return answers;
            }
        }
        return ask(name, type);
    }

    @Override
    public void close() throws NamingException {
        client.close();
    }
}
