/// <summary>values of 2 heads of 8 into the blocks, as rows.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
public static unsafe void AppendValues2x8(float* x, float** blocks, int* slots, int* positions, nint offset, nint from, nint to) {
    for (nint row = from; row < to; row++) {
        float* block = blocks[slots[row]] + offset;
        nint place = positions[row] % 96;
        float* headX = x + (row * 48);
        float* rowY = block + (place * 16);
        for (nint head = 0; head < 2; head++, headX += 8, rowY += 1536) {
            { Vec part = *(Vec*)headX; *rowY = part[0]; rowY[1] = part[1]; rowY[2] = part[2]; rowY[3] = part[3]; rowY[4] = part[4]; rowY[5] = part[5];
            rowY[6] = part[6]; rowY[7] = part[7]; }
        }
    }
}
