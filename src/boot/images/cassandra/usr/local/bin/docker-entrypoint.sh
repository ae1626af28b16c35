#!/usr/bin/env bash
# The behaviour of the entrypoint of docker-library/cassandra.
set -e

if [ "${1:0:1}" = - ]; then
  set -- cassandra -f "$@"
fi
if [ "$1" = cassandra ]; then
  : "${CASSANDRA_RPC_ADDRESS=0.0.0.0}"
  : "${CASSANDRA_LISTEN_ADDRESS=auto}"
  if [ "$CASSANDRA_LISTEN_ADDRESS" = auto ]; then
    CASSANDRA_LISTEN_ADDRESS=$(ip -4 -o address show scope global | sed -E 's#.* inet ([0-9.]+).*#\1#' | head -n 1)
  fi
  : "${CASSANDRA_BROADCAST_ADDRESS=$CASSANDRA_LISTEN_ADDRESS}"
  : "${CASSANDRA_BROADCAST_RPC_ADDRESS:=$CASSANDRA_BROADCAST_ADDRESS}"
  if [ -n "${CASSANDRA_NAME:+1}" ]; then
    : "${CASSANDRA_SEEDS:=cassandra}"
  fi
  : "${CASSANDRA_SEEDS:=$CASSANDRA_BROADCAST_ADDRESS}"
  edit() {
    edited=$(mktemp)
    sed -r "$1" "$2" >"$edited"
    cat "$edited" >"$2"
    rm "$edited"
  }
  edit 's/(- seeds:).*/\1 "'"$CASSANDRA_SEEDS"'"/' "$CASSANDRA_CONF/cassandra.yaml"
  for key in broadcast_address broadcast_rpc_address cluster_name endpoint_snitch listen_address num_tokens rpc_address; do
    variable=CASSANDRA_${key^^}
    if [ -n "${!variable}" ]; then
      edit 's/^(# )?('"$key"':).*/\2 '"${!variable}"'/' "$CASSANDRA_CONF/cassandra.yaml"
    fi
  done
  for key in dc rack; do
    variable=CASSANDRA_${key^^}
    if [ -n "${!variable}" ]; then
      edit 's/^('"$key"'=).*/\1 '"${!variable}"'/' "$CASSANDRA_CONF/cassandra-rackdc.properties"
    fi
  done
fi
exec "$@"
