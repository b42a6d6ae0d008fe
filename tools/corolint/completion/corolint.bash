# Completion of corolint in bash, written by `corolint completion bash`.

_corolint_checks='@CHECKS@'

# Each of the following offers what $cur can become.
_corolint_words() {
  mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur")
}
_corolint_files() {
  compopt -o filenames
  mapfile -t COMPREPLY < <(compgen -f -- "$cur")
}
_corolint_directories() {
  compopt -o filenames
  mapfile -t COMPREPLY < <(compgen -d -- "$cur")
}
_corolint_globs() {
  # Only what stands behind the last comma and a minus sign is to be completed.
  local before=
  [[ $cur =~ ^(.*,)?-? ]] && before=${BASH_REMATCH[0]}
  mapfile -t COMPREPLY < <(compgen -P "$before" -W "$_corolint_checks" -- "${cur#"$before"}")
}
_corolint_commits() {
  _corolint_words "HEAD $(git for-each-ref --format='%(refname:short)' 2>/dev/null)"
}
_corolint_reports() {
  local formats=$1
  _corolint_files
  mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -S = -W "$formats" -- "$cur")
}

_corolint_value() {
  case $1 in
@VALUES@
    *) _corolint_files ;;
  esac
}

_corolint() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command='' option='' glued='' word
  COMPREPLY=()
  # Behind -- are the compiler's arguments.
  for word in "${COMP_WORDS[@]:1:COMP_CWORD - 1}"; do
    [[ $word == -- ]] && _corolint_files && return
  done
  if ((COMP_CWORD > 1)); then
    case ${COMP_WORDS[1]} in
      @COMMANDS_PATTERN@) command=${COMP_WORDS[1]} ;;
    esac
  fi

  # Readline takes --option=value apart at the =, unless COMP_WORDBREAKS says otherwise.
  if [[ $cur == --*=* ]]; then
    glued=${cur%%=*}= option=${cur%%=*} cur=${cur#*=}
  elif [[ $cur == = ]]; then
    option=$prev cur=
  elif [[ $prev == = ]]; then
    option=${COMP_WORDS[COMP_CWORD - 2]}
  else
    case "$command $prev" in
      @NEEDS_VALUE@) option=$prev ;;
    esac
  fi
  if [[ -n $option ]]; then
    _corolint_value "$command $option"
    COMPREPLY=("${COMPREPLY[@]/#/$glued}")
  elif [[ $cur == -* ]]; then
    case $command in
@OPTIONS@
    esac
  else
    case $command in
@ARGUMENTS@
    esac
  fi
  [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace
}

complete -F _corolint corolint
