#compdef corolint
# Completion of corolint in zsh, written by `corolint completion zsh`.

_corolint_checks() {
  local -a checks=(
@CHECKS@
  )
  _describe -t checks check checks
}

# Checks with commas between them, and minus signs before them.
_corolint_globs() {
  compset -P '*,'
  compset -P '-'
  _corolint_checks
}

_corolint_commits() {
  local -a commits=(HEAD ${(f)"$(git for-each-ref --format='%(refname:short)' 2>/dev/null)"})
  _describe -t commits commit commits
}

# FORMAT=FILE, given the formats.
_corolint_reports() {
  if compset -P '*='; then
    _files
  else
    local -a formats=("$@")
    _describe -t formats format formats -S =
    _files
  fi
}

_corolint_first() {
  local -a commands=(
@COMMANDS@
  )
  _describe -t commands command commands
  _files
}

_corolint() {
  if ((CURRENT > 2)); then
    case ${words[2]} in
@SUBCOMMANDS@
    esac
  fi
  _arguments -S \
@OPTIONS@
    '1:file or command:_corolint_first' \
    '*:file:_files'
}

_corolint "$@"
