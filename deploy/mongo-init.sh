#!/bin/bash
# Makes the replica set and the bot's own user, once; run again it changes nothing. compose.yaml runs it beside the server.
set -euo pipefail
root() { mongosh --quiet --host mongo -u root -p "$MONGO_ROOT_PASSWORD" --authenticationDatabase admin --eval "$1"; }
until root 'db.adminCommand("ping").ok' >/dev/null 2>&1; do sleep 1; done
root 'try { rs.status() } catch (e) { rs.initiate({ _id: "rs0", members: [{ _id: 0, host: "mongo:27017" }] }) }'
until [ "$(root 'db.hello().isWritablePrimary' | tail -n 1)" = true ]; do sleep 1; done
root "const d = db.getSiblingDB('jitasa');
      const roles = [{ role: 'readWrite', db: 'jitasa' }], pwd = '$MONGO_JITASA_PASSWORD';
      d.getUser('jitasa') ? d.updateUser('jitasa', { pwd, roles }) : d.createUser({ user: 'jitasa', pwd, roles });"
