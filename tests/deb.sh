#!/bin/sh
# Installs the packages of a folder into a fresh Debian of their own, tries what
# they bring, and removes them again without a trace.
#
#   tests/deb.sh FOLDER
#
# Needs root, debootstrap and a mirror; takes some minutes.
set -eu

packages=$1
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
passed=0

inside() {
  chroot "$root" env DEBIAN_FRONTEND=noninteractive LC_ALL=C "$@"
}

apt() {
  inside apt-get -q "$@" >"$root/log" 2>&1 ||
    { tail -n 20 "$root/log" >&2; exit 1; }
}

install() {
  apt install -y --no-install-recommends "$@"
}

# All files, but for those that installing anything changes.
files() {
  (cd "$root" && find . -xdev -path ./proc -prune -o -path ./var -prune -o \
    -path ./log -prune -o -path ./tmp -prune -o ! -name 'ld.so.cache*' -print |
    sort)
}

expect() {
  if [ "$2" = "$3" ]; then
    passed=$((passed + 1))
  else
    printf 'FAIL  %s\n      expected %s, got %s\n' "$1" "$3" "$2"
    exit 1
  fi
}

debootstrap --variant=minbase bookworm "$root" >"$root.log" 2>&1 ||
  { tail -n 5 "$root.log" >&2; exit 1; }
rm -f "$root.log"
apt update
install php-cli gcc libc6-dev pkg-config lua5.4
files >"$root/tmp/before"

for each in "$packages"/*.deb; do
  cp "$each" "$root/tmp"
  set -- "$@" "/tmp/${each##*/}"
done
shift
install "$@"

expect 'lua-cli runs' "$(inside lua-cli -e 'print(php.strrev("abc"))')" cba
expect "lua5.4 finds PHP's functions" \
  "$(inside lua5.4 -e 'print(require("php").strrev("abc"))')" cba
expect 'PHP finds classes and library' "$(inside php -r '
  require "Moonspan/autoload.php";
  echo (new Moonspan\Lua())->eval("return 6 * 7");')" 42
cat >"$root/tmp/try.c" <<'END'
#include <moonspan.h>
#include <stdio.h>
int main(void)
{
    return puts(moon_platform()) < 0;
}
END
flags=$(inside pkg-config --cflags --libs moonspan)
# shellcheck disable=SC2086  # flags are words
inside cc /tmp/try.c $flags -o /tmp/try
expect 'a program is linked against it' "$(inside /tmp/try)" linux-amd64
expect 'no file differs from its package' "$(inside dpkg --verify)" ''

apt purge -y libmoonspan0 libmoonspan-dev lua-cli lua-php php-moonspan
files >"$root/tmp/after"
expect 'nothing is left behind' \
  "$(diff "$root/tmp/before" "$root/tmp/after" || true)" ''
echo "$passed passed, 0 failed"
