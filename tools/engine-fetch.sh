#!/bin/sh
# Brings the released source of Lua 5.4 into a folder and checks it.
#
#   tools/engine-fetch.sh VERSION SHA256 DEST
#
# Makes DEST/lua-5.4.x/ with the files of src/, and writes the release, such
# as 5.4.9, into DEST/version.  That file comes last: while it is missing,
# nothing was fetched.  Three roads, in this order:
#
#   1. LUA_SRC, a tarball or an unpacked tree that the user names;
#   2. the source package of Debian, through apt, whose signatures vouch for
#      it, so that a release other than VERSION is taken, with a notice;
#   3. Lua's own site.
#
# SHA256 is that of the release tarball of VERSION.
set -eu

[ $# -eq 3 ] || { echo "usage: $0 VERSION SHA256 DEST" >&2; exit 2; }
version=$1 sha256=$2 dest=$3
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

case $dest in
  /*) ;;
  *) dest=$PWD/$dest ;;
esac
mkdir -p "$dest"
work=$(mktemp -d "$dest/fetch.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

die() {
  printf 'engine-fetch: %s\n' "$1" >&2
  exit 1
}

notice() {
  printf '  note: %s\n' "$1" >&2
}

# Says why the road that is being tried ends here; the road returns with it.
no_road() {
  reason=$1
  return 1
}

# The first line of $log, which is what a failed program said, or else $1.
complaint() {
  printf '%s\n' "${log:-$1}" | head -n 1
}

checksum() {
  if command -v sha256sum >/dev/null; then
    sha256sum <"$1"
  else
    shasum -a 256 <"$1"
  fi | cut -d ' ' -f 1
}

# The release that a lua.h declares, such as 5.4.9.
release_of() {
  awk '$2 ~ /^LUA_VERSION_(MAJOR|MINOR|RELEASE)$/ {
    gsub(/"/, "", $3); part[$2] = $3
  } END {
    print part["LUA_VERSION_MAJOR"] "." part["LUA_VERSION_MINOR"] \
      "." part["LUA_VERSION_RELEASE"]
  }' "$1"
}

# The sandbox rests on repairs that came with 5.4.8.
is_safe_release() {
  case $1 in
    5.4.[89] | 5.4.[1-9][0-9]) ;;
    *) return 1 ;;
  esac
}

# Copies the sources out of a tree: a release, or a folder with lua.h itself.
take_tree() {
  from=$1/src
  [ -f "$from/lua.h" ] || from=$1
  [ -f "$from/lua.h" ] || no_road "there is no src/lua.h in it" || return
  release=$(release_of "$from/lua.h")
  is_safe_release "$release" ||
    no_road "it is Lua $release; 5.4.8 or a later 5.4 is needed" || return
  log=$({ mkdir -p "$work/tree/src" &&
    cp "$from"/*.[ch] "$work/tree/src"; } 2>&1) ||
    no_road "$(complaint 'it cannot be copied')"
}

take_tarball() {
  log=$({ mkdir "$work/unpacked" && tar -xf "$1" -C "$work/unpacked"; } 2>&1) ||
    no_road "it cannot be unpacked: $(complaint 'no tarball?')" || return
  set -- "$work"/unpacked/*/
  take_tree "${1%/}"
}

# A tarball of VERSION must be the one that Lua's authors made.
has_checksum() {
  actual=$(checksum "$1")
  [ "$actual" = "$sha256" ] ||
    no_road "its SHA-256 is $actual, and not $sha256"
}

from_user() {
  if [ -d "$LUA_SRC" ]; then
    take_tree "$LUA_SRC" || return
    notice "the folder $LUA_SRC is taken as it is, without a checksum"
  elif [ -f "$LUA_SRC" ]; then
    take_tarball "$LUA_SRC" || return
    has_checksum "$LUA_SRC" ||
      notice "$LUA_SRC is not the tarball of $version; $reason"
  else
    no_road "there is no such file or folder"
  fi
}

# The Debian archives among the machine's own sources, as apt reads them.
debian_archives() {
  apt-get update --print-uris 2>&1 | sed -n \
    "s|^'\(.*/debian[^/-]*\(/[^/]*\)\{0,1\}\)/dists/[a-z]*/main/.*|\1|p" |
    sort -u
}

# An apt of our own: it shares the machine's settings, and no file.  A mirror
# may lag behind, since what it offers is checked for its release.
configure_apt() {
  mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial"
  printf 'deb-src [signed-by=%s check-valid-until=no] %s unstable main\n' \
    "$keyring" "$1" >"$work/apt/sources"
  cat >"$work/apt/conf" <<END
Dir::Etc::SourceList "$work/apt/sources";
Dir::Etc::SourceParts "/dev/null";
Dir::State::Lists "$work/apt/lists";
Dir::Cache "$work/apt/cache";
APT::Sandbox::User "root";
Acquire::Languages "none";
Acquire::Retries "1";
Acquire::http::Timeout "30";
#clear APT::Update;
APT::Update::Error-Mode "any";
END
}

# Leaves the tarball of an archive in $work/apt.
apt_source() (
  rm -rf "$work/apt"
  configure_apt "$1" && cd "$work/apt" || return
  apt-get -c conf -qq update &&
    apt-get -c conf -qq --download-only --tar-only source lua5.4
)

from_debian() {
  log=
  command -v apt-get >/dev/null || no_road "there is no apt-get" || return
  [ -f "$keyring" ] || no_road "there is no $keyring" || return
  for archive in $(debian_archives); do
    log=$(apt_source "$archive" 2>&1) || continue
    set -- "$work"/apt/lua5.4_*.orig.tar.*
    take_tarball "$1" || return
    [ "$release" = "$version" ] || {
      notice "Debian has Lua $release now; it is taken in place of $version"
      return 0
    }
    has_checksum "$1"
    return
  done
  no_road "$(complaint 'no apt source is an archive of Debian')"
}

# Writes the page at an address into a file.
download() {
  if command -v curl >/dev/null; then
    curl -fsSL --connect-timeout 30 -o "$2" "$1"
  elif command -v wget >/dev/null; then
    wget -nv -T 30 -t 2 -O "$2" "$1"
  elif [ -x /usr/lib/apt/apt-helper ]; then
    /usr/lib/apt/apt-helper -qq -o APT::Sandbox::User=root \
      download-file "$1" "$2"
  else
    echo "there is neither curl nor wget"
    return 1
  fi
}

from_lua_org() {
  log=$(download "$1" "$work/tarball" 2>&1) ||
    no_road "$(complaint 'no answer')" || return
  has_checksum "$work/tarball" && take_tarball "$work/tarball"
}

finish() {
  rm -rf "$dest/lua-$release"
  mv "$work/tree" "$dest/lua-$release"
  echo "$release" >"$work/version"
  mv "$work/version" "$dest/version"
  echo "  FETCH  lua $release ($1)"
  exit 0
}

# A road that failed half-way must leave nothing to the next one.
clear_road() {
  rm -rf "$work/unpacked" "$work/tree"
}

if [ -n "${LUA_SRC:-}" ]; then
  from_user && finish "$LUA_SRC"
  die "LUA_SRC=$LUA_SRC: $reason"
fi

from_debian && finish "Debian source package"
debian_reason=$reason
clear_road
from_lua_org "https://www.lua.org/ftp/lua-$version.tar.gz" &&
  finish www.lua.org

die "the source of Lua $version cannot be had.
  Debian's source package: $debian_reason
  https://www.lua.org/ftp/: $reason
Bring lua-$version.tar.gz here by other means, and say where it is:
  make engine LUA_SRC=/path/to/lua-$version.tar.gz"
