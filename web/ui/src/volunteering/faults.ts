import type { TeamShown } from './api';
import type { LogDraft } from './draft';
import { instantsOf, lengthOf } from './times';

/** What is wrong, in the order of the page. Form: `form/` and the field. */
export interface LogFault {
  field: string;
  word:
    | 'people'
    | 'minutes'
    | 'kind'
    | 'place'
    | 'time'
    | 'long'
    | 'future'
    | 'late'
    | 'required'
    | 'number'
    | 'rating'
    | 'signature';
}

/** A phone may be a little ahead. */
const slack = 5 * 60_000;

/** All of it at once. `now`: business time. */
export function faultsOf(draft: LogDraft, team: TeamShown, now: number): LogFault[] {
  const faults: LogFault[] = [];
  const kind = team.kinds.find(({ id }) => id === draft.kind);
  const whole = lengthOf(draft.span);
  if (Object.keys(draft.people).length === 0) faults.push({ field: 'people', word: 'people' });
  else if (Object.values(draft.people).some((minutes) => minutes !== null && (minutes < 1 || minutes > whole)))
    faults.push({ field: 'people', word: 'minutes' });
  if (!kind) faults.push({ field: 'kind', word: 'kind' });
  if (!team.places.some(({ id }) => id === draft.place)) faults.push({ field: 'place', word: 'place' });
  const time = timeFault(draft, team, now);
  if (time) faults.push({ field: 'time', word: time });
  for (const field of kind?.form?.fields ?? []) {
    const value = (draft.form[field.id] ?? '').trim();
    if (field.isRequired && value === '') faults.push({ field: `form/${field.id}`, word: 'required' });
    else if (field.type === 'number' && value !== '' && !/^\d{1,6}$/.test(value))
      faults.push({ field: `form/${field.id}`, word: 'number' });
  }
  if (kind?.needsResident) {
    if (!draft.rating) faults.push({ field: 'rating', word: 'rating' });
    if (!draft.signature && !draft.photos.some(({ use }) => use === 'page'))
      faults.push({ field: 'signature', word: 'signature' });
  }
  return faults;
}

function timeFault(draft: LogDraft, team: TeamShown, now: number): LogFault['word'] | null {
  const instants = instantsOf(draft.span);
  if (!instants) return 'time';
  if (lengthOf(draft.span) > team.mostHours * 60) return 'long';
  if (instants.end > now + slack) return 'future';
  return instants.start < now - team.mostDaysLate * 86_400_000 ? 'late' : null;
}
