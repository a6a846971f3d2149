graph Tiny, context 64
%0   ids        input                                                     i32[T]
%9   positions  input                                                     i32[T]
%30  wanted     input                                                     i32[W]
%1   stream     Gather(tokens.weight[%0])                                 f32[T, 32]   tokens.weight
%2   stream     Map(%1) · 1                                               f32[T, 32]
%3   hidden     Tap(%2)                                                   f32[T, 32]
layer 0..1: %4 carried from %2
  %5   norm       RmsNorm(%4; eps 1E-06)                                    f32[T, 32]   layers.{layer}.0.norm.gain
  %6   query      Product(%5)                                               f32[T, 32]   32 x 32   layers.{layer}.0.attention.query.weight
  %7   key        Product(%5)                                               f32[T, 16]   32 x 16   layers.{layer}.0.attention.key.weight
  %8   value      Product(%5)                                               f32[T, 16]   32 x 16   layers.{layer}.0.attention.value.weight
  %10  query      Rotate(%6 by %9; 4 heads, 8 places, Halves)               f32[T, 32]
  %11  key        Rotate(%7 by %9; 2 heads, 8 places, Halves)               f32[T, 16]
  %12  keys       Append(keys <- %11 at %9)                                 f32[T, 16]
  %13  values     Append(values <- %8 at %9)                                f32[T, 16]
  %14  scores     Scores(%10 x %12 . 0.35355338)                            f32[4, T, K]
  %15  attention  Softmax(%14; causal)                                      f32[4, T, K]
  %16  mixed      Mix(%15 x %13)                                            f32[T, 32]
  %17  output     Product(%16)                                              f32[T, 32]   32 x 32   layers.{layer}.0.attention.output.weight
  %18  scaled     Map(%17) · 1                                              f32[T, 32]
  %19  stream     Map(%18) + %4                                             f32[T, 32]
  %20  norm       RmsNorm(%19; eps 1E-06)                                   f32[T, 32]   layers.{layer}.1.norm.gain
  %21  up         Product(%20)                                              f32[T, 48]   32 x 48   layers.{layer}.1.feedForward.up.weight
  %22  gate       Product(%20)                                              f32[T, 48]   32 x 48   layers.{layer}.1.feedForward.gate.weight
  %23  act        Map(%22) |> Silu                                          f32[T, 48]
  %24  act        Map(%23) |> ⊙ %21                                         f32[T, 48]
  %25  down       Product(%24)                                              f32[T, 32]   48 x 32   layers.{layer}.1.feedForward.down.weight
  %26  scaled     Map(%25) · 1                                              f32[T, 32]
  %27  stream     Map(%26) + %19                                            f32[T, 32]
  %28  hidden     Tap(%27)                                                  f32[T, 32]
%29 = carried out of the layers
%31  chosen     Gather(%29[%30])                                          f32[W, 32]
%32  norm       RmsNorm(%31; eps 1E-06)                                   f32[W, 32]   final.norm.gain
%33  hidden     Tap(%32)                                                  f32[W, 32]
%34  logits     Product(%32)                                              f32[W, 96]   32 x 96   head.weight
%35  logits     Map(%34) · 1                                              f32[W, 96]
     logits     output %35
