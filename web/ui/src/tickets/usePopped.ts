import { shallowRef, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { poppedFrom, type Popped } from './draft';

/** What a telephone system, or a link, opened the page with; taken out of the address at once, also when the page is open already. */
export function usePopped() {
  const [route, router] = [useRoute(), useRouter()];
  const popped = shallowRef<Popped | null>(null);

  watch(
    () => route.fullPath,
    (address) => {
      const { pathname, search, hash } = new URL(address, location.origin);
      const given = poppedFrom(search, hash);
      if (!given) return;
      popped.value = given;
      // At once, before anything is asked of the server: what the browser remembers holds no number.
      history.replaceState(history.state, '', pathname);
      void router.replace({ path: pathname, query: {}, hash: '' });
    },
    { immediate: true },
  );
  return popped;
}
