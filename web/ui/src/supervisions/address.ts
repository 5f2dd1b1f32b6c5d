/** The page of one order. */
export const orderAddress = (id: string): string => `/supervisions/${encodeURIComponent(id)}`;
