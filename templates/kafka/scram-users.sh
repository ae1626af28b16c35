# Arguments come in pairs: a user, and the variable with the password. To write a user again changes nothing.
while [ $# -gt 0 ]; do
  password=${!2}
  # Both files are pipes, so no password is on a disk or among the arguments. In properties a backslash is two.
  @{tool} --bootstrap-server "$BOOTSTRAP_SERVERS" --command-config <(printf '%s\n' "$CLIENT_CONFIG") \
    --alter --entity-type users --entity-name "$1" \
    --add-config-file <(printf 'SCRAM-SHA-512=password=%s\n' "${password//\\/\\\\}")
  shift 2
done
