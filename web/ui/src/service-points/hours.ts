import { readHours, type HoursRead } from './points';

/** So many texts are remembered. */
const most = 500;
const known = new Map<string, Promise<HoursRead>>();

/** Opening hours as the domain reads them; each text is asked once, since it always means the same. */
export function hoursOf(text: string): Promise<HoursRead> {
  const asked = known.get(text) ?? readHours(text);
  if (known.size >= most) known.clear();
  known.set(text, asked);
  asked.catch(() => known.delete(text));
  return asked;
}
