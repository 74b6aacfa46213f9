#!/usr/bin/env bash
# The README's two commands on a bare machine: Debian with nothing but Python, make and git, and no UTF-8 locale. Builds
# the site twice and runs the tests there, in a folder of its own that is removed at the end. Needs root and debootstrap.
set -euo pipefail
project=$(cd "$(dirname "$0")/.." && pwd)
root=$(mktemp -d)
trap 'umount -q "$root/proc" "$root/dev" || true; rm -rf --one-file-system "$root"' EXIT

SECONDS=0
debootstrap --variant=minbase --include=python3,python3-venv,make,git "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$root" >/dev/null
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
cp /etc/resolv.conf /etc/hosts "$root/etc/"
mkdir -p "$root/etc/ssl/certs"
cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/" # where a machine has certificates of its own, pip needs them
git clone --quiet "$project" "$root/project"
echo "a bare $(. /etc/os-release && echo "$PRETTY_NAME"): $SECONDS s"

# Of this machine's variables only those that lead pip to its packages.
kept=(PATH=/usr/bin:/bin:/usr/sbin:/sbin HOME=/root LANG=C)
for name in PIP_CERT PIP_INDEX_URL PIP_DEFAULT_TIMEOUT SSL_CERT_FILE http_proxy https_proxy no_proxy; do
  [ -z "${!name:-}" ] || kept+=("$name=${!name}")
done
inside() { env -i "${kept[@]}" chroot "$root" sh -c "cd /project && $1"; }

for _ in 1 2; do
  SECONDS=0
  inside "make site"
  echo "make site: $SECONDS s"
done
test "$(find "$root/project/site/pdf" -name '*.pdf' | wc -l)" = 4
SECONDS=0
inside "make new NAME='Sleep and pain' DIR=/sleep && make -C /sleep site"
echo "make new, and its site: $SECONDS s"
test -f "$root/sleep/site/index.html"
SECONDS=0
inside "make test"
echo "make test: $SECONDS s"
