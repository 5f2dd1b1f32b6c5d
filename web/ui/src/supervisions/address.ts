/** The page of one order. */
export const orderAddress = (id: string): string => `/supervision/${encodeURIComponent(id)}`;
