import type { AcceptanceView, ChecklistItem, ItemFinding, Photo, Round } from '../../http/api';
import type { BlobMark } from '../../outbox/entries';

/** A photo of this phone by its hash, with a small picture of it; or one that the server showed. */
export interface ShownPhoto {
  sha: string | null;
  /** As a data address; null: the server's, read from there. */
  thumb: string | null;
  photo: Photo | null;
}

export interface ItemDraft {
  /** Null: nobody has scored it. */
  score: number | null;
  met: boolean | null;
  /** As it was typed, in the item's unit. */
  measured: string;
  note: string;
  defect: string;
  photos: ShownPhoto[];
}

export interface SiteDraft {
  /** Round and day that it was begun for: of another it is nobody's. */
  round: number;
  items: Record<string, ItemDraft>;
  /** Answers by card and criterion. */
  cards: Record<string, Record<string, number>>;
  position: { accuracy: number; at: number } | null;
  /** What was decided and entered; null: nothing yet. */
  verdict: 'pass' | 'fail' | null;
  at: number;
}

export const mostPhotos = 6;
export const maxDefect = 200;
export const maxNote = 1_000;

/** The round under way, with its inspection; null: there is none. */
export function openRound(view: AcceptanceView): (Round & { inspection: NonNullable<Round['inspection']> }) | null {
  const last = view.rounds.at(-1);
  return last?.inspection && !last.end ? { ...last, inspection: last.inspection } : null;
}

export const emptyItem = (): ItemDraft => ({ score: null, met: null, measured: '', note: '', defect: '', photos: [] });

const itemOf = (finding: ItemFinding): ItemDraft => ({
  score: finding.score,
  met: finding.met ?? null,
  measured: finding.measured === undefined || finding.measured === null ? '' : String(finding.measured / 1000),
  note: finding.note ?? '',
  defect: finding.defect ?? '',
  photos: finding.photos.map((photo) => ({ sha: null, thumb: null, photo })),
});

/** What was recorded by anybody, with what this phone has written over it. */
export function draftOf(round: Round, mine: SiteDraft | null): SiteDraft {
  const draft = mine?.round === round.number ? mine : null;
  const items = Object.fromEntries(round.findings.map(({ finding }) => [finding.item, itemOf(finding)]));
  const cards = Object.fromEntries(
    (round.survey?.cards ?? [])
      .filter(({ answers }) => answers.length > 0)
      .map(({ card, answers }) => [card, Object.fromEntries(answers.map((a) => [a.criterion, a.value]))]),
  );
  return {
    round: round.number,
    items: { ...items, ...draft?.items },
    cards: { ...cards, ...draft?.cards },
    position: draft?.position ?? null,
    verdict: draft?.verdict ?? null,
    at: draft?.at ?? 0,
  };
}

/** In thousandths; null: it is no number of at most three places. */
export function measuredOf(text: string): number | null {
  if (!/^\d{1,6}([.．]\d{1,3})?$/.test(text.trim())) return null;
  return Math.round(Number(text.trim().replace('．', '.')) * 1000);
}

/** Whether it stands as the standard asks, whatever it scored; null: nobody has said. */
export function isMet(item: ChecklistItem, draft: ItemDraft): boolean | null {
  if (item.kind === 'yesNo') return draft.met;
  if (item.kind === 'photo') return draft.photos.length > 0;
  if (item.kind !== 'number') return true;
  const measured = measuredOf(draft.measured);
  return measured === null ? null : measured >= (item.bound ?? 0);
}

export type Lack = 'score' | 'met' | 'measured' | 'note' | 'defect' | 'full' | null;

/** The first thing that is missing before it can be recorded. */
export function lackOf(item: ChecklistItem, draft: ItemDraft): Lack {
  if (item.kind === 'yesNo' && draft.met === null) return 'met';
  if (item.kind === 'number' && measuredOf(draft.measured) === null) return 'measured';
  if (item.kind === 'note' && draft.note.trim() === '') return 'note';
  const score = item.weight === 0 ? 0 : draft.score;
  if (score === null) return 'score';
  if (score < item.weight) return draft.defect.trim() === '' ? 'defect' : null;
  return item.weight > 0 && isMet(item, draft) === false ? 'full' : null;
}

/** As it is sent; photos of this phone are marked until the server has named them. */
export const findingOf = (item: ChecklistItem, draft: ItemDraft) => {
  const score = item.weight === 0 ? 0 : (draft.score ?? 0);
  return {
    item: item.id,
    score,
    ...(item.kind === 'yesNo' && draft.met !== null ? { met: draft.met } : {}),
    ...(item.kind === 'number' ? { measured: measuredOf(draft.measured) } : {}),
    ...(draft.note.trim() ? { note: draft.note.trim() } : {}),
    // What has full marks has no defect, also where one was written before.
    ...(score < item.weight ? { defect: draft.defect.trim() } : {}),
    photos: draft.photos.map(({ sha, photo }): BlobMark | Photo | null => (sha ? { $blob: sha } : photo)),
  };
};
