const [algorithm, ivBytes] = ['AES-GCM', 12];

/** Encrypted by an account's key on this device, and read under that account's name alone. */
export interface Sealed {
  $sealed: string;
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

export const isSealed = (value: unknown): value is Sealed =>
  typeof value === 'object' && value !== null && typeof (value as Sealed).$sealed === 'string';

export const newIv = () => crypto.getRandomValues(new Uint8Array(ivBytes));

export const by = (iv: Uint8Array<ArrayBuffer>, account: string) => ({
  name: algorithm,
  iv,
  additionalData: new TextEncoder().encode(account),
});

/** It can be taken out only to be wrapped. */
export const newKey = () =>
  crypto.subtle.generateKey({ name: algorithm, length: 256 }, true, ['encrypt', 'decrypt']) as Promise<CryptoKey>;

export async function sealBytes(key: CryptoKey, account: string, content: ArrayBuffer): Promise<Sealed> {
  const iv = newIv();
  return { $sealed: account, iv, data: await crypto.subtle.encrypt(by(iv, account), key, content) };
}

export const openBytes = (key: CryptoKey, { $sealed, iv, data }: Sealed): Promise<ArrayBuffer> =>
  crypto.subtle.decrypt(by(iv, $sealed), key, data);

export const sealText = (key: CryptoKey, account: string, text: string): Promise<Sealed> =>
  sealBytes(key, account, new TextEncoder().encode(text).buffer);

export const openText = async (key: CryptoKey, sealed: Sealed): Promise<string> =>
  new TextDecoder().decode(await openBytes(key, sealed));
