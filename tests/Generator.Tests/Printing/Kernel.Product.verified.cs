kernel Product32   y = x · wᵀ: (T × 32) · (32 × 64).
  x floats, w floats, y floats, rows index, from index, to index
  -- panels of 12 columns; 2 rows at a time, the last tile may run into rows that nobody reads
  begin = (from * 4)
  end = smaller((to * 4), 6)
  loop panel begin .. end by 1
    panelWeights = (w + (panel * 384))
    rowX = x
    rowY = (y + (panel * 12))
    loop row 0 .. (rows - 1) by 2, rowX += 96, rowY += 192
      s00 = 0; s01 = 0; s02 = 0; s10 = 0; s11 = 0; s12 = 0
      k = rowX
      b = panelWeights
      loop i 0 .. 32 by 1, k += 1, b += 12
        b00 = load(b); b01 = load((b + 4)); b02 = load((b + 8))
        prefetch (b + 384)
        a00 = broadcast(k); s00 = fma(a00, b00, s00); s01 = fma(a00, b01, s01); s02 = fma(a00, b02, s02)
        a01 = broadcast((k + 48)); s10 = fma(a01, b00, s10); s11 = fma(a01, b01, s11); s12 = fma(a01, b02, s12)
      store rowY = s00; store (rowY + 96) = s10
      store (rowY + 4) = s01; store (rowY + 100) = s11
      store (rowY + 8) = s02; store (rowY + 104) = s12
  -- a single row
  if (rows % 2) == 1
    lastX = (x + ((rows - 1) * 48))
    lastY = (y + ((rows - 1) * 96))
    loop panel_2 begin .. end by 1
      column = (panel_2 * 12)
      panelWeights = (w + (panel_2 * 384))
      s00 = 0; s01 = 0; s02 = 0
      k = lastX
      b = panelWeights
      loop i 0 .. 32 by 1, k += 1, b += 12
        b00 = load(b); b01 = load((b + 4)); b02 = load((b + 8))
        a00 = broadcast(k); s00 = fma(a00, b00, s00); s01 = fma(a00, b01, s01); s02 = fma(a00, b02, s02)
      store (lastY + column) = s00
      store ((lastY + column) + 4) = s01
      store ((lastY + column) + 8) = s02
