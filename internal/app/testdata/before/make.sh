#!/usr/bin/env bash
# Makes the store that an older commit of this program wrote, which before_test.go (here and in cmd/jitasa) opens with this one:
#
#   before.db.zst      its SQLite file, as the program left it
#   before.jsonl.zst   its backup, which MongoDB is restored from
#   before.txt         how many documents of each collection there are, and their digests, as the older program saw them
#   before.json        when it was made, and who is in it
#
# fill_test.go.txt is what people said and tapped in it; it is written for the tests of that commit. To make another, of a later
# commit: ./make.sh COMMIT, and mend fill_test.go.txt where that commit's tests have other names.
set -euo pipefail
cd "$(dirname "$0")"
commit=${1:-3d93f10113384720d4e3f511470ebe07eda4cddc}
work=$(mktemp -d)
trap 'git worktree remove --force "$work/old" || true; rm -rf "$work"' EXIT
git worktree add --quiet --detach "$work/old" "$commit"
cp fill_test.go.txt "$work/old/internal/app/fill_test.go"
(
    cd "$work/old"
    FILL=$work go test -count=1 -run TestFillAStore ./internal/app
    JITASA_KEY=$(printf 'the master key: 32 bytes of them' | base64)
    JITASA_STORE=sqlite:$work/before.db
    export JITASA_KEY JITASA_STORE
    go run ./cmd/jitasa backup "$work/before.jsonl.zst" >"$work/backup.txt"
)
awk '$4 == "ok" { print $1, $2, $3 }' "$work/backup.txt" >before.txt
zstd --quiet --force -19 "$work/before.db" -o before.db.zst
cp "$work/before.jsonl.zst" "$work/before.json" .
ls -l
