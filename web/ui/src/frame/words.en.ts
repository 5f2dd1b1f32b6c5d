import type { frameZh } from './words.zh';

export const frameEn: typeof frameZh = {
  sections: 'Sections',
  plan: 'Plan',
  rights: 'Rights',
};
