import type { frameZh } from './words.zh';

export const frameEn: typeof frameZh = {
  sections: 'Sections',
  skip: 'Skip to content',
  acceptance: 'Acceptance',
  alerts: 'Alerts',
  audit: 'Audit',
  duties: 'Who answers',
  imports: 'Import and export',
  people: 'People and rights',
  menu: 'Section: {section}',
  noSection: 'all',
  plan: 'Plan',
  points: 'Service points',
  rehearsal: 'Rehearsal',
  rights: 'Rights',
  screens: 'Screens',
  subjects: 'Personal data',
  supervision: 'Supervision',
  team: 'Volunteer team',
};
