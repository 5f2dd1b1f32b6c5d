import { useLanguage } from '../languages/language';
import { dayInYear } from '../time/dates';
import { kindOf, type Freshness, type Phone, type Rules, type Service, type Told } from './points';

/** A landline with its area code apart, a mobile in three parts; a service number as it is. */
export function phoneWords({ number, type }: Pick<Phone, 'number' | 'type'>): string {
  if (type === 'service') return number;
  if (/^1\d{10}$/.test(number)) return `${number.slice(0, 3)} ${number.slice(3, 7)} ${number.slice(7)}`;
  const [, code, rest] = /^(010|02\d|0\d{3})(\d{7,8})$/.exec(number) ?? [];
  return code && rest ? `${code}-${rest}` : number;
}

/** Fen as yuan, without decimals where there are none. */
export const yuan = (fen: number) => (fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2));

/** How points and what is said of them are called. */
export function usePointWords() {
  const { t, locale } = useLanguage();
  const price = (service: Service): string => {
    if (service.priceFen === undefined) return t('points.priceOpen');
    const price = t('points.yuan', { n: yuan(service.priceFen) });
    return service.per ? `${price}/${service.per}` : price;
  };
  const day = (date: string, today: string) => dayInYear(date, today, locale.value);
  return {
    t,
    locale,
    day,
    kind(rules: Rules | null, id: string): string {
      const known = kindOf(rules, id);
      if (!known) return id;
      return locale.value === 'en' ? known.englishName : known.name;
    },
    /** Parts of one kind in a row, as the language parts them. */
    list: (parts: readonly string[]) => parts.join(locale.value === 'en' ? ', ' : '、'),
    /** What is said one after the other of one thing. */
    clauses: (parts: readonly string[]) => parts.join(locale.value === 'en' ? ', ' : '，'),
    verified(of: Freshness, today: string): string {
      if (of.corrected !== undefined) return t('points.correctedOn', { date: day(of.corrected, today) });
      if (of.on === undefined || of.days === undefined) return t('points.neverVerified');
      return of.isOverdue ? t('points.overdue', { n: of.days }) : t('points.verifiedOn', { date: day(of.on, today) });
    },
    inWords: (told: readonly Told[]) => told.map(({ zh, en }) => (locale.value === 'en' ? en : zh)),
    price,
    /** As it stands beside another one: with its name, and what is said of the market. */
    compared(service: Service): string {
      const below = service.belowMarket;
      const market = below === undefined ? '' : t(below ? 'points.below' : 'points.notBelow');
      return [service.name, price(service), market].filter(Boolean).join(' ');
    },
  };
}
