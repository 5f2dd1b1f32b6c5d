const address = '/field-worker.js';

/** The one policy by which a worker's address is let through; see the server's header. */
interface Policies {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): string };
}

/** Has the browser keep the pages in a hand, so that they open without a network. Where it cannot, they need one to be opened. */
export function keepShell(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const { trustedTypes } = globalThis as { trustedTypes?: Policies };
  const policy = trustedTypes?.createPolicy('circle-worker', {
    createScriptURL: (url) => {
      if (url !== address) throw new TypeError(url);
      return url;
    },
  });
  const url = policy?.createScriptURL(address) ?? address;
  void navigator.serviceWorker.register(url, { scope: '/field' }).catch(() => undefined);
}
