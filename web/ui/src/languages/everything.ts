import type { Locale } from '../time/dates';
import { en } from './en';
import { createLanguages as create } from './language';
import { zh } from './zh';

/** Both languages at once, which no page needs: of tests and drawings. */
export const createLanguages = (locale: Locale) => create(locale, { 'zh-CN': zh, en });
