import { createWaiting } from '../frame/waiting';
import { readWaiting } from './alerts';

/** How many alerts nobody has acknowledged; the alert desk knows it already. */
export const { use: useWaiting, tell: tellWaiting } = createWaiting('read', readWaiting);
