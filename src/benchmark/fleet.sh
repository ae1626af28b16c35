#!/usr/bin/env bash
# A thousand and ten thousand three-node Kafkas, from Java to a folder, in a heap of 256 MB: each in a namespace of its own,
# and all in one; then once more, when nothing has changed. Prints times, peak memory and the ratio of the two sizes, and
# writes target/benchmark/fleet.json. Usage: src/benchmark/fleet.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
work=target/fleet
json=target/benchmark/fleet.json

mvn -q package -DskipTests -Dinvoker.skip
mvn -q dependency:build-classpath -DincludeScope=compile -Dmdep.outputFile=target/fleet.classpath
rm -rf "$work"
mkdir -p "$work/classes" target/benchmark
cat > "$work/Fleet.java" << 'JAVA'
import dev.statefulstack.StatefulStack;
import dev.statefulstack.stack.AnyStack;
import dev.statefulstack.stack.Environment;
import dev.statefulstack.stack.StackProvider;
import java.util.ArrayList;
import java.util.List;

public final class Fleet implements StackProvider {
    @Override
    public List<Environment> environments() {
        boolean one = System.getProperty("namespaces").equals("one");
        List<AnyStack> stacks = new ArrayList<>();
        for (int i = 0; i < Integer.getInteger("stacks"); i++) {
            stacks.add(StatefulStack.kafka(one ? "kafka-" + i : "kafka")
                    .namespace(one ? "production" : "team-" + i)
                    .storage("200Gi"));
        }
        return List.of(Environment.of("production", stacks));
    }
}
JAVA
ours=$(ls target/statefulstack-*.jar | grep -v -e sources -e javadoc -e all | head -n 1)
path="$ours:$(cat target/fleet.classpath)"
javac -cp "$path" -d "$work/classes" "$work/Fleet.java"

measure() { # namespaces, stacks, first or second
  local start end
  start=$(date +%s%N)
  java -Xmx256m -Dnamespaces="$1" -Dstacks="$2" -cp "$path:$work/classes" dev.statefulstack.Main \
    generate --provider Fleet --output "$work/out-$1-$2" > "$work/said" &
  local pid=$! peak=0 ticks=0 now
  # The kernel's own count of the largest resident size, in KiB, and of processor time, in hundredths of a second: both
  # are gone with the process, so the last look counts.
  while kill -0 "$pid" 2> /dev/null; do
    now=$(awk '/VmHWM/ { print $2 }' "/proc/$pid/status" 2> /dev/null || true)
    peak=${now:-$peak}
    now=$(awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$pid/stat" 2> /dev/null || true)
    ticks=${now:-$ticks}
    sleep 0.05
  done
  wait "$pid"
  end=$(date +%s%N)
  echo "$1 $2 $3 $(((end - start) / 1000000)) $((ticks * 10)) $((peak / 1024)) $(cut -d: -f2- "$work/said")"
}

{
  for namespaces in each one; do
    for stacks in 1000 10000; do
      measure "$namespaces" "$stacks" first
      measure "$namespaces" "$stacks" second
    done
  done
} | tee "$work/measured" | awk '{
  printf "%6d stacks, namespaces: %-4s %-6s run %8.1f s %8.1f s of processor time %5d MB resident, %d written\n",
    $2, $1, $3, $4 / 1000, $5 / 1000, $6, $9 }'
awk -v json="$json" '
  { ms[$1 $2 $3] = $4; mb[$1 $2 $3] = $6; written[$1 $2 $3] = $9 }
  {
    line[NR] = sprintf("  \"%s_%d_%s\": {\"ms\": %d, \"cpu_ms\": %d, \"resident_mb\": %d, \"written\": %d}",
      $1, $2, $3, $4, $5, $6, $9)
  }
  END {
    split("each one", namespaces, " ")
    for (i = 1; i <= 2; i++) {
      n = namespaces[i]
      printf "namespaces: %-4s 10,000 against 1,000: %.1f times the time, %.2f times the memory; unchanged %.1f times\n",
        n, ms[n "10000first"] / ms[n "1000first"], mb[n "10000first"] / mb[n "1000first"],
        ms[n "10000second"] / ms[n "1000second"]
    }
    print "{" > json
    for (i = 1; i <= NR; i++) {
      print line[i] (i < NR ? "," : "") > json
    }
    print "}" > json
  }' "$work/measured"
