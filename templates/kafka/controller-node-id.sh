# Kubernetes below 1.28 does not label pods with their ordinal, so it is read from the end of the pod's name.
[[ $POD_NAME =~ [0-9]+$ ]]
export KAFKA_NODE_ID=$BASH_REMATCH
# The image sets this variable to nothing, and Kafka refuses that on a node that serves no clients.
unset KAFKA_ADVERTISED_LISTENERS
exec @{run}
