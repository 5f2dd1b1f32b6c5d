export type View = 'near' | 'far' | 'phone';

export interface Viewport {
  width: number;
  height: number;
}

/** Pixels of CSS below which a hand holds the screen, upright or lying; base.css has the same two numbers. */
const phoneWidth = 700;
const phoneHeight = 480;
/** The smallest text of the near wall, on a panel of 1080 lines. */
const nearText = 17;
const lines = 1_080;
/** What an eye needs to read, in radians: 16 minutes of arc. */
const readable = (16 / 60) * (Math.PI / 180);
const inch = 0.0254;

/** Lines of a 16:9 panel that the smallest text needs: `diagonal` in inches, `distance` in metres. */
export function linesNeeded(diagonal: number, distance: number): number {
  const height = diagonal * inch * (9 / Math.hypot(16, 9));
  return (2 * distance * Math.tan(readable / 2) * lines) / height;
}

/** Which drawing a screen gets: what its address asks for, then what its place in the room needs, else the near one. */
export function chooseView(query: Record<string, unknown>, { width, height }: Viewport): View {
  if (width < phoneWidth || height < phoneHeight) return 'phone';
  const asked = query['view'];
  if (asked === 'near' || asked === 'far') return asked;
  const [diagonal, distance] = [positive(query['diagonal']), positive(query['distance'])];
  if (diagonal === null || distance === null) return 'near';
  return linesNeeded(diagonal, distance) <= nearText ? 'near' : 'far';
}

function positive(text: unknown): number | null {
  const value = typeof text === 'string' ? Number(text) : NaN;
  return Number.isFinite(value) && value > 0 ? value : null;
}
