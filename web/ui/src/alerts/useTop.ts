import { onScopeDispose, ref, watch, type Ref } from 'vue';

/** How far from the page's top an element begins, in pixels: what is below it is its own, however many lines the bar on top takes. */
export function useTop(of: Readonly<Ref<HTMLElement | null>>): Ref<number> {
  const top = ref(0);
  const read = () => {
    if (of.value) top.value = Math.round(of.value.getBoundingClientRect().top + window.scrollY);
  };
  const observer = new ResizeObserver(read);
  watch(
    of,
    (element) => {
      observer.disconnect();
      if (!element) return;
      read();
      observer.observe(document.body);
    },
    { immediate: true, flush: 'post' },
  );
  onScopeDispose(() => observer.disconnect());
  return top;
}
