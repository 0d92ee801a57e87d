#!/bin/sh
# Installs what is missing on this machine, or says what is.
#
#   tools/deps.sh GROUP...      build luajit system demo test bench fuzz check
#                               gen server deb dist emulate
#
# On Debian and Ubuntu packages are installed with apt-get, as root or through
# a sudo that asks for no password; elsewhere their names are printed.  Silent
# when nothing is missing.
set -euf

# What a group needs: Debian's name of a package, and a sign that it is there
# by other means: a command, pc:MODULE of pkg-config, php:EXTENSION, or - where
# there is none.  A package with a "?" is for those systems that have it.
needs() {
  case $1 in
    build) echo "
      binutils ld          ca-certificates -
      gcc cc               libc6-dev -
      libedit-dev? pc:libedit
      make make            pkg-config pkg-config" ;;
    luajit) echo "
      libluajit-5.1-dev pc:luajit" ;;
    system) echo "
      liblua5.4-dev pc:lua5.4" ;;
    demo) echo "
      php-cli php:FFI" ;;
    test) echo "
      check pc:check       g++ c++
      libsubunit-dev pc:libsubunit
      lua5.4 lua5.4        luajit luajit
      php-cli php:FFI
      php-mbstring php:mbstring
      php-xml php:dom      phpunit phpunit
      php-msgpack? php:msgpack
      valgrind valgrind" ;;
    bench) echo "
      lua5.4 lua5.4        php-cli php:FFI
      php-luasandbox? php:luasandbox
      php-msgpack? php:msgpack" ;;
    fuzz) echo "
      clang clang          libclang-rt-dev -" ;;
    check) echo "
      clang-format clang-format
      clang-tidy clang-tidy
      composer composer    g++ c++
      lua-check luacheck   php-codesniffer phpcs
      shellcheck shellcheck
      unzip unzip" ;;
    gen) echo "
      unicode-data -" ;;
    server) echo "
      nginx nginx          php-fpm php-fpm" ;;
    deb) echo "
      debootstrap debootstrap" ;;
    dist) echo "
      gcc-aarch64-linux-gnu aarch64-linux-gnu-gcc
      libc6-dev-arm64-cross -
      gcc-mingw-w64-x86-64-posix x86_64-w64-mingw32-gcc
      musl-tools musl-gcc" ;;
    emulate) echo "
      qemu-user qemu-aarch64
      wine wine            wine64 -" ;;
    *)
      echo "deps: there is no group '$1'" >&2
      return 2
      ;;
  esac
}

# Those of the needs that no installed package meets, one a line.
without_package() {
  if command -v dpkg-query >/dev/null; then
    dpkg-query -W -f '${db:Status-Status} ${Package}, ${Provides}\n'
  fi | awk -v needs="$1" '
    $1 == "installed" {
      gsub(/\([^)]*\)|,/, " ")
      for (i = 2; i <= NF; i++) installed[$i]
    }
    END {
      count = split(needs, need, " ")
      for (i = 1; i < count; i += 2) {
        name = need[i]
        sub(/\?$/, "", name)
        if (!(name in installed) && !seen[name]++) print need[i], need[i + 1]
      }
    }'
}

is_there() {
  case $1 in
    -) ! command -v apt-get ;;
    pc:*) pkg-config --exists "${1#pc:}" ;;
    php:*) php -r "exit(extension_loaded('${1#php:}') ? 0 : 1);" ;;
    *) command -v "$1" ;;
  esac >/dev/null 2>&1
}

# The names of the packages that are missing, one a line, with their "?".
missing() {
  without_package "$1" | while read -r name sign; do
    is_there "$sign" || echo "$name"
  done
}

apt_get() {
  $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -q -o DPkg::Lock::Timeout=120 "$@"
}

install() {
  apt_get install -y --no-install-recommends "$@"
}

# Servers that come for a test are not to start by themselves: Debian's way to
# say so is a program that answers 101 (policy-rc.d, in the manual of sysv-rc).
hold_servers() {
  [ ! -e "$policy" ] || return 0
  printf '#!/bin/sh\nexit 101\n' | $as_root tee "$policy" >/dev/null
  $as_root chmod 755 "$policy"
  made_policy=$policy
}

clean_up() {
  rm -f "$log"
  [ -z "$made_policy" ] || $as_root rm -f "$made_policy"
}

have_lists() {
  find /var/lib/apt/lists -name '*_Packages*' 2>/dev/null | grep -q .
}

# Of a package with a "?" its name if the system has it.  Without lists, as in a
# fresh image, apt knows of none, so they are fetched before it is asked.
available() {
  for name in "$@"; do
    case $name in
      *\?)
        have_lists || apt_get update >/dev/null 2>&1 || true
        apt-cache show "${name%\?}" >/dev/null 2>&1 || continue ;;
    esac
    echo "${name%\?}"
  done
}

# Lists that are too old name packages that are no longer on the mirror.
install_fresh() {
  if have_lists && install "$@"; then
    return
  fi
  apt_get update && install "$@"
}

wanted=
for group in "$@"; do
  wanted="$wanted $(needs "$group")"
done
names=$(missing "$wanted" | tr '\n' ' ')
[ -n "$names" ] || exit 0

if ! command -v apt-get >/dev/null; then
  names=$(printf '%s' "$names" | tr ' ' '\n' | grep -v '?' | tr '\n' ' ')
  [ -n "$names" ] || exit 0
  echo "deps: please install these (the names are Debian's): $names" >&2
  exit 1
fi
as_root=
if [ "$(id -u)" -ne 0 ]; then
  as_root='sudo -n'
fi
# shellcheck disable=SC2086  # names are words
names=$(available $names | tr '\n' ' ')
names=${names% }
[ -n "$names" ] || exit 0
if [ -n "$as_root" ]; then
  $as_root true 2>/dev/null || {
    echo "deps: please run: apt-get install --no-install-recommends $names" >&2
    exit 1
  }
fi

echo "  DEPS   $names"
log=$(mktemp)
policy=/usr/sbin/policy-rc.d made_policy=
trap clean_up EXIT
case " $* " in
  *' server '*) hold_servers ;;
esac
# shellcheck disable=SC2086  # names are words
install_fresh $names >"$log" 2>&1 || {
  tail -n 20 "$log" >&2
  echo "deps: apt-get could not install: $names" >&2
  exit 1
}
