import type { ServicePointView } from '../http/api';

/** 服务协议: signed until a day or for good, over, or none. Null: not this reader's to know. */
export interface Agreement {
  word: 'signed' | 'ended' | 'none';
  /** Since when, or since when it is over. */
  on: string | null;
}

export function agreementOf({ office }: Pick<ServicePointView, 'office'>): Agreement | null {
  if (!office) return null;
  if (office.agreementEnded) return { word: 'ended', on: office.agreementEnded };
  const last = office.steps.filter(({ step }) => step === 'agreed').at(-1);
  return last ? { word: 'signed', on: last.on } : { word: 'none', on: null };
}
