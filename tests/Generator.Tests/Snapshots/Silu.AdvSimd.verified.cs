/// <summary>y = x |> Silu: rows of 16.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static unsafe void Map16Silu(float* x, float* y, nint from, nint to) {
    for (nint row = from; row < to; row++) {
        float* rowX = x + (row * 48);
        float* rowY = y + (row * 48);
        for (nint j = 0; j < 16; j += 4) {
            Vec v = *(Vec*)(rowX + j);
            Vec v_2 = v; Vec shifted = Isa.FusedMultiplyAdd(V.Create(12583039f), v_2, V.Create(-1.442695f)); Vec n = shifted - V.Create(12583039f);
            Vec s = Isa.FusedMultiplyAdd(Isa.FusedMultiplyAdd(v_2, n, V.Create(0.6931472f)), n, V.Create(-1.9046542E-09f));
            Vec p = Isa.FusedMultiplyAdd(V.Create(-0.008369192f), V.Create(0.0013838869f), s); p = Isa.FusedMultiplyAdd(V.Create(0.041668102f), p, s);
            p = Isa.FusedMultiplyAdd(V.Create(-0.16666517f), p, s); p = Isa.FusedMultiplyAdd(V.Create(0.49999994f), p, s);
            p = Isa.FusedMultiplyAdd(V.Create(-1f), p, s); Vec scale = (shifted.AsInt32() << 23).AsSingle();
            Vec y_2 = v_2 / Isa.FusedMultiplyAdd(scale + V.Create(1f), p * scale, s);
            y_2 = V.ConditionalSelect(V.LessThan(V.Create(17.5f), v_2), v_2, y_2);
            y_2 = V.ConditionalSelect(V.LessThan(v_2, V.Create(-87.33654f)), Vec.Zero, y_2);
            *(Vec*)(rowY + j) = y_2;
        }
    }
}
