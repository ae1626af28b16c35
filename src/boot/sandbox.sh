#!/usr/bin/env bash
# The pod's room: host name and network. Runs in namespaces of its own and holds them.
set -eu
hostname=$1 address=$2 gateway=$3

hostname "$hostname"
ip link set lo up
until ip link show eth0 >/dev/null 2>&1; do
  sleep 0.02
done
ip address add "$address" dev eth0
ip link set eth0 up
ip route add default via "$gateway"
echo ready
exec sleep infinity
