# Completion of corolint in fish, written by `corolint completion fish`.

function __corolint_lints
    not __fish_seen_subcommand_from @COMMANDS@
end

# Checks with commas between them, and minus signs before them.
function __corolint_globs
    set -l before (string match -r '^(?:--?[a-z-]+=)?(?:.*,)?-?' -- (commandline -ct))
    set -l typed (string replace -r '^--?[a-z-]+=' '' -- $before)
    for check in $__corolint_checks
        echo $typed$check
    end
end

function __corolint_commits
    echo HEAD
    git for-each-ref --format='%(refname:short)' 2>/dev/null
end

set -g __corolint_checks @CHECKS@

@COMPLETIONS@
