def log = new File(basedir, 'build.log').text

def said = { String... lines ->
    def text = lines.collect { it.isEmpty() ? '[ERROR] ' : '[ERROR] ' + it }.join('\n')
    assert log.contains(text)
}
def failed = { String goal, String module, String message ->
    assert log =~ /(?m)^\[ERROR\] Failed to execute goal dev\.statefulstack:statefulstack:[^:]+:$goal \(manifests\) on project $module: \Q$message\E/
}
def files = { String folder ->
    def root = new File(basedir, folder)
    def found = []
    root.eachFileRecurse(groovy.io.FileType.FILES) { found << root.toPath().relativize(it.toPath()).toString() }
    found.sort()
}

// A project without code of its own, and one without stacks: nothing is said and nothing is written.
assert log =~ /(?m)^\[INFO\] empty 1 \.+ SUCCESS/
assert !new File(basedir, 'empty/manifests').exists()
assert !new File(basedir, 'empty/target/generated-manifests').exists()

// Stacks of two namespaces and of a script, two layouts, what a removed stack left behind, what the user wrote by hand.
assert log =~ /(?m)^\[INFO\] good 1 \.+ SUCCESS/
assert files('good/manifests') == ['.statefulstack', 'by-hand.yaml', 'eu/west/kafka.yaml', 'eu/west/west.yaml',
        'kafka.production.yaml', 'kafka.test.yaml']
assert new File(basedir, 'good/manifests/.statefulstack').readLines().drop(1) ==
        ['# owner: it:good', 'eu/west/kafka.yaml', 'eu/west/west.yaml', 'kafka.production.yaml', 'kafka.test.yaml']
assert log.contains('4 files, 4 written, 1 deleted')
assert log.contains('by-hand.yaml is not made from a stack')
assert log.contains('4 files, all up to date')
assert files('good/target/objects/eu/west') == ['kafka/kafka-headless.service.yaml', 'kafka/kafka.service.yaml',
        'kafka/kafka.statefulset.yaml', 'kustomization.yaml', 'west/west-headless.service.yaml',
        'west/west.service.yaml', 'west/west.statefulset.yaml']
assert new File(basedir, 'good/target/printed.yaml').text ==
        new File(basedir, 'good/manifests/eu/west/west.yaml').text + '---\n' +
        new File(basedir, 'good/manifests/eu/west/kafka.yaml').text
assert new File(basedir, 'good/target/run.yaml').text == new File(basedir, 'good/manifests/eu/west/kafka.yaml').text
assert !log.readLines().contains('printed by a provider')

// Each failure in the words that a user reads.
failed('check', 'stale', new File(basedir, 'stale/manifests').path)
said('changed  changed.yaml  (- in the folder, + from the stacks)', '  line 3', '  + metadata:')
said('missing  missing.yaml', '', 'fix: mvn -pl :stale -am compile statefulstack:generate@manifests')
assert files('stale/manifests') == ['.statefulstack', 'changed.yaml']
assert new File(basedir, 'stale/manifests/changed.yaml').text == 'apiVersion: v1\nkind: Service\n'

failed('check', 'extra', new File(basedir, 'extra/manifests').path)
said('extra    gone.yaml  (written for a stack that is gone)')
said('extra    by-hand.yaml  (not made from a stack, and whoever applies the folder applies it too)')

failed('check', 'wrong', '2 errors, nothing was written')
said('error  kafka-two-voters  kafka: .replicas(2)  (Stacks.java:14)')
said('error  kafka-too-many-voters  kafka: .replicas(6)  (Stacks.java:17)')

failed('check', 'throwing', 'it.Stacks: the provider throws java.lang.IllegalStateException: no inventory')
said('  at Stacks.java:11', '  caused by java.io.IOException: inventory.csv is not there')

failed('check', 'layout', 'Invalid value for parameter layout: ')
assert !log.contains('Usage: ')
failed('check', 'keep', 'the parameter keep has an empty item')
assert log.contains("the executions 'more' and 'manifests' have the folder ")
assert log.contains(' and different stacks: providers it.More, and providers it.Stacks')

failed('check', 'older', "Unmatched argument at index 0: 'check'")
said('  fix: give both the same version, for example by a property statefulstack.version')

assert !log.contains('\tat ')
assert log.contains('User property: statefulstack.environments')
