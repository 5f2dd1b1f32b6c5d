import { onScopeDispose } from 'vue';

/** What a phone reads to put these pages beside its programs; no other page is one. */
export function useManifest(): void {
  const link = document.createElement('link');
  [link.rel, link.href] = ['manifest', '/field-manifest.json'];
  document.head.append(link);
  onScopeDispose(() => link.remove());
}
