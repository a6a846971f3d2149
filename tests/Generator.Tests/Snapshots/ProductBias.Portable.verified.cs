/// <summary>y = x · wᵀ + bias: (T × 16) · (16 × 32).</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static unsafe void Product16Bias(float* x, float* w, float* bias, float* y, nint rows, nint from, nint to) {
    // panels of 12 columns; 2 rows at a time, the last tile may run into rows that nobody reads
    nint begin = from * 4;
    nint end = Math.Min(to * 4, 3);
    for (nint panel = begin; panel < end; panel++) {
        float* panelWeights = w + (panel * 192);
        float* rowX = x;
        float* rowY = y + (panel * 12);
        for (nint row = 0; row < rows - 1; row += 2, rowX += 96, rowY += 96) {
            Vec s00 = default, s01 = default, s02 = default, s10 = default, s11 = default, s12 = default;
            float* k = rowX;
            float* b = panelWeights;
            for (nint i = 0; i < 16; i++, k += 1, b += 12) {
                Vec b00 = *(Vec*)b, b01 = *(Vec*)(b + 4), b02 = *(Vec*)(b + 8);
                Vec a00 = V.Create(*k); s00 = V.FusedMultiplyAdd(a00, b00, s00); s01 = V.FusedMultiplyAdd(a00, b01, s01);
                s02 = V.FusedMultiplyAdd(a00, b02, s02);
                Vec a01 = V.Create(k[48]); s10 = V.FusedMultiplyAdd(a01, b00, s10); s11 = V.FusedMultiplyAdd(a01, b01, s11);
                s12 = V.FusedMultiplyAdd(a01, b02, s12);
            }
            Vec bias0 = *(Vec*)(bias + (panel * 12));
            *(Vec*)rowY = s00 + bias0; *(Vec*)(rowY + 48) = s10 + bias0;
            Vec bias0_2 = *(Vec*)(bias + ((panel * 12) + 4));
            *(Vec*)(rowY + 4) = s01 + bias0_2; *(Vec*)(rowY + 52) = s11 + bias0_2;
            Vec bias0_3 = *(Vec*)(bias + ((panel * 12) + 8));
            *(Vec*)(rowY + 8) = s02 + bias0_3; *(Vec*)(rowY + 56) = s12 + bias0_3;
        }
    }
    // a single row
    if (rows % 2 == 1) {
        float* lastX = x + ((rows - 1) * 48);
        float* lastY = y + ((rows - 1) * 48);
        for (nint panel_2 = begin; panel_2 < end; panel_2++) {
            nint column = panel_2 * 12;
            float* panelWeights = w + (panel_2 * 192);
            Vec s00 = default, s01 = default, s02 = default;
            float* k = lastX;
            float* b = panelWeights;
            for (nint i = 0; i < 16; i++, k += 1, b += 12) {
                Vec b00 = *(Vec*)b, b01 = *(Vec*)(b + 4), b02 = *(Vec*)(b + 8);
                Vec a00 = V.Create(*k); s00 = V.FusedMultiplyAdd(a00, b00, s00); s01 = V.FusedMultiplyAdd(a00, b01, s01);
                s02 = V.FusedMultiplyAdd(a00, b02, s02);
            }
            Vec bias0 = *(Vec*)(bias + column);
            *(Vec*)(lastY + column) = s00 + bias0;
            Vec bias0_2 = *(Vec*)(bias + (column + 4));
            *(Vec*)(lastY + column + 4) = s01 + bias0_2;
            Vec bias0_3 = *(Vec*)(bias + (column + 8));
            *(Vec*)(lastY + column + 8) = s02 + bias0_3;
        }
    }
}
