import { createI18n, useI18n } from 'vue-i18n';
import { watchEffect } from 'vue';
import type { Locale } from '../time/dates';
import type { Dictionary } from './zh';

const remembered = 'circle.language';

/** `?lang=` wins and is remembered; without either it is Chinese. */
export function chooseLocale(query: string, stored: string | null): Locale {
  const asked = new URLSearchParams(query).get('lang') ?? stored;
  return asked?.toLowerCase().startsWith('en') ? 'en' : 'zh-CN';
}

/** Each comes when it is asked for: a phone reads one, and the words of all pages weigh more than a page. */
const dictionaries: Record<Locale, () => Promise<Dictionary>> = {
  'zh-CN': async () => (await import('./zh')).zh,
  en: async () => (await import('./en')).en,
};

export const startLanguages = async (locale: Locale) =>
  createLanguages(locale, { [locale]: await dictionaries[locale]() });

export function createLanguages(locale: Locale, messages: Partial<Record<Locale, Dictionary>>) {
  const languages = createI18n<[Dictionary], Locale, false>({
    legacy: false,
    locale,
    fallbackLocale: 'zh-CN',
    messages: messages as Record<Locale, Dictionary>,
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

/** Changes the language as soon as its words are there; where they are not to be had, it stays. */
export function useSwitch() {
  const { locale, setLocaleMessage } = useLanguage();
  return async (to: Locale) => {
    const words = await dictionaries[to]().catch(() => null);
    if (!words) return;
    setLocaleMessage(to, words);
    locale.value = to;
  };
}

/** A kiosk browser may forbid storage; the wall must still open. */
function store(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
