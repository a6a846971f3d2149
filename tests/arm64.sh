#!/usr/bin/env bash
# The kernels for Arm64 on a machine that is none: what the numerics suite asks of bits and goldens, published for linux-arm64, under qemu. Results
# must have the bits of this machine's, and no kernel may leave its memory: blocks end at pages that nobody may touch.
#   tests/arm64.sh        as a Cortex-A76, and in parts as a Cortex-A53 (which has no dot products)
# Needs Linux, the SDK and apt-get (as root) for what is missing. ARM64_WORK is a folder to keep between runs.
set -euo pipefail
tests=$(cd "$(dirname "$0")" && pwd)
work=${ARM64_WORK:-${TMPDIR:-/tmp}/etch-arm64}
project=$tests/Numerics.Tests/Etch.Numerics.Tests.csproj
suite=Etch.Numerics.Tests
mkdir -p "$work"

missing=()
command -v qemu-aarch64-static > /dev/null || missing+=(qemu-user-static)
[ -e /usr/aarch64-linux-gnu/lib/libstdc++.so.6 ] || missing+=(libstdc++6-arm64-cross)
[ -e /usr/aarch64-linux-gnu/lib/libc.so.6 ] || missing+=(libc6-arm64-cross)
if [ ${#missing[@]} -gt 0 ]; then
  apt-get -qq update
  apt-get -qq install -y --no-install-recommends "${missing[@]}"
fi

# The test runner hashes with OpenSSL, whose Arm64 library apt gives without touching this system's own packages.
ssl=$work/ssl/usr/lib/aarch64-linux-gnu
if [ ! -e "$ssl/libcrypto.so.3" ]; then
  mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial"
  apt=(apt-get -qq -o "Dir::State::lists=$work/apt/lists" -o "Dir::Cache=$work/apt/cache" -o APT::Architectures=arm64 -o APT::Architecture=arm64 -o APT::Sandbox::User=root)
  "${apt[@]}" update
  (cd "$work" && "${apt[@]}" download libssl3 && dpkg -x libssl3_*.deb ssl)
fi

# This machine says what it makes of every model …
dotnet build "$project" -c Release -v q --nologo
digests=$work/digests
ETCH_DIGESTS_OUT=$digests dotnet exec "$tests/Numerics.Tests/bin/Release/net10.0/$suite.dll" -class "$suite.Law.DigestTests" -noLogo

# … and the other must make the same of it. (A library does not learn for which machine it is published, so the models are told.)
dotnet publish "$project" -c Release -r linux-arm64 --self-contained -p:EtchInstructionSets=AdvSimd -o "$work/out" -v q --nologo
# The emulated process has this one's environment; qemu's own -E would cut a value at its commas.
export ETCH_DIGESTS=$digests ETCH_EXPECTED_SETS=AdvSimd,Portable ETCH_GUARD=1
# .NET writes code at one address and runs it at another; qemu notices new code only where it is run, and goes on with what stood there before.
export DOTNET_EnableWriteXorExecute=0

emulate() { # cpu, then what the test runner takes
  local cpu=$1; shift
  qemu-aarch64-static -cpu "$cpu" -L /usr/aarch64-linux-gnu -E LD_LIBRARY_PATH="$ssl" "$work/out/$suite" "$@" -parallelMode none -noLogo
}

emulate cortex-a76 -class "$suite.Processes.SwitchTests" -class "$suite.Law.DigestTests" -class "$suite.Goldens.*" > "$work/a76.log" 2>&1 &
whole=$!
emulate cortex-a53 -class "$suite.Processes.SwitchTests" -class "$suite.Law.DigestTests" > "$work/a53.log" 2>&1 &
part=$!
broken=0
wait $whole || broken=1
wait $part || broken=1
for cpu in a76 a53; do echo "Cortex-$cpu:"; cat "$work/$cpu.log"; done
exit $broken
