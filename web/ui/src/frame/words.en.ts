import type { frameZh } from './words.zh';

export const frameEn: typeof frameZh = {
  sections: 'Sections',
  audit: 'Audit',
  plan: 'Plan',
};
