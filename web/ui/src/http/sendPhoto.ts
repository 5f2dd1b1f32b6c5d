import type { Photo } from './api';
import { commandId, isJson, problemOf, spoken, Unreachable } from './request';

/** A photo is drawn anew before there is an answer, which takes longer than others. */
const patience = 90_000;

/** Sends one photo before anything names it; the same photo again is the same one. */
export async function sendPhoto(
  address: '/api/v1/acceptance/report-photos' | '/api/v1/acceptance/inspection-photos',
  photo: Blob,
): Promise<Photo> {
  const headers = { ...spoken(), 'Content-Type': photo.type, 'Idempotency-Key': commandId(Date.now()) };
  let response: Response;
  try {
    response = await fetch(address, { method: 'POST', headers, body: photo, signal: AbortSignal.timeout(patience) });
  } catch (cause) {
    throw new Unreachable(address, { cause });
  }
  if (!isJson(response.headers.get('Content-Type'))) throw new Unreachable(address);
  const text = await response.text().catch(() => '');
  if (!response.ok) throw problemOf(response.status, text);
  return JSON.parse(text) as Photo;
}
