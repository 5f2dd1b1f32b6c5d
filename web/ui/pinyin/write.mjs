// Writes the table of readings that the server's search goes by: npm run pinyin. Only a newer pinyin-pro changes it; words that
// it reads wrongly are put right in seeds/<district>/search/readings.csv.
import { readFileSync, writeFileSync } from 'node:fs';
import { pinyin } from 'pinyin-pro';

const file = new URL('../../../grains/Circle.Domain/Search/pinyin.txt', import.meta.url);

/** First and last of: 〇, extension A, the usual block, extensions B to H. */
const blocks = [
  [0x3007, 0x3007],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0x20000, 0x323af],
];

/** Interjections that are written without a vowel: nobody types them so. */
const spoken = { 嗯: ['en', 'ng'], 呣: ['mu'] };

/** A character keeps four readings, the most common first. */
const most = 4;

const isSyllable = (text) => /^[a-z]*[aeiouv][a-z]*$/.test(text);

function readingsOf(character) {
  if (spoken[character]) return spoken[character].filter((r) => isSyllable(r));
  const options = { toneType: 'none', v: true, type: 'array' };
  const all = [...pinyin(character, options), ...pinyin(character, { ...options, multiple: true })];
  return [...new Set(all)].filter(isSyllable).slice(0, most);
}

const byReadings = new Map();
for (const [first, last] of blocks) {
  for (let code = first; code <= last; code++) {
    const character = String.fromCodePoint(code);
    const key = readingsOf(character).join(',');
    if (key) byReadings.set(key, (byReadings.get(key) ?? '') + character);
  }
}

const { version } = JSON.parse(
  readFileSync(new URL('../node_modules/pinyin-pro/package.json', import.meta.url), 'utf8'),
);
const head = [
  `# Readings of characters without tones, the most common first, v for ü; then all characters that have them.`,
  `# Made by "npm run pinyin" in web/ui of pinyin-pro ${version}, https://github.com/zh-lx/pinyin-pro,`,
  `# Copyright (c) 2022-present zh-lx, MIT licence (https://opensource.org/license/mit). Not to be edited by hand.`,
];
const rows = [...byReadings]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([readings, characters]) => `${readings} ${characters}`);
writeFileSync(file, [...head, ...rows, ''].join('\n'));
