import type { Listed } from './points';

export interface Similar {
  listed: Listed;
  /** The very same name; else one that is part of the other. */
  same: boolean;
}

const plain = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s（）()·.、-]/g, '');

/** What is there under the same name, or one that holds it, of those in the same place; at most five. */
export function similarTo(name: string, items: readonly Listed[]): Similar[] {
  const asked = plain(name);
  if (asked.length < 2) return [];
  return items
    .flatMap((listed): Similar[] => {
      const { name: own, aliases } = listed.point.listing;
      const names = [own, ...aliases].map(plain);
      if (names.includes(asked)) return [{ listed, same: true }];
      const alike = names.some((one) => one.length > 1 && (one.includes(asked) || asked.includes(one)));
      return alike ? [{ listed, same: false }] : [];
    })
    .sort((a, b) => Number(b.same) - Number(a.same))
    .slice(0, 5);
}
