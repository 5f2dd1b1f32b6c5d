import type { Datum } from '../http/api';
import type { Fault } from '../http/request';
import type { Licence, Listing, Phone, Record as OfficeRecord } from './points';
import { phoneWords, yuan } from './pointWords';
import { faultOf } from './telling';

export type Maybe = '' | 'yes' | 'no';

export interface PhoneDraft {
  number: string;
  type: Phone['type'];
}

export interface ServiceDraft {
  name: string;
  /** In yuan, as typed. */
  price: string;
  per: string;
  below: Maybe;
}

/** What the public reads, as a form holds it. */
export interface ListingDraft {
  name: string;
  /** Separated by 、 */
  aliases: string;
  address: string;
  landmark: string;
  phones: PhoneDraft[];
  services: ServiceDraft[];
  hours: string;
  homeVisits: Maybe;
  stepFree: Maybe;
  latitude: string;
  longitude: string;
  datum: Datum | '';
}

const maybe = (value: boolean | undefined): Maybe => (value === undefined ? '' : value ? 'yes' : 'no');
export const newPhone = (): PhoneDraft => ({ number: '', type: 'landline' });
export const newService = (): ServiceDraft => ({ name: '', price: '', per: '', below: '' });

export const draftOf = (listing: Listing | null): ListingDraft => ({
  name: listing?.name ?? '',
  aliases: listing?.aliases.join('、') ?? '',
  address: listing?.address ?? '',
  landmark: listing?.landmark ?? '',
  phones: listing?.phones.map((phone) => ({ number: phoneWords(phone), type: phone.type })) ?? [newPhone()],
  services:
    listing?.services.map(({ name, priceFen, per, belowMarket }) => ({
      name,
      price: priceFen === undefined ? '' : yuan(priceFen),
      per: per ?? '',
      below: maybe(belowMarket),
    })) ?? [],
  hours: listing?.hours ?? '',
  homeVisits: maybe(listing?.homeVisits),
  stepFree: maybe(listing?.stepFree),
  latitude: listing?.position ? String(listing.position.latitude) : '',
  longitude: listing?.position ? String(listing.position.longitude) : '',
  datum: listing?.position?.datum ?? '',
});

/**
 * Takes over what another has changed, but for what was typed here.
 * @returns Whether something was changed both here and there, and stands as it was typed.
 */
export function rebase(draft: ListingDraft, from: Listing, to: Listing): boolean {
  const [before, after] = [draftOf(from), draftOf(to)];
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  let kept = false;
  const take = <K extends keyof ListingDraft>(key: K) => {
    if (same(before[key], after[key])) return;
    if (same(draft[key], before[key])) draft[key] = after[key];
    else kept ||= !same(draft[key], after[key]);
  };
  (Object.keys(before) as (keyof ListingDraft)[]).forEach(take);
  return kept;
}

/** Rows in which nothing is written are none: they go from the draft too, so that faults stand at their rows. */
export function tidy(draft: ListingDraft): void {
  draft.phones = draft.phones.filter(({ number }) => number.trim() !== '');
  draft.services = draft.services.filter(({ name, price, per }) => [name, price, per].some((one) => one.trim() !== ''));
}

const text = <N extends string>(name: N, value: string) =>
  value.trim() ? ({ [name]: value.trim() } as Record<N, string>) : {};
const flag = <N extends string>(name: N, value: Maybe) =>
  value === '' ? {} : ({ [name]: value === 'yes' } as Record<N, boolean>);

/** Yuan with at most two decimals, as fen; null: it is none. */
export function fenOf(price: string): number | null {
  const [, whole, part = ''] = /^(\d{1,7})(?:[.．](\d{1,2}))?$/.exec(price.trim().normalize('NFKC')) ?? [];
  return whole === undefined ? null : Number(whole) * 100 + Number(part.padEnd(2, '0') || 0);
}

type Say = (key: string) => string;

/** As it is sent, and what the page itself cannot read of it. Faults are at the fields that the server names. */
export function listingOf(draft: ListingDraft, t: Say): { listing: Listing; faults: Fault[] } {
  const faults: Fault[] = [];
  const services = draft.services.map(({ name, price, per, below }, n) => {
    const priceFen = fenOf(price);
    if (price.trim() !== '' && priceFen === null)
      faults.push(faultOf(`listing/services/${n}/priceFen`, t('points.deed.field.notNumber')));
    return {
      name: name.trim(),
      ...(priceFen === null ? {} : { priceFen }),
      ...text('per', per),
      ...flag('belowMarket', below),
    };
  });
  const listing: Listing = {
    name: draft.name.trim(),
    aliases: draft.aliases.split(/[、，,；;]/).flatMap((one) => (one.trim() ? [one.trim()] : [])),
    ...text('address', draft.address),
    ...text('landmark', draft.landmark),
    phones: draft.phones.map(({ number, type }) => ({ number: number.trim(), type })),
    services,
    ...text('hours', draft.hours),
    ...flag('homeVisits', draft.homeVisits),
    ...flag('stepFree', draft.stepFree),
  };
  const { latitude, longitude, datum } = draft;
  const given = [latitude, longitude, datum].filter((one) => one.trim() !== '').length;
  if (given > 0 && given < 3) faults.push(faultOf('listing/position/datum', t('points.deed.field.positionWhole')));
  if (given < 3 || datum === '') return { listing, faults };
  const position = { latitude: Number(latitude), longitude: Number(longitude), datum };
  for (const side of ['latitude', 'longitude'] as const)
    if (Number.isNaN(position[side]))
      faults.push(faultOf(`listing/position/${side}`, t('points.deed.field.notNumber')));
  return { listing: { ...listing, position }, faults };
}

/** The same, and that it has a name. */
export function wholeListingOf(draft: ListingDraft, t: Say): { listing: Listing; faults: Fault[] } {
  const { listing, faults } = listingOf(draft, t);
  return { listing, faults: listing.name ? faults : [faultOf('listing/name', t('points.deed.missing')), ...faults] };
}

/** What offices keep, as a form holds it. */
export interface RecordDraft {
  inCharge: string;
  mobileShownSince: string;
  licences: { name: string; number: string; expires: string }[];
  staff: string;
  notes: string;
}

export const newLicence = () => ({ name: '', number: '', expires: '' });

export const recordDraftOf = (record: OfficeRecord): RecordDraft => ({
  inCharge: record.inCharge ?? '',
  mobileShownSince: record.mobileShownSince ?? '',
  licences: record.licences.map(({ name, number, expires }) => ({
    name,
    number: number ?? '',
    expires: expires ?? '',
  })),
  staff: record.staff === undefined ? '' : String(record.staff),
  notes: record.notes ?? '',
});

export function recordOf(draft: RecordDraft, t: Say): { record: OfficeRecord; faults: Fault[] } {
  const staff = draft.staff.trim();
  const wrong = staff !== '' && !/^\d{1,6}$/.test(staff);
  const licences: Licence[] = draft.licences.map(({ name, number, expires }) => ({
    name: name.trim(),
    ...text('number', number),
    ...text('expires', expires),
  }));
  return {
    record: {
      ...text('inCharge', draft.inCharge),
      ...text('mobileShownSince', draft.mobileShownSince),
      licences,
      ...(staff === '' || wrong ? {} : { staff: Number(staff) }),
      ...text('notes', draft.notes),
    },
    faults: wrong ? [faultOf('record/staff', t('points.deed.field.notNumber'))] : [],
  };
}
