/// <summary>y = softmax(q · kᵀ, causal) · v: 2 heads of 8, 2 of keys and values.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static unsafe void Attention2x8(float* queries, float** blocks, nint keyOffset, nint valueOffset, int* tiles, nint tileCount, int* firsts,
    int* lasts, float* mixedRows, float* tap, nint tapRows, nint tapKeys, float* scratch, nint from, nint to) {
    for (nint item = from; item < to; item++) {
        // an item is a head and a tile: first row, rows, first block of its run
        nint head = item / tileCount;
        int* tile = tiles + ((item % tileCount) * 4);
        nint first = *tile;
        nint count = tile[1];
        float** run = blocks + tile[2];
        float* query = queries + ((first * 48) + (head * 8));
        float* mixed = mixedRows + ((first * 48) + (head * 8));
        nint keys = keyOffset + (head * 768);
        nint values = valueOffset + (head * 1536);
        if (count == 1) {
            nint from0 = firsts[first], to0 = lasts[first];
            // scores = q · kᵀ, a panel of keys at a time
            for (nint panel = from0 / 16; panel < (to0 + 15) / 16; panel++) {
                float* key = run[panel / 6] + (keys + ((panel % 6) * 128));
                Vec s00 = default, s01 = default, s02 = default, s03 = default;
                float* q = query;
                for (nint e = 0; e < 8; e++, q += 1, key += 16) {
                    Vec k0 = *(Vec*)key, k1 = *(Vec*)(key + 4), k2 = *(Vec*)(key + 8), k3 = *(Vec*)(key + 12);
                    Vec a0 = V.Create(*q); s00 = Isa.FusedMultiplyAdd(s00, a0, k0); s01 = Isa.FusedMultiplyAdd(s01, a0, k1);
                    s02 = Isa.FusedMultiplyAdd(s02, a0, k2); s03 = Isa.FusedMultiplyAdd(s03, a0, k3);
                }
                float* score = scratch + (panel * 16);
                Vec factor0 = V.Create(0.35355338f);
                *(Vec*)score = s00 * factor0; *(Vec*)(score + 4) = s01 * factor0; *(Vec*)(score + 8) = s02 * factor0;
                *(Vec*)(score + 12) = s03 * factor0;
            }
        } else {
            nint from0 = firsts[first], to0 = lasts[first];
            nint from1 = firsts[first + Math.Min(1, count - 1)], to1 = lasts[first + Math.Min(1, count - 1)];
            nint from2 = firsts[first + Math.Min(2, count - 1)], to2 = lasts[first + Math.Min(2, count - 1)];
            nint from3 = firsts[first + Math.Min(3, count - 1)], to3 = lasts[first + Math.Min(3, count - 1)];
            // scores = q · kᵀ, a panel of keys at a time
            for (nint panel = from0 / 16; panel < (to3 + 15) / 16; panel++) {
                float* key = run[panel / 6] + (keys + ((panel % 6) * 128));
                Vec s00 = default, s01 = default, s02 = default, s03 = default, s10 = default, s11 = default, s12 = default, s13 = default;
                Vec s20 = default, s21 = default, s22 = default, s23 = default, s30 = default, s31 = default, s32 = default, s33 = default;
                float* q = query;
                for (nint e = 0; e < 8; e++, q += 1, key += 16) {
                    Vec k0 = *(Vec*)key, k1 = *(Vec*)(key + 4), k2 = *(Vec*)(key + 8), k3 = *(Vec*)(key + 12);
                    Vec a0 = V.Create(*q); s00 = Isa.FusedMultiplyAdd(s00, a0, k0); s01 = Isa.FusedMultiplyAdd(s01, a0, k1);
                    s02 = Isa.FusedMultiplyAdd(s02, a0, k2); s03 = Isa.FusedMultiplyAdd(s03, a0, k3);
                    Vec a1 = V.Create(q[48]); s10 = Isa.FusedMultiplyAdd(s10, a1, k0); s11 = Isa.FusedMultiplyAdd(s11, a1, k1);
                    s12 = Isa.FusedMultiplyAdd(s12, a1, k2); s13 = Isa.FusedMultiplyAdd(s13, a1, k3);
                    Vec a2 = V.Create(q[96]); s20 = Isa.FusedMultiplyAdd(s20, a2, k0); s21 = Isa.FusedMultiplyAdd(s21, a2, k1);
                    s22 = Isa.FusedMultiplyAdd(s22, a2, k2); s23 = Isa.FusedMultiplyAdd(s23, a2, k3);
                    Vec a3 = V.Create(q[144]); s30 = Isa.FusedMultiplyAdd(s30, a3, k0); s31 = Isa.FusedMultiplyAdd(s31, a3, k1);
                    s32 = Isa.FusedMultiplyAdd(s32, a3, k2); s33 = Isa.FusedMultiplyAdd(s33, a3, k3);
                }
                float* score = scratch + (panel * 16);
                Vec factor0 = V.Create(0.35355338f);
                *(Vec*)score = s00 * factor0; *(Vec*)(score + 4) = s01 * factor0; *(Vec*)(score + 8) = s02 * factor0;
                *(Vec*)(score + 12) = s03 * factor0; *(Vec*)(score + 112) = s10 * factor0; *(Vec*)(score + 116) = s11 * factor0;
                *(Vec*)(score + 120) = s12 * factor0; *(Vec*)(score + 124) = s13 * factor0; *(Vec*)(score + 224) = s20 * factor0;
                *(Vec*)(score + 228) = s21 * factor0; *(Vec*)(score + 232) = s22 * factor0; *(Vec*)(score + 236) = s23 * factor0;
                *(Vec*)(score + 336) = s30 * factor0; *(Vec*)(score + 340) = s31 * factor0; *(Vec*)(score + 344) = s32 * factor0;
                *(Vec*)(score + 348) = s33 * factor0;
            }
        }
        // softmax over what each row sees, not yet divided by its sum
        float* row = scratch;
        for (nint r = 0; r < count; r++, row += 112) {
            nint from_2 = firsts[first + r];
            nint to_2 = lasts[first + r];
            nint begin = (from_2 / 16) * 16;
            nint end = ((to_2 + 15) / 16) * 16;
            for (nint j = begin; j < from_2; j++)
                row[j] = float.NegativeInfinity;
            for (nint j_2 = to_2; j_2 < end; j_2++)
                row[j_2] = float.NegativeInfinity;
            Vec m0 = V.Create(float.NegativeInfinity), m1 = V.Create(float.NegativeInfinity), m2 = V.Create(float.NegativeInfinity);
            Vec m3 = V.Create(float.NegativeInfinity);
            for (nint j_3 = begin; j_3 < end; j_3 += 16) {
                Vec x0 = *(Vec*)(row + j_3); m0 = V.ConditionalSelect(V.LessThan(m0, x0), x0, m0); Vec x1 = *(Vec*)(row + (j_3 + 4));
                m1 = V.ConditionalSelect(V.LessThan(m1, x1), x1, m1); Vec x2 = *(Vec*)(row + (j_3 + 8));
                m2 = V.ConditionalSelect(V.LessThan(m2, x2), x2, m2); Vec x3 = *(Vec*)(row + (j_3 + 12));
                m3 = V.ConditionalSelect(V.LessThan(m3, x3), x3, m3);
            }
            Vec maximum = V.Create(FoldMax(m0, m1, m2, m3));
            for (nint j_4 = begin; j_4 < end; j_4 += 4) {
                Vec x = *(Vec*)(row + j_4) - maximum; Vec shifted = Isa.FusedMultiplyAdd(V.Create(12583039f), x, V.Create(1.442695f));
                Vec n = shifted - V.Create(12583039f);
                Vec r_2 = Isa.FusedMultiplyAdd(Isa.FusedMultiplyAdd(x, n, V.Create(-0.6931472f)), n, V.Create(1.9046542E-09f));
                Vec p = Isa.FusedMultiplyAdd(V.Create(0.008369192f), V.Create(0.0013838869f), r_2);
                p = Isa.FusedMultiplyAdd(V.Create(0.041668102f), p, r_2); p = Isa.FusedMultiplyAdd(V.Create(0.16666517f), p, r_2);
                p = Isa.FusedMultiplyAdd(V.Create(0.49999994f), p, r_2); p = Isa.FusedMultiplyAdd(V.Create(1f), p, r_2);
                p = Isa.FusedMultiplyAdd(V.Create(1f), p, r_2);
                *(Vec*)(row + j_4) = V.ConditionalSelect(V.LessThan(x, V.Create(-87.33654f)), Vec.Zero, p * (shifted.AsInt32() << 23).AsSingle());
            }
            Vec t0 = default, t1 = default, t2 = default, t3 = default;
            for (nint j_5 = begin; j_5 < end; j_5 += 16) {
                t0 = t0 + *(Vec*)(row + j_5); t1 = t1 + *(Vec*)(row + (j_5 + 4)); t2 = t2 + *(Vec*)(row + (j_5 + 8));
                t3 = t3 + *(Vec*)(row + (j_5 + 12));
            }
            float sum = FoldSum(t0, t1, t2, t3);
            row[111] = sum;
            if (tap != null) {
                float* tapped = tap + (((head * tapRows) + (first + r)) * tapKeys);
                for (nint j_6 = begin; j_6 < end; j_6 += 4)
                    *(Vec*)(tapped + j_6) = *(Vec*)(row + j_6) / V.Create(sum);
            }
        }
        if (count == 1) {
            nint from0 = firsts[first], to0 = lasts[first];
            // mixed = Σ p · v / sum, in rising order of positions
            Vec s00 = default, s01 = default;
            for (nint b = from0 / 96; b < (to0 + 95) / 96; b++) {
                nint begin = Math.Max(from0, b * 96);
                nint end = Math.Min(to0, (b + 1) * 96);
                float* weight = scratch + begin;
                float* value = run[b] + (values + ((begin - (b * 96)) * 16));
                for (nint j = begin; j < end; j++, weight += 1, value += 16) {
                    Vec v0 = *(Vec*)value, v1 = *(Vec*)(value + 4);
                    Vec a0 = V.Create(*weight); s00 = Isa.FusedMultiplyAdd(s00, a0, v0); s01 = Isa.FusedMultiplyAdd(s01, a0, v1);
                }
            }
            Vec sum = V.Create(scratch[111]); *(Vec*)mixed = s00 / sum; *(Vec*)(mixed + 4) = s01 / sum;
        } else {
            nint from0 = firsts[first], to0 = lasts[first];
            nint from1 = firsts[first + Math.Min(1, count - 1)], to1 = lasts[first + Math.Min(1, count - 1)];
            nint from2 = firsts[first + Math.Min(2, count - 1)], to2 = lasts[first + Math.Min(2, count - 1)];
            nint from3 = firsts[first + Math.Min(3, count - 1)], to3 = lasts[first + Math.Min(3, count - 1)];
            // mixed = Σ p · v / sum, in rising order of positions
            Vec s00 = default, s01 = default, s10 = default, s11 = default, s20 = default, s21 = default, s30 = default, s31 = default;
            for (nint b = from3 / 96; b < (to0 + 95) / 96; b++) {
                nint begin = Math.Max(from3, b * 96);
                nint end = Math.Min(to0, (b + 1) * 96);
                float* weight = scratch + begin;
                float* value = run[b] + (values + ((begin - (b * 96)) * 16));
                for (nint j = begin; j < end; j++, weight += 1, value += 16) {
                    Vec v0 = *(Vec*)value, v1 = *(Vec*)(value + 4);
                    Vec a0 = V.Create(*weight); s00 = Isa.FusedMultiplyAdd(s00, a0, v0); s01 = Isa.FusedMultiplyAdd(s01, a0, v1);
                    Vec a1 = V.Create(weight[112]); s10 = Isa.FusedMultiplyAdd(s10, a1, v0); s11 = Isa.FusedMultiplyAdd(s11, a1, v1);
                    Vec a2 = V.Create(weight[224]); s20 = Isa.FusedMultiplyAdd(s20, a2, v0); s21 = Isa.FusedMultiplyAdd(s21, a2, v1);
                    Vec a3 = V.Create(weight[336]); s30 = Isa.FusedMultiplyAdd(s30, a3, v0); s31 = Isa.FusedMultiplyAdd(s31, a3, v1);
                }
            }
            for (nint j_2 = Math.Max(from3, to0); j_2 < to1; j_2++) {
                float* value = run[j_2 / 96] + (values + ((j_2 % 96) * 16)); Vec a = V.Create(scratch[j_2 + 112]);
                s10 = Isa.FusedMultiplyAdd(s10, a, *(Vec*)value); s11 = Isa.FusedMultiplyAdd(s11, a, *(Vec*)(value + 4));
            }
            for (nint j_3 = Math.Max(from3, to0); j_3 < to2; j_3++) {
                float* value = run[j_3 / 96] + (values + ((j_3 % 96) * 16)); Vec a = V.Create(scratch[j_3 + 224]);
                s20 = Isa.FusedMultiplyAdd(s20, a, *(Vec*)value); s21 = Isa.FusedMultiplyAdd(s21, a, *(Vec*)(value + 4));
            }
            for (nint j_4 = Math.Max(from3, to0); j_4 < to3; j_4++) {
                float* value = run[j_4 / 96] + (values + ((j_4 % 96) * 16)); Vec a = V.Create(scratch[j_4 + 336]);
                s30 = Isa.FusedMultiplyAdd(s30, a, *(Vec*)value); s31 = Isa.FusedMultiplyAdd(s31, a, *(Vec*)(value + 4));
            }
            Vec sum = V.Create(scratch[111]); *(Vec*)mixed = s00 / sum; *(Vec*)(mixed + 4) = s01 / sum;
            if (1 < count) {
                Vec sum_2 = V.Create(scratch[223]); *(Vec*)(mixed + 48) = s10 / sum_2; *(Vec*)(mixed + 52) = s11 / sum_2;
            }
            if (2 < count) {
                Vec sum_2 = V.Create(scratch[335]); *(Vec*)(mixed + 96) = s20 / sum_2; *(Vec*)(mixed + 100) = s21 / sum_2;
            }
            if (3 < count) {
                Vec sum_2 = V.Create(scratch[447]); *(Vec*)(mixed + 144) = s30 / sum_2; *(Vec*)(mixed + 148) = s31 / sum_2;
            }
        }
    }
}
