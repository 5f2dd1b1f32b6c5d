import { describe, expect, it } from 'vitest';
import { isInHand } from '../phones/hand';
import { handEn } from './hand.en';
import { handZh } from './hand.zh';
import { zh } from './zh';

const sources = import.meta.glob<string>('../**/*.{ts,vue}', { query: '?raw', import: 'default', eager: true });

/** `../a/b.ts` of `./c` in `../a`. */
function resolve(from: string, to: string): string | undefined {
  const parts = from.split('/').slice(0, -1);
  for (const part of to.split('/')) {
    if (part === '..' && parts.length > 1) parts.pop();
    else if (part !== '.' && part !== '..') parts.push(part);
  }
  return [parts.join('/'), `${parts.join('/')}.ts`].find((path) => path in sources);
}

/** A file and all that it imports, now or later; types are nothing that runs. */
function reached(file: string, all = new Set<string>()): Set<string> {
  if (all.has(file)) return all;
  all.add(file);
  for (const [, clause, named, later] of (sources[file] ?? '').matchAll(
    /(?:import|export)\s+(type\s)?[^;']*?from\s+'(\.[^']+)'|import\('(\.[^']+)'\)/g,
  )) {
    const found = clause ? undefined : resolve(file, named ?? later ?? '');
    if (found) reached(found, all);
  }
  return all;
}

/** As the routes name them. */
const pages = Object.entries(sources)
  .filter(([file]) => /\/(router|routes)\.ts$/.test(file))
  .flatMap(([file, text]) =>
    [...text.matchAll(/path:\s*'([^']+)',\s*component:\s*(?:\(\) => import\('([^']+)'\)|(\w+))/g)]
      .filter(([, path]) => isInHand(path ?? ''))
      .map(
        ([, , named, known]) =>
          named ?? new RegExp(`const ${known} = \\(\\) => import\\('([^']+)'`).exec(text)?.[1] ?? '',
      )
      .map((named) => resolve(file, named) ?? named),
  );

const isWords = (file: string) => /words\.|\.(zh|en)\.ts$|\/languages\/|\.test\.ts$/.test(file);

describe('the words at hand', () => {
  it('are all that pages in a hand say', () => {
    expect(pages.length).toBeGreaterThan(8);
    expect(pages.every((page) => page in sources)).toBe(true);
    const others = Object.keys(zh).filter((key) => !(key in handZh));
    for (const file of new Set(pages.flatMap((page) => [...reached(page)]))) {
      if (isWords(file)) continue;
      for (const key of others) expect(sources[file], `${file} says ${key}`).not.toMatch(new RegExp(`['"\`]${key}\\.`));
    }
  });

  it('are the same in both languages', () => {
    expect(Object.keys(handEn)).toEqual(Object.keys(handZh));
  });
});
