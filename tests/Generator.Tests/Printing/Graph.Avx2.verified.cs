graph Tiny, context 64
%0   ids        input                                                     i32[T]
%9   positions  input                                                     i32[T]
%30  wanted     input                                                     i32[W]
%1   stream     Gather(tokens.weight[%0])                                 -> 0x0 f32[T, 32]   split rows   tokens.weight
%3   hidden     Tap(%1)                                                   f32[T, 32]
layer 0..1: %4 carried from %1
  %5   norm       RmsNorm(%4; eps 1E-06)                                    -> 0x3c00 f32[T, 32]   split rows   layers.{layer}.0.norm.gain
  %36  qkv        Product(%5)                                               -> 0x7800 f32[T, 64]   32 x 64   tile 4x3x1   panels 24, f32   split columns   layers.{layer}.0.attention.query.weight, layers.{layer}.0.attention.key.weight, layers.{layer}.0.attention.value.weight
  %37  turned     Rotate(%36[0:48] by %9; 6 heads, 8 places, Halves)        -> 0x7800 f32[T, 48]   split rows
  %12  keys       Append(keys <- %37[32:48] at %9)                          f32[T, 16]   split rows
  %13  values     Append(values <- %36[48:64] at %9)                        f32[T, 16]   split rows
  %16  mixed      Attention(%37[0:32] x %12, %13; 0.35355338; causal)       -> 0x3c00 f32[T, 32]   4 heads of 8   tile 4x3x1   split heads
  %17  output     Product(%16) + %4                                         -> 0x0 f32[T, 32]   32 x 32   tile 4x3x1   panels 24, f32   split columns   layers.{layer}.0.attention.output.weight
  %20  norm       RmsNorm(%17; eps 1E-06)                                   -> 0x3c00 f32[T, 32]   split rows   layers.{layer}.1.norm.gain
  %22  gate       Product(%20) |> Silu(gate) ⊙ up                           -> 0x7800 f32[T, 48]   32 x 96   tile 6x2x1   panels 16 of pairs of 8, f32   split columns   layers.{layer}.1.feedForward.gate.weight, layers.{layer}.1.feedForward.up.weight
  %25  down       Product(%22) + %17                                        -> 0x0 f32[T, 32]   48 x 32   tile 4x3x1   panels 24, f32   split columns   layers.{layer}.1.feedForward.down.weight
  %28  hidden     Tap(%25)                                                  f32[T, 32]
%29 = carried out of the layers
%31  chosen     Gather(%29[%30])                                          -> 0x3c00 f32[W, 32]   split wanted
%32  norm       RmsNorm(%31; eps 1E-06)                                   -> 0x3c00 f32[W, 32]   split wanted   final.norm.gain
%33  hidden     Tap(%32)                                                  f32[W, 32]
%34  logits     Product(%32)                                              -> 0x6000 f32[W, 96]   32 x 96   tile 4x3x1   panels 24, f32   split columns   head.weight
     logits     output %34
