import { post, read } from '../http/request';

export type { RehearsalState as Rehearsal } from '../http/api';

const path = '/api/v1/rehearsal';

export const slowest = 1;
export const fastest = 5_000;

export const readRehearsal = () => read(path);
export const pause = () => post(`${path}/pause`);
export const resume = () => post(`${path}/resume`);
export const setSpeed = (speed: number) => post(`${path}/speed`, { body: { speed } });
