import type { frameZh } from './words.zh';

export const frameEn: typeof frameZh = {
  sections: 'Sections',
  people: 'People and rights',
  plan: 'Plan',
  team: 'Volunteer team',
};
