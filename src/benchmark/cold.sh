#!/usr/bin/env bash
# From the start of the process to the YAML of a three-node Kafka on standard output, on jars:
# this project against fabric8's builders and asYaml, with and without a class-data-sharing archive.
# Prints medians and ratios. Usage: src/benchmark/cold.sh [runs]
set -euo pipefail
cd "$(dirname "$0")/../.."
runs=${1:-15}

mvn -q -Pbenchmark package -DskipTests
mvn -q -Pbenchmark dependency:build-classpath -DincludeScope=compile -Dmdep.outputFile=target/cold.classpath
jars=$(cat target/cold.classpath)
work=target/cold
rm -rf "$work"
mkdir -p "$work/classes"

cat > "$work/Ours.java" <<'JAVA'
import dev.statefulstack.StatefulStack;

class Ours {
    public static void main(String[] args) {
        System.out.print(StatefulStack.kafka("kafka").namespace("production").replicas(3).yaml());
    }
}
JAVA
cat > "$work/Bare.java" <<'JAVA'
class Bare {
    public static void main(String[] args) {
        System.out.print("---\n");
    }
}
JAVA
ours=$(ls target/statefulstack-*.jar | grep -v -e sources -e javadoc -e -all.jar | head -n 1)
javac -cp "$ours:$jars" -d "$work/classes" "$work/Ours.java" "$work/Bare.java" \
  src/test/java/dev/statefulstack/benchmark/Fabric8Baseline.java
# Jars only: the JVM archives no classes out of folders.
jar --create --file "$work/programs.jar" -C "$work/classes" .
path="$work/programs.jar:$ours:$jars"

median() { # name, then the command
  local name=$1
  shift
  for _ in $(seq "$runs"); do
    local start end
    start=$(date +%s%N)
    "$@" > "$work/out" 2> "$work/err"
    end=$(date +%s%N)
    echo $(((end - start) / 1000))
  done | sort -n | awk -v name="$name" '{ v[NR] = $1 } END { printf "%s %d\n", name, v[int((NR + 1) / 2)] }'
}

archive() { # class
  java -XX:ArchiveClassesAtExit="$work/$1.jsa" -cp "$path" "$1" > "$work/out" 2> "$work/err"
}
archive Ours
archive dev.statefulstack.benchmark.Fabric8Baseline

{
  median bare-jvm java -cp "$path" Bare
  median fabric8 java -cp "$path" dev.statefulstack.benchmark.Fabric8Baseline
  median fabric8-archive java -XX:SharedArchiveFile="$work/dev.statefulstack.benchmark.Fabric8Baseline.jsa" \
    -cp "$path" dev.statefulstack.benchmark.Fabric8Baseline
  median ours java -cp "$path" Ours
  median ours-archive java -XX:SharedArchiveFile="$work/Ours.jsa" -cp "$path" Ours
} | awk '
  { ms[$1] = $2 / 1000; order[NR] = $1 }
  END {
    for (i = 1; i <= NR; i++)
      printf "%-16s %7.1f ms   %.2f of fabric8 without an archive\n", order[i], ms[order[i]], ms[order[i]] / ms["fabric8"]
  }'
