#!/usr/bin/env bash
set -euo pipefail
echo "Version $(node -p "require('./package.json').version") of the shop is released."
