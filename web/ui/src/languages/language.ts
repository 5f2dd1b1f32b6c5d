import { createI18n, useI18n } from 'vue-i18n';
import { watchEffect } from 'vue';
import type { Locale } from '../time/dates';
import type { HandDictionary } from './hand.zh';
import type { Dictionary } from './zh';

const remembered = 'circle.language';

/** `?lang=` wins and is remembered; without either it is Chinese. */
export function chooseLocale(query: string, stored: string | null): Locale {
  const asked = new URLSearchParams(query).get('lang') ?? stored;
  return asked?.toLowerCase().startsWith('en') ? 'en' : 'zh-CN';
}

type Words = HandDictionary | Dictionary;

/** Each comes when it is asked for: a phone reads one language, and of that what its pages say. */
const dictionaries: Record<Locale, Record<'hand' | 'all', () => Promise<Words>>> = {
  'zh-CN': {
    hand: async () => (await import('./hand.zh')).handZh,
    all: async () => (await import('./zh')).zh,
  },
  en: {
    hand: async () => (await import('./hand.en')).handEn,
    all: async () => (await import('./en')).en,
  },
};

/** Which pages the words at hand are enough for: those in a hand, or all. */
let reach: 'hand' | 'all' = 'hand';

/** Without a network this fails for a page that is not in a hand, whose own files are not there either. */
export async function readyWords(page: 'hand' | 'all', languages: ReturnType<typeof createLanguages>): Promise<void> {
  const locale = languages.global.locale.value;
  if (page === 'hand' || reach === 'all') return;
  languages.global.setLocaleMessage(locale, (await dictionaries[locale].all()) as Dictionary);
  reach = 'all';
}

export async function startLanguages(locale: Locale, page: 'hand' | 'all') {
  reach = page;
  return createLanguages(locale, { [locale]: await dictionaries[locale][page]() });
}

export function createLanguages(locale: Locale, messages: Partial<Record<Locale, Words>>) {
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
    const words = await dictionaries[to][reach]().catch(() => null);
    if (!words) return;
    setLocaleMessage(to, words as Dictionary);
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
