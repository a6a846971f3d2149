/// <summary>y = x · wᵀ: (T × 16) · (16 × 64).</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static unsafe void Product16Pair(float* x, float* w, float* y, float* scratch, nint rows, nint from, nint to) {
    // panels of 32 columns; 8 rows at a time, the last tile may run into rows that nobody reads
    nint begin = from * 3;
    nint end = Math.Min(to * 3, 2);
    for (nint panel = begin; panel < end; panel++) {
        float* panelWeights = w + (panel * 512);
        float* rowX = x;
        float* rowY = y + (panel * 16);
        float* up = scratch + ((panel - begin) * 16);
        for (nint row = 0; row < rows - 1; row += 8, rowX += 384, rowY += 384, up += 384) {
            Vec s00 = default, s01 = default, s10 = default, s11 = default, s20 = default, s21 = default, s30 = default, s31 = default;
            Vec s40 = default, s41 = default, s50 = default, s51 = default, s60 = default, s61 = default, s70 = default, s71 = default;
            float* k = rowX;
            float* b = panelWeights;
            for (nint i = 0; i < 16; i++, k += 1, b += 32) {
                Vec b00 = *(Vec*)b, b01 = *(Vec*)(b + 16);
                Sse.Prefetch1(b + 512); Sse.Prefetch1(b + 528);
                Vec a00 = V.Create(*k); s00 = Isa.FusedMultiplyAdd(a00, b00, s00); s01 = Isa.FusedMultiplyAdd(a00, b01, s01);
                Vec a01 = V.Create(k[48]); s10 = Isa.FusedMultiplyAdd(a01, b00, s10); s11 = Isa.FusedMultiplyAdd(a01, b01, s11);
                Vec a02 = V.Create(k[96]); s20 = Isa.FusedMultiplyAdd(a02, b00, s20); s21 = Isa.FusedMultiplyAdd(a02, b01, s21);
                Vec a03 = V.Create(k[144]); s30 = Isa.FusedMultiplyAdd(a03, b00, s30); s31 = Isa.FusedMultiplyAdd(a03, b01, s31);
                Vec a04 = V.Create(k[192]); s40 = Isa.FusedMultiplyAdd(a04, b00, s40); s41 = Isa.FusedMultiplyAdd(a04, b01, s41);
                Vec a05 = V.Create(k[240]); s50 = Isa.FusedMultiplyAdd(a05, b00, s50); s51 = Isa.FusedMultiplyAdd(a05, b01, s51);
                Vec a06 = V.Create(k[288]); s60 = Isa.FusedMultiplyAdd(a06, b00, s60); s61 = Isa.FusedMultiplyAdd(a06, b01, s61);
                Vec a07 = V.Create(k[336]); s70 = Isa.FusedMultiplyAdd(a07, b00, s70); s71 = Isa.FusedMultiplyAdd(a07, b01, s71);
            }
            *(Vec*)rowY = s00; *(Vec*)up = s01; *(Vec*)(rowY + 48) = s10; *(Vec*)(up + 48) = s11; *(Vec*)(rowY + 96) = s20; *(Vec*)(up + 96) = s21;
            *(Vec*)(rowY + 144) = s30; *(Vec*)(up + 144) = s31; *(Vec*)(rowY + 192) = s40; *(Vec*)(up + 192) = s41; *(Vec*)(rowY + 240) = s50;
            *(Vec*)(up + 240) = s51; *(Vec*)(rowY + 288) = s60; *(Vec*)(up + 288) = s61; *(Vec*)(rowY + 336) = s70; *(Vec*)(up + 336) = s71;
        }
    }
    // a single row
    if (rows % 8 == 1) {
        float* lastX = x + ((rows - 1) * 48);
        float* lastY = y + ((rows - 1) * 48);
        for (nint panel_2 = begin; panel_2 < end; panel_2++) {
            nint column = panel_2 * 16;
            float* panelWeights = w + (panel_2 * 512);
            Vec s00 = default, s01 = default;
            float* k = lastX;
            float* b = panelWeights;
            for (nint i = 0; i < 16; i++, k += 1, b += 32) {
                Vec b00 = *(Vec*)b, b01 = *(Vec*)(b + 16);
                Vec a00 = V.Create(*k); s00 = Isa.FusedMultiplyAdd(a00, b00, s00); s01 = Isa.FusedMultiplyAdd(a00, b01, s01);
            }
            *(Vec*)(lastY + column) = s00; *(Vec*)(scratch + (((rows - 1) * 48) + ((panel_2 - begin) * 16))) = s01;
        }
    }
}
