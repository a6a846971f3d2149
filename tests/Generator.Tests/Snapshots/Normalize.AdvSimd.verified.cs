/// <summary>y = x / max(‖x‖, ε): rows of 16.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static unsafe void Normalize16(float* x, float* y, nint from, nint to) {
    float* rowX = x + (from * 48);
    float* rowY = y + (from * 48);
    for (nint row = from; row < to; row++, rowX += 48, rowY += 48) {
        Vec square0 = default, square1 = default, square2 = default, square3 = default;
        float* walk = rowX;
        for (nint j = 0; j < 16; j += 16, walk += 16) {
            square0 = Isa.FusedMultiplyAdd(square0, *(Vec*)walk, *(Vec*)walk);
            square1 = Isa.FusedMultiplyAdd(square1, *(Vec*)(walk + 4), *(Vec*)(walk + 4));
            square2 = Isa.FusedMultiplyAdd(square2, *(Vec*)(walk + 8), *(Vec*)(walk + 8));
            square3 = Isa.FusedMultiplyAdd(square3, *(Vec*)(walk + 12), *(Vec*)(walk + 12));
        }
        Vec square = V.Create(FoldSum(square0, square1, square2, square3));
        Vec length = V.ConditionalSelect(V.LessThan(V.Create(1E-12f), AdvSimd.Arm64.Sqrt(square)), AdvSimd.Arm64.Sqrt(square), V.Create(1E-12f));
        for (nint j_2 = 0; j_2 < 16; j_2 += 4)
            *(Vec*)(rowY + j_2) = *(Vec*)(rowX + j_2) / length;
    }
}
