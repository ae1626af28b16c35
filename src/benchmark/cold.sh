#!/usr/bin/env bash
# From the start of the process to the YAML of a three-node Kafka on standard output, on jars: compiled classes against
# fabric8's builders and asYaml, a single-file program, a script with and without its cache; each with and without an
# archive of classes; on JDK 25 too, with its AOT cache, where there is one; and cdk8s on Node, where it is installed.
# Prints medians and ratios, and writes target/benchmark/cold.json. Usage: src/benchmark/cold.sh [runs]
#
#   JAVA25_HOME  a JDK 25; else one is looked for in /usr/lib/jvm
#   CDK8S_APP    a folder in which "npm install cdk8s constructs cdk8s-cli" has run. The manifests are given to it as plain
#                objects: once to the program alone, and once through its command "cdk8s synth"
set -euo pipefail
cd "$(dirname "$0")/../.."
runs=${1:-15}
work=$PWD/target/cold
json=target/benchmark/cold.json
exec 3>&1

mvn -q -Pbenchmark package -DskipTests
mvn -q -Pbenchmark dependency:build-classpath -DincludeScope=compile -Dmdep.outputFile=target/cold.classpath
rm -rf "$work"
mkdir -p "$work/classes" target/benchmark

program() { # the name of its class
  cat << JAVA
import dev.statefulstack.StatefulStack;

class $1 {
    public static void main(String[] args) {
        System.out.print(StatefulStack.kafka("kafka").namespace("production").replicas(3).yaml());
    }
}
JAVA
}
program Ours > "$work/Ours.java"
program Single > "$work/Single.java"
cat > "$work/Bare.java" << 'JAVA'
class Bare {
    public static void main(String[] args) {
        System.out.print("---\n");
    }
}
JAVA
cat > "$work/kafka.jsh" << 'JSHELL'
emit(StatefulStack.kafka("kafka").namespace("production").replicas(3));
JSHELL

all=$(ls "$PWD"/target/statefulstack-*-all.jar)
ours=$(ls "$PWD"/target/statefulstack-*.jar | grep -v -e sources -e javadoc -e -all.jar | head -n 1)
path="$ours:$(cat target/cold.classpath)"
javac -cp "$path" -d "$work/classes" "$work/Ours.java" "$work/Bare.java" \
  src/test/java/dev/statefulstack/benchmark/Fabric8Baseline.java
# Jars only: the JVM archives no classes out of folders.
jar --create --file "$work/programs.jar" -C "$work/classes" .
path="$work/programs.jar:$path"
fabric8=dev.statefulstack.benchmark.Fabric8Baseline
# Short of this, the cache is in the user's own folder.
export STATEFULSTACK_CACHE=$work/cache

names=()
declare -A commands said
measured() { # name, then the command
  names+=("$1")
  commands[$1]=$(printf '%q ' "${@:2}")
}
archived() { # name, then the command of a JVM
  "$2" -XX:ArchiveClassesAtExit="$work/$1.jsa" "${@:3}" > "$work/out" 2> "$work/err"
  measured "$1" "$2" -XX:SharedArchiveFile="$work/$1.jsa" "${@:3}"
}
skipped() { # name, reason
  said[$1]=$2
  echo "$1: not measured, $2"
}

measured bare-jvm java -cp "$path" Bare
measured fabric8 java -cp "$path" "$fabric8"
archived fabric8-archive java -cp "$path" "$fabric8"
measured ours java -cp "$path" Ours
archived ours-archive java -cp "$path" Ours
measured single-file java -cp "$path" "$work/Single.java"
measured script java -jar "$all" run --no-cache "$work/kafka.jsh"
archived script-archive java -jar "$all" run --no-cache "$work/kafka.jsh"
# Once before, so that the recording is there.
java -jar "$all" run "$work/kafka.jsh" > "$work/out"
if ls "$STATEFULSTACK_CACHE"/scripts/* > "$work/out" 2>&1; then
  measured script-cached java -jar "$all" run "$work/kafka.jsh"
  archived script-cached-archive java -jar "$all" run "$work/kafka.jsh"
else
  skipped script-cached "others can write the folder $work or one above it, and then nothing is cached"
fi

java25=${JAVA25_HOME:-$(ls -d /usr/lib/jvm/*25* 2> /dev/null | head -n 1 || true)}/bin/java
if [ -x "$java25" ]; then
  aot() { # name, then the rest of the command
    # JEP 514: one run that records and writes the cache when it ends.
    "$java25" -XX:AOTCacheOutput="$work/$1.aot" "${@:2}" > "$work/out" 2> "$work/err"
    measured "$1" "$java25" -XX:AOTCache="$work/$1.aot" "${@:2}"
  }
  measured jdk25-bare-jvm "$java25" -cp "$path" Bare
  measured jdk25-fabric8 "$java25" -cp "$path" "$fabric8"
  aot jdk25-fabric8-aot -cp "$path" "$fabric8"
  measured jdk25-ours "$java25" -cp "$path" Ours
  aot jdk25-ours-aot -cp "$path" Ours
  measured jdk25-script "$java25" -jar "$all" run --no-cache "$work/kafka.jsh"
  "$java25" -jar "$all" run "$work/kafka.jsh" > "$work/out"
  measured jdk25-script-cached "$java25" -jar "$all" run "$work/kafka.jsh"
  aot jdk25-script-cached-aot -jar "$all" run "$work/kafka.jsh"
else
  skipped jdk25 "there is no JDK 25 in /usr/lib/jvm, and JAVA25_HOME names none"
fi

if ! command -v node > /dev/null; then
  skipped cdk8s "there is no node"
elif [ ! -d "${CDK8S_APP:-}/node_modules/cdk8s" ]; then
  skipped cdk8s "CDK8S_APP names no folder in which 'npm install cdk8s constructs cdk8s-cli' has run"
else
  java -cp "$path" Ours > "$work/ours.yaml"
  cat > "$work/make.js" << 'JS'
const { createRequire } = require("module");
const fs = require("fs");
const [folder, manifests] = process.argv.slice(2);
const installed = createRequire(folder + "/");
const yaml = createRequire(installed.resolve("cdk8s"))("yaml");
const objects = yaml.parseAllDocuments(fs.readFileSync(manifests, "utf8")).map((document) => document.toJS());
const lines = objects.map((object, i) => `new ApiObject(chart, "object-${i}", ${JSON.stringify(object, null, 2)});`);
process.stdout.write(`const { App, Chart, ApiObject } = require(${JSON.stringify(installed.resolve("cdk8s"))});
const app = new App();
const chart = new Chart(app, "kafka", { disableResourceNameHashes: true });
${lines.join("\n")}
process.stdout.write(app.synthYaml());
`);
JS
  node "$work/make.js" "$(cd "$CDK8S_APP" && pwd)" "$work/ours.yaml" > "$work/cdk8s.js"
  measured bare-node node -e 0
  measured cdk8s node "$work/cdk8s.js"
  if [ -x "$CDK8S_APP/node_modules/.bin/cdk8s" ]; then
    sed 's|process.stdout.write(app.synthYaml())|app.synth()|' "$work/cdk8s.js" > "$work/synth.js"
    measured cdk8s-synth "$CDK8S_APP/node_modules/.bin/cdk8s" synth --check-upgrade=false --app "node $work/synth.js" --stdout
  else
    skipped cdk8s-synth "CDK8S_APP has no cdk8s-cli"
  fi
fi

# In turns, so that whatever else the machine does meets all of them.
TIMEFORMAT='%R %U %S'
for _ in $(seq "$runs"); do
  for name in "${names[@]}"; do
    if ! { time eval "${commands[$name]}" > "$work/out" 2> "$work/err"; } 2> "$work/time"; then
      echo "$name fails: ${commands[$name]}" >&2
      cat "$work/err" >&2
      exit 1
    fi
    echo "$name $(cat "$work/time")" >> "$work/samples"
  done
done

median() { # column of the samples, name
  awk -v name="$2" -v column="$1" \
    '$1 == name { print 1000 * (column == 2 ? $2 : $3 + $4) }' "$work/samples" |
    sort -n | awk '{ v[NR] = $1 } END { printf "%d", v[int((NR + 1) / 2)] }'
}
reference=$(median 2 fabric8)
{
  echo "{"
  echo "  \"runs\": $runs,"
  echo "  \"java\": \"$(java -version 2>&1 | sed -n 's/.*version "\(.*\)".*/\1/p')\","
  for name in "${!said[@]}"; do
    echo "  \"$name\": {\"not_measured\": \"${said[$name]//\"/\'}\"},"
  done
  separator=""
  for name in "${names[@]}"; do
    wall=$(median 2 "$name")
    cpu=$(median 3 "$name")
    ratio=$(awk -v a="$wall" -v b="$reference" 'BEGIN { printf "%.2f", a / b }')
    printf '%s' "$separator"
    printf '  "%s": {"ms": %d, "cpu_ms": %d, "of_fabric8": %s}' "$name" "$wall" "$cpu" "$ratio"
    separator=$',\n'
    printf '%-24s %5d ms  %5d ms of processor time  %.2f of fabric8 without an archive\n' \
      "$name" "$wall" "$cpu" "$ratio" >&3
  done
  echo
  echo "}"
} > "$json"
