import type { homeZh } from './words.zh';

export const homeEn: typeof homeZh = {
  intro:
    'The live system of a district with a 15-minute service circle: how far every facility has come, who is behind, by how much and who answers for it, on the wall and on work pages. Every figure comes from single reports of the units and can be traced to them.',
  state: 'State of the data',
  mode: 'Mode',
  rehearsal: 'Rehearsal',
  live: 'Live',
  time: 'Business time',
  plan: 'Plan',
  planVersion: 'version {version}',
  health: 'Service',
  healthy: 'ready',
  unhealthy: 'not ready',
  wall: 'District wall',
  wallNote: 'Readable from four metres on 55 inches and more',
  streets: 'Walls of the streets',
  place: 'Find a service point, or the wall of a street or a community',
  planLink: 'Plan',
  planNote: 'Steps, versions and differences; propose a new one',
  pointsLink: 'Service points',
  pointsNote: 'Every shop and public service of the circle: entered, registered, verified',
  api: 'API reference',
  apiNote: 'OpenAPI, for other systems',
  healthLink: 'Health check',
  healthNote: 'For monitoring',
  loading: 'Reading',
  failed: 'Cannot be read now',
  failedNote:
    'The service does not answer. This page tries again every 5 seconds; if it stays so, see the health check.',
  noPage: 'There is no such page',
};
