/// <summary>y = x · wᵀ + bias: (T × 16) · (16 × 32).</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static unsafe void Product16Bias(float* x, float* w, float* bias, float* y, nint rows, nint from, nint to) {
    // panels of 48 columns; 8 rows at a time, the last tile may run into rows that nobody reads
    nint begin = from;
    nint end = Math.Min(to, 1);
    for (nint panel = begin; panel < end; panel++) {
        float* panelWeights = w + (panel * 768);
        float* rowX = x;
        float* rowY = y + (panel * 48);
        for (nint row = 0; row < rows - 1; row += 8, rowX += 384, rowY += 384) {
            Vec s00 = default, s01 = default, s02 = default, s10 = default, s11 = default, s12 = default, s20 = default, s21 = default;
            Vec s22 = default, s30 = default, s31 = default, s32 = default, s40 = default, s41 = default, s42 = default, s50 = default;
            Vec s51 = default, s52 = default, s60 = default, s61 = default, s62 = default, s70 = default, s71 = default, s72 = default;
            float* k = rowX;
            float* b = panelWeights;
            for (nint i = 0; i < 16; i++, k += 1, b += 48) {
                Vec b00 = *(Vec*)b, b01 = *(Vec*)(b + 16), b02 = *(Vec*)(b + 32);
                Sse.Prefetch1(b + 768); Sse.Prefetch1(b + 784); Sse.Prefetch1(b + 800);
                Vec a00 = V.Create(*k); s00 = Isa.FusedMultiplyAdd(a00, b00, s00); s01 = Isa.FusedMultiplyAdd(a00, b01, s01);
                s02 = Isa.FusedMultiplyAdd(a00, b02, s02);
                Vec a01 = V.Create(k[48]); s10 = Isa.FusedMultiplyAdd(a01, b00, s10); s11 = Isa.FusedMultiplyAdd(a01, b01, s11);
                s12 = Isa.FusedMultiplyAdd(a01, b02, s12);
                Vec a02 = V.Create(k[96]); s20 = Isa.FusedMultiplyAdd(a02, b00, s20); s21 = Isa.FusedMultiplyAdd(a02, b01, s21);
                s22 = Isa.FusedMultiplyAdd(a02, b02, s22);
                Vec a03 = V.Create(k[144]); s30 = Isa.FusedMultiplyAdd(a03, b00, s30); s31 = Isa.FusedMultiplyAdd(a03, b01, s31);
                s32 = Isa.FusedMultiplyAdd(a03, b02, s32);
                Vec a04 = V.Create(k[192]); s40 = Isa.FusedMultiplyAdd(a04, b00, s40); s41 = Isa.FusedMultiplyAdd(a04, b01, s41);
                s42 = Isa.FusedMultiplyAdd(a04, b02, s42);
                Vec a05 = V.Create(k[240]); s50 = Isa.FusedMultiplyAdd(a05, b00, s50); s51 = Isa.FusedMultiplyAdd(a05, b01, s51);
                s52 = Isa.FusedMultiplyAdd(a05, b02, s52);
                Vec a06 = V.Create(k[288]); s60 = Isa.FusedMultiplyAdd(a06, b00, s60); s61 = Isa.FusedMultiplyAdd(a06, b01, s61);
                s62 = Isa.FusedMultiplyAdd(a06, b02, s62);
                Vec a07 = V.Create(k[336]); s70 = Isa.FusedMultiplyAdd(a07, b00, s70); s71 = Isa.FusedMultiplyAdd(a07, b01, s71);
                s72 = Isa.FusedMultiplyAdd(a07, b02, s72);
            }
            Vec bias0 = *(Vec*)(bias + (panel * 48));
            *(Vec*)rowY = s00 + bias0; *(Vec*)(rowY + 48) = s10 + bias0; *(Vec*)(rowY + 96) = s20 + bias0; *(Vec*)(rowY + 144) = s30 + bias0;
            *(Vec*)(rowY + 192) = s40 + bias0; *(Vec*)(rowY + 240) = s50 + bias0; *(Vec*)(rowY + 288) = s60 + bias0; *(Vec*)(rowY + 336) = s70 + bias0;
            Vec bias0_2 = *(Vec*)(bias + ((panel * 48) + 16));
            *(Vec*)(rowY + 16) = s01 + bias0_2; *(Vec*)(rowY + 64) = s11 + bias0_2; *(Vec*)(rowY + 112) = s21 + bias0_2;
            *(Vec*)(rowY + 160) = s31 + bias0_2; *(Vec*)(rowY + 208) = s41 + bias0_2; *(Vec*)(rowY + 256) = s51 + bias0_2;
            *(Vec*)(rowY + 304) = s61 + bias0_2; *(Vec*)(rowY + 352) = s71 + bias0_2;
            Vec bias0_3 = *(Vec*)(bias + ((panel * 48) + 32));
            *(Vec*)(rowY + 32) = s02 + bias0_3; *(Vec*)(rowY + 80) = s12 + bias0_3; *(Vec*)(rowY + 128) = s22 + bias0_3;
            *(Vec*)(rowY + 176) = s32 + bias0_3; *(Vec*)(rowY + 224) = s42 + bias0_3; *(Vec*)(rowY + 272) = s52 + bias0_3;
            *(Vec*)(rowY + 320) = s62 + bias0_3; *(Vec*)(rowY + 368) = s72 + bias0_3;
        }
    }
    // a single row
    if (rows % 8 == 1) {
        float* lastX = x + ((rows - 1) * 48);
        float* lastY = y + ((rows - 1) * 48);
        for (nint panel_2 = begin; panel_2 < end; panel_2++) {
            nint column = panel_2 * 48;
            float* panelWeights = w + (panel_2 * 768);
            Vec s00 = default, s01 = default, s02 = default;
            float* k = lastX;
            float* b = panelWeights;
            for (nint i = 0; i < 16; i++, k += 1, b += 48) {
                Vec b00 = *(Vec*)b, b01 = *(Vec*)(b + 16), b02 = *(Vec*)(b + 32);
                Vec a00 = V.Create(*k); s00 = Isa.FusedMultiplyAdd(a00, b00, s00); s01 = Isa.FusedMultiplyAdd(a00, b01, s01);
                s02 = Isa.FusedMultiplyAdd(a00, b02, s02);
            }
            Vec bias0 = *(Vec*)(bias + column);
            *(Vec*)(lastY + column) = s00 + bias0;
            Vec bias0_2 = *(Vec*)(bias + (column + 16));
            *(Vec*)(lastY + column + 16) = s01 + bias0_2;
            Vec bias0_3 = *(Vec*)(bias + (column + 32));
            *(Vec*)(lastY + column + 32) = s02 + bias0_3;
        }
    }
}
