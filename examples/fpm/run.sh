#!/bin/sh
# Serves public/ with nginx and PHP-FPM on a free port, which only this machine
# can reach, until Ctrl-C or the end of the input.
#
#   examples/fpm/run.sh
#
# Prints the address, and the folder with the logs and the files of process
# ids; this is removed in the end.  On Debian: apt-get install nginx php-fpm.
# PHP_FPM names the program if there are several.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
PATH=$PATH:/usr/sbin:/sbin

die() {
  printf 'run.sh: %s\n' "$1" >&2
  exit 1
}

fpm_program() {
  for program in "${PHP_FPM:-php-fpm}" php-fpm8.5 php-fpm8.4 php-fpm8.3 \
    php-fpm8.2 php-fpm8.1; do
    command -v "$program" && return
  done
  die 'there is no php-fpm; install the package php-fpm, or name it in PHP_FPM'
}

free_port() {
  # shellcheck disable=SC2016  # the dollars are those of PHP
  php -r '
    $socket = stream_socket_server("tcp://127.0.0.1:0");
    echo substr(strrchr(stream_socket_get_name($socket, false), ":"), 1);'
}

# A file of settings of this folder, with what is only known now filled in.
# What root may do it need not say: lines that begin with "@ROOT_ONLY@ ".
configure() {
  if [ "$(id -u)" -eq 0 ]; then
    root_only='s/^@ROOT_ONLY@ //'
  else
    root_only='/^@ROOT_ONLY@ /d'
  fi
  sed -e "$root_only" -e "s|@USER@|$(id -un)|" -e "s|@PORT@|$port|" \
    -e "s|@RUN@|$run|" -e "s|@PUBLIC@|$here/public|" \
    -e "s|@PACKAGE@|${here%/examples/fpm}|" "$here/$1" >"$run/$1"
}

is_ready() {
  [ -S "$run/fpm.sock" ] && [ -s "$run/nginx.pid" ]
}

are_running() {
  kill -0 "$fpm_pid" && kill -0 "$nginx_pid"
} 2>/dev/null

await_servers() {
  for _ in $(seq 200); do
    if is_ready; then
      return
    fi
    are_running || break
    sleep 0.05
  done
  cat "$run"/*.log >&2
  die 'the servers did not start'
}

stop() {
  # shellcheck disable=SC2086  # none, one or two
  kill $fpm_pid $nginx_pid 2>/dev/null || true
  wait
  rm -rf "$run"
}

command -v nginx >/dev/null || die 'there is no nginx; install the package nginx'
fpm=$(fpm_program)
port=$(free_port)
fpm_pid='' nginx_pid=''
run=$(mktemp -d)
trap stop EXIT
trap 'exit 0' INT
trap 'exit 1' HUP TERM

configure php.ini
configure fpm.conf
configure nginx.conf
allow_root=
[ "$(id -u)" -ne 0 ] || allow_root=-R
"$fpm" -F $allow_root -c "$run/php.ini" -y "$run/fpm.conf" \
  >>"$run/fpm.log" 2>&1 &
fpm_pid=$!
nginx -p "$run" -c "$run/nginx.conf" >>"$run/nginx.log" 2>&1 &
nginx_pid=$!
await_servers
echo "http://127.0.0.1:$port/ $run"
cat >/dev/null
