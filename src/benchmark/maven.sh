#!/usr/bin/env bash
# What the goal "generate" adds to a build, for a project of fifty stacks: "mvn process-classes" with the goal and with a pom
# that lacks it, in turns. Prints medians and the difference, and writes target/benchmark/maven.json.
# Nothing is installed in your local repository. Usage: src/benchmark/maven.sh [runs]
set -euo pipefail
cd "$(dirname "$0")/../.."
runs=${1:-7}
work=$PWD/target/maven-goal
json=target/benchmark/maven.json

mvn -q package invoker:install -DskipTests
mvn -q help:evaluate -Dexpression=settings.localRepository -DforceStdout > target/maven-goal.repository 2> /dev/null ||
  echo "$HOME/.m2/repository" > target/maven-goal.repository
rm -rf "$work"
mkdir -p "$work/src/main/java/example" target/benchmark
sed "s|@localRepositoryUrl@|file://$(cat target/maven-goal.repository)|" src/it/settings.xml > "$work/settings.xml"

version=$(sed -n 's|.*<version>\(.*\)</version>.*|\1|p' pom.xml | head -n 1)
pom() { # a plugin, or nothing
  cat << XML
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>fifty</artifactId>
  <version>1</version>
  <properties>
    <maven.compiler.release>17</maven.compiler.release>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencies>
    <dependency>
      <groupId>dev.statefulstack</groupId>
      <artifactId>statefulstack</artifactId>
      <version>$version</version>
    </dependency>
  </dependencies>
  <build>
    <plugins>
      <plugin>
        <groupId>org.apache.maven.plugins</groupId>
        <artifactId>maven-resources-plugin</artifactId>
        <version>3.3.1</version>
      </plugin>
      <plugin>
        <groupId>org.apache.maven.plugins</groupId>
        <artifactId>maven-compiler-plugin</artifactId>
        <version>3.14.1</version>
      </plugin>
      $1
    </plugins>
  </build>
</project>
XML
}
pom "" > "$work/without.xml"
pom "<plugin>
        <groupId>dev.statefulstack</groupId>
        <artifactId>statefulstack</artifactId>
        <version>$version</version>
        <executions>
          <execution>
            <goals>
              <goal>generate</goal>
            </goals>
          </execution>
        </executions>
      </plugin>" > "$work/with.xml"
cat > "$work/src/main/java/example/Fifty.java" << 'JAVA'
package example;

import dev.statefulstack.StatefulStack;
import dev.statefulstack.stack.AnyStack;
import dev.statefulstack.stack.Environment;
import dev.statefulstack.stack.StackProvider;
import java.util.ArrayList;
import java.util.List;

/** Twenty Kafkas, fifteen Cassandras and fifteen Elasticsearches in ten namespaces. */
public final class Fifty implements StackProvider {
    @Override
    public List<Environment> environments() {
        List<AnyStack> stacks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            stacks.add(StatefulStack.kafka("kafka-" + i).namespace("team-" + i % 10));
        }
        for (int i = 0; i < 15; i++) {
            stacks.add(StatefulStack.cassandra("cassandra-" + i).namespace("team-" + i % 10));
            stacks.add(StatefulStack.elasticsearch("search-" + i).namespace("team-" + i % 10).insecure());
        }
        return List.of(Environment.of("production", stacks));
    }
}
JAVA

build() { # pom, then more arguments
  mvn -q -s "$work/settings.xml" -Dmaven.repo.local="$PWD/target/it-repository" -f "$work/$1.xml" "${@:2}" process-classes
}
# Fetches the plugins from the local repository, compiles, and writes the manifests.
build without
build with
ls "$work"/target/generated-manifests/production/*.yaml | wc -l | sed 's/$/ manifests/'

TIMEFORMAT='%R %U %S'
measure() { # name, then the pom
  if ! { time build "$2" -o > "$work/out" 2>&1; } 2> "$work/time"; then
    cat "$work/out" >&2
    exit 1
  fi
  echo "$1 $(cat "$work/time")" >> "$work/samples"
}
for _ in $(seq "$runs"); do
  measure without without
  measure unchanged with
  rm -rf "$work/target/generated-manifests"
  measure written with
done

median() { # column, name
  awk -v name="$2" -v column="$1" '$1 == name { print 1000 * (column == 2 ? $2 : $3 + $4) }' "$work/samples" |
    sort -n | awk '{ v[NR] = $1 } END { printf "%d", v[int((NR + 1) / 2)] }'
}
for name in without unchanged written; do
  printf '%-10s %5d ms  %5d ms of processor time\n' "$name" "$(median 2 "$name")" "$(median 3 "$name")"
done
printf 'the goal adds %d ms where nothing has changed, %d ms where all is written\n' \
  $(($(median 2 unchanged) - $(median 2 without))) $(($(median 2 written) - $(median 2 without)))
cat > "$json" << JSON
{
  "runs": $runs,
  "stacks": 50,
  "without": {"ms": $(median 2 without), "cpu_ms": $(median 3 without)},
  "unchanged": {"ms": $(median 2 unchanged), "cpu_ms": $(median 3 unchanged)},
  "written": {"ms": $(median 2 written), "cpu_ms": $(median 3 written)}
}
JSON
