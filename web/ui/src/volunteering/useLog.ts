import { computed, ref, shallowRef, watch } from 'vue';
import { keep, kept, unkeep } from '../outbox/kept';
import { entries } from '../outbox/outbox';
import { activityOf, correctionOf, newDraft, type LogDraft } from './draft';
import { enterLog } from './entering';
import { faultsOf, type LogFault } from './faults';
import { hashOf, recordText } from './record';
import { sentKey, useReadied } from './useReadied';

const draftKey = (account: string, id: string | null) => `log-draft/${account}/${id ?? 'new'}`;

/** One activity that is being logged: kept on the phone at every change. `id`: of a record that is mended; null: a new one. */
export function useLog(id: string | null) {
  const { readied, state, items, now } = useReadied();
  const draft = shallowRef<LogDraft | null>(null);
  const savedAt = ref<number | null>(null);
  const faults = shallowRef<LogFault[]>([]);
  const isMissing = ref(false);

  const account = computed(() => readied.value?.account ?? '');
  const teams = computed(() => readied.value?.teams ?? []);
  const team = computed(() => teams.value.find((one) => one.team === draft.value?.team) ?? null);
  const kind = computed(() => team.value?.kinds.find((one) => one.id === draft.value?.kind) ?? null);
  const text = (of: LogDraft) => (team.value ? recordText(activityOf(of, team.value)) : '');

  /** Kept, or made of what is usual; of a record: of what it says. */
  async function begin(): Promise<void> {
    const owner = account.value;
    if (draft.value || !owner) return;
    const isRefused = entries.value.some(({ subject, slot }) => subject === id && slot === 'log');
    const own = await kept<LogDraft>(draftKey(owner, id)).catch(() => null);
    const row = own ?? (isRefused ? await kept<LogDraft>(sentKey(owner, id ?? '')).catch(() => null) : null);
    if (draft.value || account.value !== owner) return;
    const item = items.value.find(({ activity }) => activity.log.id === id);
    if (row && teams.value.some((one) => one.team === row.value.team)) {
      [draft.value, savedAt.value] = [row.value, row.at];
      return;
    }
    const [device, [first]] = [Date.now(), teams.value];
    if (id !== null && item) draft.value = correctionOf(item, device);
    else if (id === null && first) draft.value = newDraft(first, now(), device);
    isMissing.value = draft.value === null && state.value !== 'loading';
  }
  watch(account, () => ([draft.value, savedAt.value, faults.value] = [null, null, []]), { flush: 'sync' });
  watch([readied, state], () => void begin(), { immediate: true });

  /** Whatever is changed after the resident signed, they have not signed. */
  async function change(to: Partial<LogDraft>): Promise<void> {
    if (!draft.value) return;
    const next = { ...draft.value, ...to };
    if (next.signature && !to.signature && next.signature.text !== text(next))
      Object.assign(next, { signature: null, isUnsigned: true });
    draft.value = next;
    if (faults.value.length > 0) check();
    const at = Date.now();
    // Vue's proxies are no plain data.
    await keep(draftKey(account.value, id), JSON.parse(JSON.stringify(next)) as LogDraft, account.value, at);
    if (draft.value === next) savedAt.value = at;
  }

  const sign = (strokes: string | null) =>
    change(
      strokes === null || !draft.value
        ? { signature: null, isUnsigned: false }
        : { signature: { strokes, text: text(draft.value) }, isUnsigned: false },
    );

  /** Another team has other people and kinds. */
  const changeTeam = (to: string) => {
    const next = teams.value.find((one) => one.team === to);
    if (!next || !draft.value) return;
    const fresh = newDraft(next, now(), Date.now());
    void change({ team: to, people: fresh.people, kind: fresh.kind, form: {} });
  };

  function check(): LogFault[] {
    faults.value = draft.value && team.value ? faultsOf(draft.value, team.value, now()) : [];
    return faults.value;
  }

  /** Null: it waits on this phone; else what is wrong. Throws where the phone has no room. */
  async function save(label: string): Promise<LogFault[] | null> {
    const [made, of] = [draft.value, team.value];
    if (!made || !of || !readied.value) return [];
    if (check().length > 0) return faults.value;
    const log = activityOf(made, of);
    const signature = made.signature
      ? { strokes: made.signature.strokes, recordHash: await hashOf(made.signature.text) }
      : undefined;
    const ahead = readied.value.isRehearsal ? null : readied.value.ahead;
    await enterLog({ ...log, ...(signature && { signature }) }, made.photos, { owner: account.value, label, ahead });
    // If the server refuses it, it is mended from where it was left.
    await keep(sentKey(account.value, made.id), JSON.parse(JSON.stringify(made)) as LogDraft, account.value).catch(
      () => undefined,
    );
    await unkeep(draftKey(account.value, id)).catch(() => undefined);
    return null;
  }

  const isWaiting = computed(() =>
    entries.value.some(({ subject, slot, refused }) => subject === id && slot === 'log' && refused.length === 0),
  );
  return {
    readied,
    state,
    teams,
    team,
    kind,
    draft,
    savedAt,
    faults,
    isMissing,
    isWaiting,
    now,
    change,
    changeTeam,
    sign,
    save,
  };
}
