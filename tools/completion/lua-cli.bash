# Completion of lua-cli's command line for bash.

_lua_cli() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  local options="-e -l -i -v -E -W -- --memory= --cpu= --wall= --instructions=
    --output= --sandbox --exit-codes --json --check --profile --profile=
    --stats --help --version"

  COMPREPLY=()
  case $before in
    -e | -l) return ;;
  esac
  if [[ $word == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
    [[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace
  else
    mapfile -t COMPREPLY < <(compgen -f -- "$word")
    compopt -o filenames
  fi
}

complete -F _lua_cli lua-cli
