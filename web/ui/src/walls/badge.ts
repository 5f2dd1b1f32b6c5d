import type { About } from './picture';

/** What marks a rehearsal as one; null: it is live. */
export function badgeOf(about: About, t: (key: string, named?: Record<string, unknown>) => string): string | null {
  if (about.mode === 'live') return null;
  if (about.phase === 'starting') return t('header.starting');
  return about.paused ? t('header.paused') : t('header.rehearsal', { speed: about.speed });
}
