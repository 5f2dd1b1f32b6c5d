import type { UpcomingDue } from './frame';

/** One due date in few words: the line and its step, or the first line and how many there are. */
export function dueName(
  { lines, label }: UpcomingDue,
  t: (key: string, named: Record<string, unknown>) => string,
): string {
  const [first, ...others] = lines;
  if (first === undefined) return label;
  return others.length > 0
    ? t('tasks.listed', { name: first, n: lines.length })
    : [first, label].filter(Boolean).join(' ');
}
