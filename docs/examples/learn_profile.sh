#!/bin/sh
# Learn which lines recur on each site of a corpus, look at them, and clean with them.
#     sh docs/examples/learn_profile.sh raw/ out/
set -eu
mkdir -p "$2"
cleaner learn "$1" --out "$2/profile.toml" --quiet
cat "$2/profile.toml"
cleaner clean "$1" --out "$2/cleaned" --profile "$2/profile.toml" --quiet
