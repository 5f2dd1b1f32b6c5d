import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import type { Viewport } from './view';

/** The window's size as it changes. */
export function useViewport(): ShallowRef<Viewport> {
  const read = () => ({ width: innerWidth, height: innerHeight });
  const viewport = shallowRef<Viewport>(read());
  const follow = () => (viewport.value = read());
  addEventListener('resize', follow);
  onScopeDispose(() => removeEventListener('resize', follow));
  return viewport;
}
