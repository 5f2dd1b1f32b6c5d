import { createI18n, useI18n } from 'vue-i18n';
import { watchEffect } from 'vue';
import type { Locale } from '../time/dates';
import { en } from './en';
import { zh, type Dictionary } from './zh';

const remembered = 'circle.language';

/** `?lang=` wins and is remembered; without either it is Chinese. */
export function chooseLocale(query: string, stored: string | null): Locale {
  const asked = new URLSearchParams(query).get('lang') ?? stored;
  return asked?.toLowerCase().startsWith('en') ? 'en' : 'zh-CN';
}

export function createLanguages(locale: Locale) {
  const languages = createI18n<[Dictionary], Locale, false>({
    legacy: false,
    locale,
    fallbackLocale: 'zh-CN',
    messages: { 'zh-CN': zh, en },
  });
  watchEffect(() => {
    const chosen = languages.global.locale.value;
    document.documentElement.lang = chosen;
    store()?.setItem(remembered, chosen);
  });
  return languages;
}

export const startLocale = (): Locale => chooseLocale(location.search, store()?.getItem(remembered) ?? null);

export function useLanguage() {
  return useI18n<{ message: Dictionary }, Locale>({ useScope: 'global' });
}

/** A kiosk browser may forbid storage; the wall must still open. */
function store(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
