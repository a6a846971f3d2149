#!/bin/sh
# Publishes the language detector as native programs, one for each instruction set, beside the launcher that chooses among them:
#   publish.sh [FOLDER [SET...]]       (bin/native, and x86-64-v4 x86-64-v3 x86-64-v2)
# A baseline of .NET goes for a set: x86-64-v4 has AVX-512, x86-64-v3 AVX2, x86-64-v2 the portable kernels.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/bin/native}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- x86-64-v4 x86-64-v3 x86-64-v2

# NativeAOT links with clang unless told otherwise.
linker=clang
command -v clang > /dev/null || linker=gcc

mkdir -p "$out"
for set; do
    dotnet publish "$here/Binary.csproj" -c Release -r linux-x64 -o "$out/$set" --artifacts-path "$here/obj/aot" --nodeReuse:false -v quiet --nologo \
        -p:PublishAot=true -p:EtchInstructionSet="$set" -p:CppCompilerAndLinker="$linker" -p:UseSharedCompilation=false
    mv "$out/$set/languages" "$out/languages.$set"
    rm -r "$out/$set"
done
cp "$here/launcher.sh" "$out/languages"
chmod +x "$out/languages"
