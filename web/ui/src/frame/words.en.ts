import type { frameZh } from './words.zh';

export const frameEn: typeof frameZh = {
  sections: 'Sections',
  skip: 'Skip to content',
  alerts: 'Alerts',
  audit: 'Audit',
  duties: 'Who answers',
  imports: 'Import and export',
  people: 'People and rights',
  plan: 'Plan',
  points: 'Service points',
  rights: 'Rights',
  screens: 'Screens',
  subjects: 'Personal data',
  team: 'Volunteer team',
};
