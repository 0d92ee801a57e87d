#!/bin/sh
# Unpacks Debian's packages of another architecture, without installing them.
#
#   tools/foreign.sh ARCH DIR PACKAGE...
#
# The machine's own apt gives the mirrors and stays as it is.
set -eu

arch=$1
target=$2
shift 2

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$target" "$work/state/lists/partial" "$work/cache/archives/partial"
: >"$work/status"
cat >"$work/conf" <<END
APT::Architecture "$arch";
APT::Architectures "$arch";
APT::Sandbox::User "root";
Acquire::Languages "none";
Dir::State "$work/state";
Dir::State::status "$work/status";
Dir::Cache "$work/cache";
END

get() {
  APT_CONFIG=$work/conf apt-get -q "$@" >"$work/log" 2>&1 || {
    tail -n 5 "$work/log" >&2
    exit 1
  }
}

get update
(cd "$work" && get download "$@")
for package in "$work"/*.deb; do
  dpkg-deb -x "$package" "$target"
done
