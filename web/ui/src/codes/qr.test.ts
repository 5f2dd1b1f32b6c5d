import { describe, expect, it } from 'vitest';
import { qrOf } from './qr';

const modulesOf = (code: ReturnType<typeof qrOf>) => {
  if (code === null) return [];
  const rows = Array.from({ length: code.size }, () => Array.from({ length: code.size }, () => ' '));
  for (const [, x, y, n] of code.path.matchAll(/M(\d+) (\d+)h(\d+)/g))
    for (let i = 0; i < Number(n); i++) (rows[Number(y)] ?? [])[Number(x) + i] = '#';
  return rows.map((row) => row.join('').slice(4, -4)).slice(4, -4);
};

describe('a code', () => {
  // Drawn by another program too, module for module.
  it('is drawn as the standard has it', () =>
    expect(modulesOf(qrOf('circle'))).toMatchInlineSnapshot(`
    [
      "#######    ## #######",
      "#     # ##  # #     #",
      "# ### # #  #  # ### #",
      "# ### # #   # # ### #",
      "# ### #  #### # ### #",
      "#     #   # # #     #",
      "####### # # # #######",
      "        # ###        ",
      "#     # # # ###  ### ",
      "   #        # # #    ",
      "## ###### ## #  #### ",
      " ##  #  # #     #####",
      "  ### ## #    #    ##",
      "        #  ####   # #",
      "#######  #  # ##   # ",
      "#     #  ##### ####  ",
      "# ### #  ## #      # ",
      "# ### #  #  #   # #  ",
      "# ### #   #   # #  ##",
      "#     #   #      ##  ",
      "####### ## # #  #  # ",
    ]
  `));

  it('grows with what it says, and is none where that is too much', () => {
    expect(qrOf('x'.repeat(14))?.size).toBe(29);
    expect(qrOf('x'.repeat(15))?.size).toBe(33);
    expect(qrOf('x'.repeat(213))?.size).toBe(65);
    expect(qrOf('x'.repeat(214))).toBeNull();
  });
});
