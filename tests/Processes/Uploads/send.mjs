// Sends a file by tus-js-client, as a phone does, and says where it is kept.
//   node send.mjs <address> <cookie> <file> <address to go on with, or -> <bytes after which the line is cut, or ->
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [address, cookie, file, url, cut] = process.argv.slice(2);
const { Upload } = createRequire(new URL('../../../web/ui/package.json', import.meta.url))('tus-js-client');

const upload = new Upload(readFileSync(file), {
  endpoint: address,
  ...(url === '-' ? {} : { uploadUrl: url }),
  retryDelays: null,
  headers: { Cookie: cookie, 'Idempotency-Key': randomUUID() },
  onProgress: (sent) => {
    if (cut === '-' || sent < Number(cut)) return;
    console.log(upload.url);
    process.exit(0);
  },
  onError: (error) => {
    console.error(String(error));
    process.exit(1);
  },
  onSuccess: () => console.log(upload.url),
});
upload.start();
