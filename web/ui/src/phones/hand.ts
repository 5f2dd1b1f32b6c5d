/** Whether a page is one in a hand: it opens without a network, asks by itself who holds it, and has its words alone. */
export const isInHand = (path: string): boolean => path === '/field' || path.startsWith('/field/') || path === '/enrol';
