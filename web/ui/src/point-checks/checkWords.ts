import { usePointWords } from '../service-points/pointWords';
import { rateOf, type CheckedField, type CheckedPoint, type Counts, type Quarter } from './checks';

/** How checks and what they found are called. */
export function useCheckWords() {
  const words = usePointWords();
  const { t } = words;
  const fieldList = (fields: readonly CheckedField[]) => words.list(fields.map((field) => t(`checks.fields.${field}`)));
  return {
    ...words,
    fieldList,
    quarter: (of: Quarter, form: 'quarter' | 'quarterShort' = 'quarter') =>
      t(`checks.${form}`, { year: of.year, number: of.number }),
    /** With what it is of beside it, however little that is. */
    rate(counts: Counts): string {
      const rate = rateOf(counts);
      return rate === null ? t('checks.noRate') : t('checks.rateOf', { rate, n: counts.done });
    },
    result({ verdict, isDone, attempts, fields }: CheckedPoint): string {
      if (!verdict) return t('checks.notCalled');
      if (verdict === 'wrong') return t('checks.fieldsOf', { fields: fieldList(fields) });
      return isDone ? t(`checks.${verdict}`) : t('checks.again', { n: attempts });
    },
  };
}
