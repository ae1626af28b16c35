# The image sets this variable to nothing, and Kafka refuses that on a node that serves no clients.
unset KAFKA_ADVERTISED_LISTENERS
exec @{run}
