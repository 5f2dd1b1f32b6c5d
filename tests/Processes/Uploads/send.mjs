// Sends a file by tus-js-client, as a phone does, and says where it is kept.
//   node send.mjs <address> <cookie> <file> <address to go on with, or -> <bytes after which the line is cut, or ->
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect, createServer } from 'node:net';

const [address, cookie, file, url, cut] = process.argv.slice(2);
const { Upload } = createRequire(new URL('../../../web/ui/package.json', import.meta.url))('tus-js-client');

/** Between the client and the server, a line that ends after so many bytes, and takes nothing any more. */
async function lineOf(bytes) {
  let left = bytes;
  const line = createServer((phone) => {
    const server = connect(Number(new URL(address).port), new URL(address).hostname);
    phone.on('error', () => server.destroy());
    server.on('error', () => phone.destroy());
    server.pipe(phone);
    phone.on('data', (data) => {
      if (left > 0) server.write(data.subarray(0, left));
      left -= data.length;
      if (left > 0) return;
      line.close();
      server.end();
      phone.destroy();
    });
  });
  await new Promise((resolve) => line.listen(0, '127.0.0.1', resolve));
  return new URL(new URL(address).pathname, `http://127.0.0.1:${line.address().port}`).toString();
}

const upload = new Upload(readFileSync(file), {
  endpoint: cut === '-' ? address : await lineOf(Number(cut)),
  ...(url === '-' ? {} : { uploadUrl: url }),
  retryDelays: null,
  headers: { Cookie: cookie, 'Idempotency-Key': randomUUID() },
  onError: (error) => {
    if (cut === '-' || upload.url === null) {
      console.error(String(error));
      process.exit(1);
    }
    console.log(upload.url);
    process.exit(0);
  },
  onSuccess: () => console.log(upload.url),
});
upload.start();
