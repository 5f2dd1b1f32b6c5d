import { shallowRef, type Ref } from 'vue';
import { useLanguage } from '../../languages/language';
import { Full, most } from '../../outbox/entries';
import { enter, entries } from '../../outbox/outbox';
import { findingOf, lackOf, type SiteDraft, type openRound } from './draft';
import { criteria } from './result';

interface Site {
  facility: string;
  owner: () => string;
  name: () => string;
  round: Ref<ReturnType<typeof openRound>>;
  mine: Ref<SiteDraft | null>;
  today: () => string;
  save: (change: (mine: SiteDraft) => void) => Promise<void>;
}

/** A stepper is pressed several times before a score is one. */
const moment = 1_200;

/** Enters what is whole, so that it is sent as soon as there is a network; the same thing said again takes its place. */
export function useEntering(site: Site) {
  const { t } = useLanguage();
  /** Why it could not be entered; null: it could. */
  const full = shallowRef<string | null>(null);
  const timers = new Map<string, number>();
  const told = new Map<string, string>();

  const base = `/api/v1/facilities/${encodeURIComponent(site.facility)}/acceptance`;

  async function tell(
    slot: string | null,
    path: string,
    label: string,
    body: object,
    settledBy: string[],
  ): Promise<boolean> {
    try {
      const label_ = `${site.name()}·${label}`;
      await enter({
        owner: site.owner(),
        subject: site.facility,
        slot,
        label: label_,
        url: `${base}/${path}`,
        body,
        settledBy,
      });
      full.value = null;
      return true;
    } catch (error) {
      const { reason } = error instanceof Full ? error : { reason: 'device' as const };
      const limit = reason === 'bytes' ? most.bytes / 1024 / 1024 : most.entries;
      full.value = t(`outbox.full.${reason}`, { most: limit });
      return false;
    }
  }

  /** What differs from what was entered before; always: also what nobody has heard of. */
  async function enterItem(id: string, always = false): Promise<boolean> {
    window.clearTimeout(timers.get(id));
    timers.delete(id);
    const item = site.round.value?.inspection.checklist.items.find((one) => one.id === id);
    const draft = site.mine.value?.items[id];
    if (!item || !draft || lackOf(item, draft) !== null) return true;
    const [slot, body] = [`finding:${id}`, findingOf(item, draft)];
    const text = JSON.stringify(body);
    const waits = entries.value.some((entry) => entry.subject === site.facility && entry.slot === slot);
    const isHeard = site.round.value?.findings.some(({ finding }) => finding.item === id);
    if (told.get(slot) === text && (!always || waits || isHeard)) return true;
    if (!(await tell(slot, 'findings', item.text, body, ['unchanged']))) return false;
    told.set(slot, text);
    return true;
  }

  /** What was entered was somebody else's. */
  function forget(): void {
    for (const timer of timers.values()) window.clearTimeout(timer);
    timers.clear();
    told.clear();
    full.value = null;
  }

  const later = (id: string) => {
    window.clearTimeout(timers.get(id));
    timers.set(
      id,
      window.setTimeout(() => void enterItem(id), moment),
    );
  };

  async function enterCard(card: number): Promise<boolean> {
    const answers = site.mine.value?.cards[card];
    if (!answers || criteria.some((one) => answers[one] === undefined)) return true;
    const body = { card, answers: criteria.map((criterion) => ({ criterion, value: answers[criterion] })) };
    return tell(`card:${card}`, 'answers', t('site.survey.card', { n: card }), body, ['unchanged']);
  }

  /** Everything that is whole, whatever was entered of it before. */
  async function flush(always = false): Promise<boolean> {
    let isWhole = true;
    for (const id of Object.keys(site.mine.value?.items ?? {}))
      if (always || timers.has(id)) isWhole = (await enterItem(id, always)) && isWhole;
    return isWhole;
  }

  async function decide(verdict: 'pass' | 'fail', body: object): Promise<boolean> {
    if (!(await flush(true))) return false;
    const [path, word] = verdict === 'pass' ? ['pass', t('site.pass')] : ['failure', t('site.fail')];
    if (!(await tell('verdict', path, word, { on: site.today(), ...body }, []))) return false;
    await site.save((now) => (now.verdict = verdict));
    return true;
  }

  const locate = (position: object, accuracy: number) =>
    tell(null, 'position', t('site.evidence.position'), { position, accuracy }, ['too-many']);

  return { full, forget, later, flush, enterCard, decide, locate };
}
