#!/usr/bin/env bash
# The image's entrypoint, without the programs that are in no public repository.
set -e

# It holds several options.
# shellcheck disable=SC2086
exec java $OPENSEARCH_JAVA_OPTS -XX:+UseSerialGC -Dio.netty.allocator.type=unpooled -Dlog4j2.level=INFO \
  -cp '/opt/boot/classes:/usr/share/opensearch/lib/*' dev.statefulstack.boot.OpenSearchNode /usr/share/opensearch
