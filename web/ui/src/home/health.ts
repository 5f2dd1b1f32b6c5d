export const healthPath = '/health/ready';

/** Whether the service says it is ready; no answer is a failure, not a "no". */
export async function readHealth(): Promise<boolean> {
  const response = await fetch(healthPath, { signal: AbortSignal.timeout(8_000) });
  return response.ok;
}
