/// <summary>y = x · wᵀ + bias: (T × 16) · (16 × 32).</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static unsafe void Product16Bias(float* x, float* w, float* bias, float* y, nint rows, nint from, nint to) {
    // panels of 24 columns; 4 rows at a time, the last tile may run into rows that nobody reads
    nint begin = from * 2;
    nint end = Math.Min(to * 2, 2);
    for (nint panel = begin; panel < end; panel++) {
        float* panelWeights = w + (panel * 384);
        float* rowX = x;
        float* rowY = y + (panel * 24);
        for (nint row = 0; row < rows - 1; row += 4, rowX += 192, rowY += 192) {
            Vec s00 = default, s01 = default, s02 = default, s10 = default, s11 = default, s12 = default, s20 = default, s21 = default;
            Vec s22 = default, s30 = default, s31 = default, s32 = default;
            float* k = rowX;
            float* b = panelWeights;
            for (nint i = 0; i < 16; i++, k += 1, b += 24) {
                Vec b00 = *(Vec*)b, b01 = *(Vec*)(b + 8), b02 = *(Vec*)(b + 16);
                Sse.Prefetch1(b + 384); Sse.Prefetch1(b + 400);
                Vec a00 = V.Create(*k); s00 = Isa.MultiplyAdd(a00, b00, s00); s01 = Isa.MultiplyAdd(a00, b01, s01);
                s02 = Isa.MultiplyAdd(a00, b02, s02);
                Vec a01 = V.Create(k[48]); s10 = Isa.MultiplyAdd(a01, b00, s10); s11 = Isa.MultiplyAdd(a01, b01, s11);
                s12 = Isa.MultiplyAdd(a01, b02, s12);
                Vec a02 = V.Create(k[96]); s20 = Isa.MultiplyAdd(a02, b00, s20); s21 = Isa.MultiplyAdd(a02, b01, s21);
                s22 = Isa.MultiplyAdd(a02, b02, s22);
                Vec a03 = V.Create(k[144]); s30 = Isa.MultiplyAdd(a03, b00, s30); s31 = Isa.MultiplyAdd(a03, b01, s31);
                s32 = Isa.MultiplyAdd(a03, b02, s32);
            }
            Vec bias0 = *(Vec*)(bias + (panel * 24));
            *(Vec*)rowY = s00 + bias0; *(Vec*)(rowY + 48) = s10 + bias0; *(Vec*)(rowY + 96) = s20 + bias0; *(Vec*)(rowY + 144) = s30 + bias0;
            Vec bias0_2 = *(Vec*)(bias + ((panel * 24) + 8));
            *(Vec*)(rowY + 8) = s01 + bias0_2; *(Vec*)(rowY + 56) = s11 + bias0_2; *(Vec*)(rowY + 104) = s21 + bias0_2;
            *(Vec*)(rowY + 152) = s31 + bias0_2;
            Vec bias0_3 = *(Vec*)(bias + ((panel * 24) + 16));
            *(Vec*)(rowY + 16) = s02 + bias0_3; *(Vec*)(rowY + 64) = s12 + bias0_3; *(Vec*)(rowY + 112) = s22 + bias0_3;
            *(Vec*)(rowY + 160) = s32 + bias0_3;
        }
    }
    // a single row
    if (rows % 4 == 1) {
        float* lastX = x + ((rows - 1) * 48);
        float* lastY = y + ((rows - 1) * 48);
        for (nint panel_2 = begin; panel_2 < end; panel_2++) {
            nint column = panel_2 * 24;
            float* panelWeights = w + (panel_2 * 384);
            Vec s00 = default, s01 = default, s02 = default;
            float* k = lastX;
            float* b = panelWeights;
            for (nint i = 0; i < 16; i++, k += 1, b += 24) {
                Vec b00 = *(Vec*)b, b01 = *(Vec*)(b + 8), b02 = *(Vec*)(b + 16);
                Vec a00 = V.Create(*k); s00 = Isa.MultiplyAdd(a00, b00, s00); s01 = Isa.MultiplyAdd(a00, b01, s01);
                s02 = Isa.MultiplyAdd(a00, b02, s02);
            }
            Vec bias0 = *(Vec*)(bias + column);
            *(Vec*)(lastY + column) = s00 + bias0;
            Vec bias0_2 = *(Vec*)(bias + (column + 8));
            *(Vec*)(lastY + column + 8) = s01 + bias0_2;
            Vec bias0_3 = *(Vec*)(bias + (column + 16));
            *(Vec*)(lastY + column + 16) = s02 + bias0_3;
        }
    }
}
