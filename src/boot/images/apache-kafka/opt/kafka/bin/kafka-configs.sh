#!/usr/bin/env bash
class=org.apache.kafka.tools.ConfigCommand
case $(echo /opt/kafka/libs/kafka-clients-*.jar) in
  *-3.*) class=kafka.admin.ConfigCommand ;;
esac
exec java ${KAFKA_HEAP_OPTS:--Xmx256M} -cp '/opt/kafka/libs/*' "$class" "$@"
