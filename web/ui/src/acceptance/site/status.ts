import type { AcceptanceView } from '../../http/api';
import type { Status } from '../../walls/frame';
import type { SiteDraft } from './draft';

type Word = 'open' | 'pass' | 'fail' | 'settle' | 'accepted' | 'returned';

/** How far an inspection is, as mark and word; null: it is none any more. */
export function statusOf(
  view: AcceptanceView | null,
  draft: SiteDraft | null,
  isDecided: boolean,
): { mark: Status; word: Word } | null {
  const last = view?.rounds.at(-1);
  if (!last?.inspection) return null;
  if (last.end) {
    if (last.end.how === 'accepted') return { mark: 'onTrack', word: 'accepted' };
    return last.end.how === 'returned' ? { mark: 'behind', word: 'returned' } : null;
  }
  if (last.verdict) return { mark: 'noData', word: 'settle' };
  if (isDecided && draft?.verdict) return { mark: 'noData', word: draft.verdict };
  return { mark: 'noData', word: 'open' };
}
