import type { Dictionary } from '../languages/zh';

export const searchEn: Dictionary['search'] = {
  hint: 'Chinese, pinyin or initials',
  loading: 'Searching',
  none: 'Nothing is called “{text}”: try other words, or fewer',
  count: '{n} found',
  many: '{total} found, the first {n} shown: go on typing',
  busy: 'The directory is being read; it will be here by itself',
  offline: 'No network: search again when it is back',
  failed: 'The search failed: try again',
  forbidden: 'You may not read this; ask the programme office if you need it',
  again: 'Try again',
  clear: 'Clear',
  alias: 'also {name}',
  synonym: 'that is {name}',
  kind: { place: 'Place', facility: 'Facility', servicePoint: 'Service point', team: 'Team' },
  level: { district: 'District', street: 'Street', community: 'Community' },
};
