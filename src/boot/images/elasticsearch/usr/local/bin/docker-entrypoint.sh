#!/usr/bin/env bash
# eswrapper, without the programs that are in no public repository.
set -e

# The transport is a module: a folder with its jars and a description. The server's class path must not hold them too.
home=/tmp/elasticsearch-home
module=$home/modules/transport-netty4
mkdir -p "$module"
path=/opt/boot/classes
for jar in /usr/share/elasticsearch/lib/*.jar; do
  case $jar in
    */netty-*.jar | */transport-netty4-*.jar) ln -sf "$jar" "$module/" ;;
    *) path=$path:$jar ;;
  esac
done
version=$(echo /usr/share/elasticsearch/lib/transport-netty4-*.jar)
version=${version##*-}
cat >"$module/plugin-descriptor.properties" <<EOF
name=transport-netty4
description=transport
version=${version%.jar}
elasticsearch.version=${version%.jar}
java.version=17
classname=org.elasticsearch.transport.netty4.Netty4Plugin
EOF
# It holds several options.
# shellcheck disable=SC2086
exec java $ES_JAVA_OPTS -XX:+UseSerialGC -Dio.netty.allocator.type=unpooled -Dlog4j2.level=INFO -cp "$path" \
  dev.statefulstack.boot.ElasticsearchNode "$home" /usr/share/elasticsearch/config
