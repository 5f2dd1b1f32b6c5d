import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { browserClock } from './clock';
import type { Picture } from './picture';
import { Rotation, rotationSeconds, stopsOf } from './rotation';

/** It outlives the pages that it shows. */
const rotation = new Rotation(browserClock);
const signs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** Turns this screen's walls when its address asks for it; a value while somebody's touch holds it. */
export function useRotation(place: string | null, picture: Picture): ShallowRef<{ resume: () => void } | null> {
  const resting = shallowRef<{ resume: () => void } | null>(null);
  const [route, router] = [useRoute(), useRouter()];
  const seconds = rotationSeconds(route.query['rotate']);
  if (seconds === null) return resting;

  const turn = () => {
    const next = rotation.after(place);
    if (next !== place) void router.replace({ path: next === null ? '/wall' : `/wall/${next}`, query: route.query });
    else rotation.begin(seconds, turn, onRest);
  };
  const onRest = (rests: boolean) => (resting.value = rests ? { resume: () => rotation.resume() } : null);
  const touch = () => rotation.touch();

  if (place === null) watch(picture.places, (places) => rotation.plan(stopsOf(places)), { immediate: true });
  for (const sign of signs) addEventListener(sign, touch, { passive: true });
  rotation.begin(seconds, turn, onRest);
  onScopeDispose(() => {
    for (const sign of signs) removeEventListener(sign, touch);
    rotation.end();
  });
  return resting;
}
