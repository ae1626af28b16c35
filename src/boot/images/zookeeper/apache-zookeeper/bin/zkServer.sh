#!/usr/bin/env bash
# zkServer.sh start-foreground
exec java "-Xmx${ZK_SERVER_HEAP:-1000}m" ${SERVER_JVMFLAGS:-} -Dorg.slf4j.simpleLogger.showDateTime=true \
  -cp '/apache-zookeeper/lib/*:/conf' org.apache.zookeeper.server.quorum.QuorumPeerMain /conf/zoo.cfg
