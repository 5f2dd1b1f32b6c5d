import { computed, reactive, shallowRef, watch } from 'vue';
import type { Item } from '../evidence/evidence';
import type { Line } from '../http/api';
import { Problem } from '../http/request';
import { useLanguage } from '../languages/language';
import { faultOf, useTelling } from '../service-points/telling';
import type { Stage } from '../walls/frame';
import { BadPhoto, keepPhotos, reportCompletion, reportProgress, showBuilt } from './reporting';
import { stagesAfter } from './reports';

/** What may be reported of one facility, what is filled in of it, and how it is sent. */
export function useReporting(item: () => Item | null, lines: () => readonly Line[], today: string) {
  const { t } = useLanguage();
  const { busy, run, at, rest } = useTelling();

  const stages = computed(() => {
    const now = item();
    // What was sent back is reported as built again.
    return now ? (now.standing === 'returned' ? (['completed'] as Stage[]) : stagesAfter(now.stage)) : [];
  });
  /** It is built already: only its evidence is sent. */
  const isEvidence = computed(() => item() !== null && stages.value.length === 0);
  const measures = computed(() => lines().find(({ id }) => id === item()?.line)?.measures ?? []);
  const said = reactive({ stage: 'completed' as Stage, on: today, note: '', measure: '', quantity: '' });
  const photos = shallowRef<File[]>([]);
  watch(
    item,
    () => {
      said.stage = stages.value[0] ?? 'completed';
      said.measure = measures.value[0]?.id ?? '';
      [said.note, said.quantity, photos.value] = ['', '', []];
    },
    { immediate: true },
  );
  const isBuilt = computed(() => isEvidence.value || said.stage === 'completed');
  /** A part of it, of a stage that is not yet the whole's end. */
  const measure = computed(() => measures.value.find(({ id }) => id === said.measure) ?? null);

  function faults() {
    const wants = isEvidence.value || (isBuilt.value && photos.value.length > 0);
    return [
      ...(item() === null ? [faultOf('facility', t('streets.dialog.facility'))] : []),
      ...(wants && said.note.trim() === '' ? [faultOf('note', t('streets.dialog.noteMissing'))] : []),
      ...(isEvidence.value && photos.value.length === 0 ? [faultOf('photos', t('streets.dialog.photosMissing'))] : []),
    ];
  }

  async function tell(id: string): Promise<void> {
    const { stage, on, note, quantity } = said;
    if (!isBuilt.value) {
      const amount = quantity === '' ? null : Math.round(Number(quantity) * 1000);
      await reportProgress(id, { stage, on, note, measure: measure.value?.id ?? null, quantity: amount });
      return;
    }
    // Photos first: what cannot be sent is known before anything is said.
    const kept = await keepPhotos(photos.value);
    if (!isEvidence.value) await reportCompletion(id, on, note);
    if (kept.length === 0) return;
    await showBuilt(id, note, kept).catch((error: unknown) => {
      if (isEvidence.value) throw error;
      throw new Half();
    });
  }

  /** What was done, in a sentence; null: it was not. */
  async function send(): Promise<string | null> {
    const now = item();
    let half = false;
    const isDone = await run(async () => {
      try {
        await tell(now?.id ?? '');
      } catch (error) {
        if (error instanceof BadPhoto)
          throw new Problem(422, '', null, [faultOf('photos', t('streets.dialog.badPhoto', { name: error.message }))]);
        if (!(error instanceof Half)) throw error;
        half = true;
      }
    }, faults());
    if (!isDone || !now) return null;
    if (half) return t('streets.dialog.half');
    if (isBuilt.value && photos.value.length > 0) return t('streets.dialog.doneEvidence', { name: now.name });
    return t('streets.dialog.done', { name: now.name, stage: t(`evidence.stage.${said.stage}`) });
  }

  return { busy, at, rest, stages, isEvidence, isBuilt, measures, measure, said, photos, send };
}

/** The completion stands, its evidence does not. */
class Half extends Error {}
