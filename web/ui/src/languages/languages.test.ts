import { describe, expect, it } from 'vitest';
import { createLanguages } from './everything';
import { chooseLocale } from './language';
import { en } from './en';
import { zh } from './zh';

function texts(dictionary: object, path = ''): [string, string][] {
  return Object.entries(dictionary).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : texts(value as object, `${path}${key}.`),
  );
}

/** Each once: of one and of several a text has two forms, between them a bar. */
const holes = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();

describe('the dictionaries', () => {
  it('have the same keys', () => {
    expect(texts(en).map(([key]) => key)).toEqual(texts(zh).map(([key]) => key));
  });

  it('leave the same holes to fill', () => {
    const english = new Map(texts(en));
    for (const [key, text] of texts(zh)) expect([key, holes(english.get(key) ?? '')]).toEqual([key, holes(text)]);
  });

  it('write an English apostrophe as it is typed: in a Chinese typeface the curved one is as wide as a sign', () => {
    for (const [, text] of texts(en)) expect(text).not.toContain('’');
  });

  it('say one of one, and several of several', () => {
    const { t } = createLanguages('en').global;
    expect([1, 2].map((n) => t('tickets.opened.urged', { n }))).toEqual(['urged 1 time', 'urged 2 times']);
    expect([1, 2].map((n) => t('tickets.opened.returns', { n }))).toEqual(['returned 1 time', 'returned 2 times']);
  });

  it('do not shout', () => {
    for (const [, text] of [...texts(zh), ...texts(en)]) expect(text).not.toMatch(/[!！]/);
  });
});

describe('the language', () => {
  it('is Chinese unless asked or remembered', () => {
    expect(chooseLocale('', null)).toBe('zh-CN');
    expect(chooseLocale('', 'en')).toBe('en');
    expect(chooseLocale('?lang=en', null)).toBe('en');
    expect(chooseLocale('?lang=zh', 'en')).toBe('zh-CN');
  });

  it('sets the page’s and is remembered', () => {
    const { global } = createLanguages('zh-CN');
    expect(document.documentElement.lang).toBe('zh-CN');
    expect(global.t('span.left', { n: 18 })).toBe('还有 18 天');
    expect(global.t('span.overdue', { n: 12 })).toBe('逾期 12 天');
    expect(global.t('banner.lost', { seconds: 12, time: '14:32:05' })).toBe(
      '与服务器失去联系 12 秒，画面停在 14:32:05',
    );
    global.locale.value = 'en';
    expect(global.t('span.overdue', { n: 12 })).toBe('12 d late');
    expect(global.t('alerts.state.lapses', { n: 1 })).toBe('1 promise lapsed');
    expect(global.t('alerts.state.lapses', { n: 2 })).toBe('2 promises lapsed');
  });
});
