import { answered, transact } from '../outbox/database';
import { unkeep } from '../outbox/kept';

/** Of whom a key, or a draft, is: both are told by this. */
const keyName = (account: string) => `hotline/${account}`;
export const draftPrefix = (account: string, of: DraftKind = 'hotline') => `circle.${of}.${account}.`;

/** A call that is taken, or a unit's answer that is written. */
export type DraftKind = (typeof kinds)[number];
const kinds = ['hotline', 'answer'] as const;

const [algorithm, ivBytes] = ['AES-GCM', 12];

/** Encrypts and reads again what this browser keeps of one account: by a key that never leaves the browser, not even for this page. */
export interface Seal {
  /** `of`: what it belongs to; under another name it is not read. */
  close(text: string, of: string): Promise<string>;
  /** Null: it is not of this key, or was changed. */
  open(sealed: string, of: string): Promise<string | null>;
}

/** Null: this browser can keep none, and so keeps nothing. */
export async function sealOf(account: string): Promise<Seal | null> {
  try {
    const key = await keyOf(account);
    return key && sealBy(key);
  } catch {
    return null;
  }
}

async function keyOf(account: string): Promise<CryptoKey | null> {
  // Left out where a page is not served securely.
  const subtle = (crypto as Partial<Crypto>).subtle;
  if (!subtle) return null;
  const fresh = await subtle.generateKey({ name: algorithm, length: 256 }, false, ['encrypt', 'decrypt']);
  // Two tabs that begin at once have one key: whoever comes second finds the first one's.
  return transact(['kept'], 'readwrite', async (of) => {
    const known = (await answered(of('kept').get(keyName(account)))) as { value: CryptoKey } | undefined;
    if (known) return known.value;
    await answered(of('kept').put({ key: keyName(account), at: Date.now(), value: fresh }));
    return fresh;
  });
}

function sealBy(key: CryptoKey): Seal {
  const by = (iv: Uint8Array<ArrayBuffer>, of: string) => ({
    name: algorithm,
    iv,
    additionalData: new TextEncoder().encode(of),
  });
  return {
    async close(text, of) {
      const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
      const closed = await crypto.subtle.encrypt(by(iv, of), key, new TextEncoder().encode(text));
      return written(new Uint8Array([...iv, ...new Uint8Array(closed)]));
    },
    async open(sealed, of) {
      try {
        const bytes = Uint8Array.from(atob(sealed), (sign) => sign.charCodeAt(0));
        const opened = await crypto.subtle.decrypt(by(bytes.slice(0, ivBytes), of), key, bytes.slice(ivBytes));
        return new TextDecoder().decode(opened);
      } catch {
        return null;
      }
    },
  };
}

function written(bytes: Uint8Array): string {
  let signs = '';
  for (const byte of bytes) signs += String.fromCharCode(byte);
  return btoa(signs);
}

/** Whoever signs out leaves no draft in this browser; calls the server has. Without the key what was missed is nobody's to read. */
export async function forgetDrafts(account: string): Promise<void> {
  await unkeep(keyName(account)).catch(() => undefined);
  try {
    const keys = Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at) ?? '');
    const mine = kinds.map((of) => draftPrefix(account, of));
    for (const key of keys) if (mine.some((prefix) => key.startsWith(prefix))) localStorage.removeItem(key);
  } catch {
    // A browser that forbids it has kept nothing.
  }
}
