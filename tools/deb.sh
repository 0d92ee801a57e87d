#!/bin/sh
# Makes Debian packages out of what `make install` put into a folder.
#
#   tools/deb.sh STAGE OUT VERSION TRIPLET
#
# STAGE is taken apart; OUT is where the packages go.  TRIPLET names the folder
# of libraries, such as x86_64-linux-gnu.
set -eu

stage=$1
out=$2
version=$3
triplet=$4
arch=$(dpkg --print-architecture)
lib=usr/lib/$triplet

# Moves files of the stage, by patterns, into the tree of a package.
take() {
  tree=$stage.$1
  shift
  mkdir -p "$tree"
  for pattern in "$@"; do
    (cd "$stage" && find . -path "./$pattern" ! -type d) |
      while read -r file; do
        mkdir -p "$tree/${file%/*}"
        mv "$stage/$file" "$tree/$file"
      done
  done
}

# The C library that a program or libraries ask for.
libc() {
  objdump -T "$@" | grep -o 'GLIBC_[0-9.]*' | sort -uV |
    sed -n 's/GLIBC_\(.*\)/libc6 (>= \1)/;$p'
}

# Writes the package whose tree is there.  The long text comes from stdin.
#   package NAME ARCHITECTURE SECTION DEPENDS SUMMARY [FIELD...]
package() {
  name=$1
  file=${name}_${version}_$2.deb
  tree=$stage.$name
  doc=$tree/usr/share/doc/$name
  mkdir -p "$tree/DEBIAN" "$doc"
  cp LICENSE "$doc/copyright"
  gzip -9nc CHANGELOG.md >"$doc/changelog.gz"
  {
    printf 'Package: %s\nVersion: %s\nArchitecture: %s\nSection: %s\n' \
      "$name" "$version" "$2" "$3"
    printf 'Priority: optional\nMaintainer: The Moonspan authors <%s>\n' \
      moonspan@localhost
    printf 'Source: moonspan\nDepends: %s\nInstalled-Size: %s\n' "$4" \
      "$(du -ks "$tree/usr" | cut -f1)"
    printf 'Description: %s\n' "$5"
    sed 's/^/ /'
    shift 5
    [ $# -eq 0 ] || printf '%s\n' "$@"
  } >"$tree/DEBIAN/control"
  (cd "$tree" && find usr -type f -print0 | sort -z | xargs -0 md5sum) \
    >"$tree/DEBIAN/md5sums"
  find "$tree" -type d -exec chmod 755 {} +
  dpkg-deb --root-owner-group --build -Zxz "$tree" "$out/$file" >/dev/null
  printf '  DEB    %s\n' "$out/$file"
}

rm -rf "$stage".*
mkdir -p "$out"
gzip -9n "$stage"/usr/share/man/man1/*.1

take libmoonspan0 "$lib/*.so.*"
take lua-cli 'usr/bin/*' 'usr/share/man/*' 'usr/share/bash-completion/*' \
  'usr/share/zsh/*'
take php-moonspan 'usr/share/moonspan/*' 'usr/share/php/*'
take lua-php "$lib/lua/*" 'usr/share/lua/*'
take libmoonspan-dev '*'

# The loader's cache knows a library by its soname.
mkdir -p "$stage.libmoonspan0/DEBIAN"
echo 'activate-noawait ldconfig' >"$stage.libmoonspan0/DEBIAN/triggers"
echo "libmoonspan 0 libmoonspan0 (>= $version)" \
  >"$stage.libmoonspan0/DEBIAN/shlibs"

package libmoonspan0 "$arch" libs \
  "$(libc "$stage.libmoonspan0/$lib"/libmoonspan.so.0)" \
  'Lua behind handles, for hosts with a foreign function interface' \
  'Multi-Arch: same' <<'END'
The library runs Lua scripts in sandboxes with exact limits of memory, time
and output, and converts values between Lua and its host. Lua is inside.
END

package lua-cli "$arch" interpreters "$(libc "$stage.lua-cli/usr/bin/lua-cli")" \
  'Lua interpreter with limits, PHP string functions and an editor' <<'END'
A drop-in for lua 5.4: the same options, messages and exit statuses. Its own
options set limits, print results as JSON and write profiles.
END

package libmoonspan-dev "$arch" libdevel "libmoonspan0 (= $version)" \
  'Lua behind handles (headers and archive)' 'Multi-Arch: same' <<'END'
Headers for C and C++, the archive, and what pkg-config knows of libmoonspan.
END

package lua-php "$arch" interpreters \
  "$(libc "$stage.lua-php/$lib"/lua/*/php/core.so), libmoonspan0 (>= $version)" \
  "PHP's string functions for Lua 5.4 and LuaJIT" <<'END'
The module php for the system's own lua5.4 and luajit, and libmoonspan's
declarations for LuaJIT's ffi.
END

package php-moonspan all php "php-ffi, libmoonspan0 (>= $version)" \
  'Lua in PHP, through FFI' <<'END'
Classes that run Lua scripts in PHP programs, in sandboxes, and exchange values
and functions with them:
.
 require 'Moonspan/autoload.php';
 echo (new Moonspan\Lua())->eval('return 6 * 7');
END

rm -rf "$stage" "$stage".*
