import type { frameZh } from './words.zh';

export const frameEn: typeof frameZh = {
  sections: 'Sections',
  audit: 'Audit',
  people: 'People and rights',
  plan: 'Plan',
  screens: 'Screens',
  team: 'Volunteer team',
};
