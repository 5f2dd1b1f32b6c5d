import type { Point } from './points';

/** In the order of its page. */
const asked = ['inCharge', 'licences', 'staff', 'address', 'phones', 'hours', 'services'] as const;
export type Lack = (typeof asked)[number];

/** What nobody has written down of a shop, for offices or for the public; nothing where offices' part is not for this person. */
export function lacksOf({ listing, office }: Point): Lack[] {
  if (!office) return [];
  const known: Record<Lack, unknown> = {
    inCharge: office.record.inCharge,
    licences: office.record.licences.length || undefined,
    staff: office.record.staff,
    address: listing.address,
    phones: listing.phones.length || undefined,
    hours: listing.hours,
    services: listing.services.length || undefined,
  };
  return asked.filter((one) => known[one] === undefined);
}
