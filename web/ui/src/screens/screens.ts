import type { PlaceView, ScreenCorrection, ScreenItem } from '../http/api';
import { command, read } from '../http/request';

export type { ScreensView as Screens } from '../http/api';

/** A screen as the office sees it. */
export type Screen = ScreenItem;
export type Place = Pick<PlaceView, 'id' | 'name' | 'kind' | 'parent'>;
export type Hanging = ScreenCorrection;

const path = '/api/v1/screens';

export const readScreens = () => read(path);

export const readPlaces = async () => (await read('/api/v1/places')).items ?? [];

export const approve = (code: string, place: string, hanging: Hanging) =>
  command(path, { body: { code, place, ...hanging } });

export const correct = (id: string, body: Hanging) => command(`${path}/{id}/correction`, { path: { id }, body });

export const move = (id: string, to: string) => command(`${path}/{id}/move`, { path: { id }, body: { to } });

export const reload = (id: string) => command(`${path}/{id}/reload`, { path: { id }, body: {} });

export const revoke = (id: string, reason: string) =>
  command(`${path}/{id}/revocation`, { path: { id }, body: { reason } });

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
