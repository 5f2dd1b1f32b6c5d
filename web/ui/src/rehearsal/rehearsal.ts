import { command, read } from '../http/request';

export interface Rehearsal {
  mode: 'rehearsal' | 'live';
  phase: 'starting' | 'running';
  /** Business time, ISO 8601 in UTC. */
  now: string;
  /** Business seconds per second, 1 to 100,000. */
  speed: number;
  paused: boolean;
  seed: number | null;
  /** 0 to 1, of the way from the plan's issue to the rehearsal's first day. */
  progress: number;
}

const path = '/api/v1/rehearsal';

export const slowest = 1;
export const fastest = 5_000;

export const readRehearsal = () => read<Rehearsal>(path);
export const pause = () => command(`${path}/pause`);
export const resume = () => command(`${path}/resume`);
export const setSpeed = (speed: number) => command(`${path}/speed`, { speed });
