# What the scripts in tools/dev have in common. Sourced, never run.
# shellcheck shell=bash disable=SC2034

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
PROGRAM=${0##*/}

# The LLVM releases corolint is built for; the first is the default.
LLVM_RELEASES=(22 19)

# One line that says what happens next.
say() { printf '==> %s\n' "$*"; }

complain() { printf '%s: error: %s\n' "$PROGRAM" "$*" >&2; }

# Something is missing on this machine or in the call: exit status 2, as opposed to 1, "it does not work".
die() {
  complain "$@"
  exit 2
}

# The comment at the top of the running script is its help text.
usage() {
  sed -n '2,/^$/s/^# \{0,1\}//p' "$0"
}

# Sets RELEASES to what --llvm asks for: a release, or all of them. (Printing them instead would take a
# subshell, whose "die" ends nothing.)
select_releases() {
  case $1 in
    all) RELEASES=("${LLVM_RELEASES[@]}") ;;
    *)
      [[ " ${LLVM_RELEASES[*]} " == *" $1 "* ]] ||
        die "--llvm takes ${LLVM_RELEASES[*]} or all, not '$1'"
      RELEASES=("$1")
      ;;
  esac
}

# Where the preset llvm-N of CMakePresets.json builds.
build_dir() {
  if [[ $1 == "${LLVM_RELEASES[0]}" ]]; then echo "$ROOT/build"; else echo "$ROOT/build-$1"; fi
}

# Prints the command that runs LLVM N's lit, one word a line. Debian's llvm-19-tools has lit only as a
# Python file beside the tools.
lit_command() {
  local prefix
  if command -v "lit-$1" >/dev/null; then
    echo "lit-$1"
  elif prefix=$("llvm-config-$1" --prefix 2>/dev/null) && [[ -f $prefix/build/utils/lit/lit.py ]]; then
    printf '%s\n' python3 "$prefix/build/utils/lit/lit.py"
  else
    return 1
  fi
}
