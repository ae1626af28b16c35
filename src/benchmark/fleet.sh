#!/usr/bin/env bash
# A thousand and ten thousand three-node Kafkas, each in a namespace of its own, from Java to a folder, in a heap of
# 256 MB; then once more, when nothing has changed. Prints times, peak memory and the ratio of the two sizes, and writes
# target/fleet/fleet.json. Usage: src/benchmark/fleet.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
work=target/fleet

mvn -q package -DskipTests -Dinvoker.skip
mvn -q dependency:build-classpath -DincludeScope=compile -Dmdep.outputFile=target/fleet.classpath
rm -rf "$work"
mkdir -p "$work/classes"
cat > "$work/Fleet.java" <<'JAVA'
import dev.statefulstack.StatefulStack;
import dev.statefulstack.kafka.KafkaStack;
import dev.statefulstack.stack.AnyStack;
import dev.statefulstack.stack.Environment;
import dev.statefulstack.stack.StackProvider;
import java.util.ArrayList;
import java.util.List;

public final class Fleet implements StackProvider {
    @Override
    public List<Environment> environments() {
        KafkaStack base = StatefulStack.kafka("kafka").storage("200Gi");
        List<AnyStack> stacks = new ArrayList<>();
        for (int i = 0; i < Integer.getInteger("stacks"); i++) {
            stacks.add(base.namespace("team-" + i));
        }
        return List.of(Environment.of("production", stacks));
    }
}
JAVA
ours=$(ls target/statefulstack-*.jar | grep -v -e sources -e javadoc -e all | head -n 1)
path="$ours:$(cat target/fleet.classpath)"
javac -cp "$path" -d "$work/classes" "$work/Fleet.java"

measure() { # stacks, first or second
  local start end
  start=$(date +%s%N)
  # The kernel's own count of the largest resident size, in KiB, through the shell's wait.
  java -Xmx256m -Dstacks="$1" -cp "$path:$work/classes" dev.statefulstack.Main \
    generate --provider Fleet --output "$work/out-$1" > "$work/said" &
  local pid=$! peak=0 now
  while kill -0 "$pid" 2> /dev/null; do
    now=$(awk '/VmHWM/ { print $2 }' "/proc/$pid/status" 2> /dev/null || true)
    peak=${now:-$peak}
    sleep 0.05
  done
  wait "$pid"
  end=$(date +%s%N)
  echo "$1 $2 $(((end - start) / 1000000)) $((peak / 1024)) $(cut -d: -f2- "$work/said")"
}

{
  for stacks in 1000 10000; do
    measure "$stacks" first
    measure "$stacks" second
  done
} | tee "$work/measured" | awk '
  { printf "%6d stacks, %-6s run %8.1f s %5d MB resident, %d written\n", $1, $2, $3 / 1000, $4, $7 }'
awk '
  { ms[$1 $2] = $3; mb[$1 $2] = $4 }
  END {
    printf "10,000 against 1,000: %.1f times the time, %.2f times the memory; unchanged %.1f times\n",
      ms["10000first"] / ms["1000first"], mb["10000first"] / mb["1000first"], ms["10000second"] / ms["1000second"]
    printf "{\"first_1000_ms\": %d, \"first_10000_ms\": %d, \"second_1000_ms\": %d, \"second_10000_ms\": %d, ",
      ms["1000first"], ms["10000first"], ms["1000second"], ms["10000second"] > "'"$work"'/fleet.json"
    printf "\"resident_1000_mb\": %d, \"resident_10000_mb\": %d}\n",
      mb["1000first"], mb["10000first"] > "'"$work"'/fleet.json"
  }' "$work/measured"
