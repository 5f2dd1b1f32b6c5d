import { post } from '../http/request';

/** Whether this browser can make and use passkeys on this address. */
export const canUsePasskeys = () => window.isSecureContext && 'PublicKeyCredential' in window;

/** Whether it offers them where a name is typed. */
export async function canOfferPasskeys(): Promise<boolean> {
  return canUsePasskeys() && ((await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false);
}

interface Described {
  id: string;
  type: 'public-key';
  transports?: AuthenticatorTransport[];
}

type CreationOptions = Omit<PublicKeyCredentialCreationOptions, 'challenge' | 'user' | 'excludeCredentials'> & {
  challenge: string;
  user: { id: string; name: string; displayName: string };
  excludeCredentials?: Described[];
};

type RequestOptions = Omit<PublicKeyCredentialRequestOptions, 'challenge' | 'allowCredentials'> & {
  challenge: string;
  allowCredentials?: Described[];
};

/** Asks the server for a question and the device to answer it; null: whoever sits there thought better of it. */
export async function createPasskey(optionsPath: '/api/v1/account/passkeys/options'): Promise<object | null> {
  const options = (await post(optionsPath)) as CreationOptions;
  const credential = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytesOf(options.challenge),
      user: { ...options.user, id: bytesOf(options.user.id) },
      excludeCredentials: (options.excludeCredentials ?? []).map(described),
    },
  });
  if (!(credential instanceof PublicKeyCredential)) return null;
  const response = credential.response as AuthenticatorAttestationResponse;
  return {
    ...common(credential),
    response: {
      clientDataJSON: textOf(response.clientDataJSON),
      attestationObject: textOf(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    },
  };
}

/** As `createPasskey`, of one that there is; `whenTyping` shows it among the names that the browser fills in. */
export async function usePasskey(
  optionsPath: '/api/v1/session/passkey/options',
  whenTyping: boolean,
  signal: AbortSignal,
): Promise<object | null> {
  const options = (await post(optionsPath)) as RequestOptions;
  const credential = await navigator.credentials.get({
    signal,
    ...(whenTyping ? { mediation: 'conditional' as const } : {}),
    publicKey: {
      ...options,
      challenge: bytesOf(options.challenge),
      allowCredentials: (options.allowCredentials ?? []).map(described),
    },
  });
  if (!(credential instanceof PublicKeyCredential)) return null;
  const response = credential.response as AuthenticatorAssertionResponse;
  return {
    ...common(credential),
    response: {
      clientDataJSON: textOf(response.clientDataJSON),
      authenticatorData: textOf(response.authenticatorData),
      signature: textOf(response.signature),
      userHandle: response.userHandle ? textOf(response.userHandle) : null,
    },
  };
}

/** Whoever sits there closed the browser's window, or took too long: nothing went wrong. */
export const isDeclined = (error: unknown) =>
  error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'AbortError');

const common = (credential: PublicKeyCredential) => ({
  id: credential.id,
  rawId: textOf(credential.rawId),
  type: credential.type,
  authenticatorAttachment: credential.authenticatorAttachment,
  clientExtensionResults: credential.getClientExtensionResults(),
});

const described = ({ id, type, transports }: Described): PublicKeyCredentialDescriptor => ({
  id: bytesOf(id),
  type,
  ...(transports?.length ? { transports } : {}),
});

/** Base64 for addresses, as the server writes bytes; older browsers have no function for it. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const letters = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

export function textOf(bytes: ArrayBuffer): string {
  const letters = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
