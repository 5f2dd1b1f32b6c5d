import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Pages that open without a network. */
const pages = [
  /\/acceptance\/site\/\w+Page\.vue$/,
  /\/volunteering\/\w+Page\.vue$/,
  /\/languages\/hand\.(zh|en)\.ts$/,
  /\/locks\/Lock(Gate|Page)\.vue$/,
  /\/src\/main\.ts$/,
  /\/index\.html$/,
];

/** Writes field-worker.js: the worker with the names of the files that these pages are made of. */
export function fieldWorker(): Plugin {
  return {
    name: 'circle-field-worker',
    apply: 'build',
    generateBundle(_, bundle) {
      const files = new Set(['/index.html', '/icon.svg', '/field-manifest.json']);
      const add = (name: string) => {
        const chunk = bundle[name];
        if (chunk?.type !== 'chunk' || files.has(`/${name}`)) return;
        files.add(`/${name}`);
        for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(`/${style}`);
        chunk.imports.forEach(add);
      };
      for (const chunk of Object.values(bundle))
        if (chunk.type === 'chunk' && pages.some((page) => page.test(chunk.facadeModuleId ?? ''))) add(chunk.fileName);
      const list = JSON.stringify([...files].sort());
      const source = readFileSync(new URL('src/outbox/fieldWorker.js', import.meta.url), 'utf8');
      const build = createHash('sha256').update(list).update(source).digest('hex').slice(0, 12);
      const code = source.replace('__BUILD__', build).replace('__FILES__', list);
      this.emitFile({ type: 'asset', fileName: 'field-worker.js', source: code });
    },
  };
}
