#!/bin/sh
# Asks the processor what it has, and runs the best of the programs beside this one that it can run. The runtime of a program that
# was compiled for another processor ends before any of the program's own code, so the program itself cannot choose.
self=$0
[ ! -L "$self" ] || self=$(readlink -f "$self")
folder=${self%/*}
[ "$folder" != "$self" ] || folder=.

# What the runtime asks of the processor, best set first, by the names that Linux gives the flags; each set holds those below it. It
# asks for lzcnt with v3 too (abm), which every processor with AVX2 has and some virtual machines do not list.
v2="cx16 popcnt pni ssse3 sse4_1 sse4_2"
v3="$v2 avx avx2 bmi1 bmi2 fma movbe"
v4="$v3 avx512f avx512bw avx512cd avx512dq avx512vl"

flags=
while read -r name rest; do
    case $name in flags) flags=" ${rest#:} "; break ;; esac
done < "${LANGUAGES_CPUINFO:-/proc/cpuinfo}"

missing=
for set in v4 v3 v2; do
    program=$folder/languages.x86-64-$set
    [ -x "$program" ] || continue
    missing=
    eval "wanted=\$$set"
    for flag in $wanted; do
        case $flags in *" $flag "*) ;; *) missing="$missing $flag" ;; esac
    done
    [ -n "$missing" ] || exec "$program" "$@"
done

if [ -z "$missing" ]; then
    echo "$0: no program languages.x86-64-v4, -v3 or -v2 lies in $folder; publish.sh makes them." >&2
else
    echo "$0: this processor lacks$missing, which the least of the programs in $folder needs; publish.sh makes one for x86-64-v2." >&2
fi
exit 1
