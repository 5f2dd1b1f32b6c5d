import { command, read } from '../http/request';
import type { PlaceLink } from '../walls/frame';

/** A screen as the office sees it. */
export interface Screen {
  id: string;
  name: string;
  place: string;
  placeName: string;
  inches: number;
  metres: number;
  /** Why it is revoked. */
  revoked?: string;
  /** Whether the device has come for its token. */
  isPaired: boolean;
  /** Of its newest report, as the following. */
  seen?: string;
  isOnline: boolean;
  frames: number;
  /** In milliseconds. */
  age?: number;
  version?: string;
  isCurrent?: boolean;
}

export interface Screens {
  /** The server's time, so that a desk's wrong clock tells no wrong ages. */
  at: string;
  items: Screen[];
}

export interface Place extends PlaceLink {
  parent?: string;
}

export interface Hanging {
  name: string;
  inches: number;
  metres: number;
}

const path = '/api/v1/screens';

export const readScreens = () => read<Screens>(path);

export const readPlaces = async () => (await read<{ items?: Place[] }>('/api/v1/places')).items ?? [];

export const approve = (code: string, place: string, hanging: Hanging) => command(path, { code, place, ...hanging });

export const correct = (id: string, hanging: Hanging) => command(`${path}/${id}/correction`, hanging);

export const move = (id: string, to: string) => command(`${path}/${id}/move`, { to });

export const reload = (id: string) => command(`${path}/${id}/reload`, {});

export const revoke = (id: string, reason: string) => command(`${path}/${id}/revocation`, { reason });

export type ScreenState = 'online' | 'offline' | 'waiting' | 'revoked';

export function stateOf(screen: Screen): ScreenState {
  if (screen.revoked !== undefined) return 'revoked';
  if (!screen.isPaired) return 'waiting';
  return screen.isOnline ? 'online' : 'offline';
}

export type Unit = 'seconds' | 'minutes' | 'hours' | 'days';

/** A time span in the largest unit that it fills; seconds below ten have a decimal. */
export function spanOf(ms: number): { unit: Unit; n: number } {
  const seconds = Math.max(0, ms) / 1_000;
  if (seconds < 10) return { unit: 'seconds', n: Math.round(seconds * 10) / 10 };
  if (seconds < 60) return { unit: 'seconds', n: Math.floor(seconds) };
  if (seconds < 3_600) return { unit: 'minutes', n: Math.floor(seconds / 60) };
  if (seconds < 86_400) return { unit: 'hours', n: Math.floor(seconds / 3_600) };
  return { unit: 'days', n: Math.floor(seconds / 86_400) };
}
