import type { frameZh } from './words.zh';

export const frameEn: typeof frameZh = {
  sections: 'Sections',
  skip: 'Skip to content',
  alerts: 'Alerts',
  audit: 'Audit',
  delivery: 'Delivery',
  duties: 'Who answers',
  imports: 'Import and export',
  people: 'People and rights',
  leader: 'At a glance',
  menu: 'Section: {section}',
  noSection: 'all',
  plan: 'Plan',
  points: 'Service points',
  rehearsal: 'Rehearsal',
  rights: 'Rights',
  screens: 'Screens',
  streets: 'Street workbench',
  subjects: 'Personal data',
  supervision: 'Supervision',
  team: 'Volunteer team',
};
